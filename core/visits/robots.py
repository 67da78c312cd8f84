"""Which requests are no visit: made by a program, before anybody wants the page, or by somebody who does not wish to be counted."""

import re
from functools import lru_cache

from crawleruseragents import is_crawler
from django.http import HttpRequest

_PROGRAM = re.compile(
    r"(?<!cu)bot\b|crawl|spider|slurp|preview|monitor|headless|lighthouse|curl|wget|python|java/|fetch", re.IGNORECASE
)
"""Words of programs that the list of known robots lacks, or that come in other letters. A CUBOT is a telephone."""
_AHEAD = ("Sec-Purpose", "Purpose", "X-Moz")
"""Headers by which browsers say that they fetch a page before somebody wants it."""
LONGEST = 400
"""Characters of a name that are looked at."""


def is_robot(agent: str) -> bool:
    """Whether a program calls itself this (``User-Agent``)."""
    return _is_robot(agent[:LONGEST])


@lru_cache(maxsize=2000)
def _is_robot(agent: str) -> bool:
    """1,500 expressions take half a millisecond; most visitors come with one of a few hundred names."""
    return bool(_PROGRAM.search(agent)) or is_crawler(agent)


def is_ahead(request: HttpRequest) -> bool:
    """Whether a browser fetches the page in advance."""
    said = (request.headers.get(name, "").lower() for name in _AHEAD)
    return any("prefetch" in value or "prerender" in value or "preview" in value for value in said)


def by_a_person(request: HttpRequest) -> bool:
    """Whether somebody asks to read."""
    return request.method == "GET" and not is_ahead(request) and not is_robot(request.headers.get("User-Agent", ""))


def minds(request: HttpRequest) -> bool:
    """Whether the browser says that its user does not want to be tracked (Global Privacy Control, Do Not Track)."""
    return request.headers.get("Sec-GPC") == "1" or request.headers.get("DNT") == "1"
