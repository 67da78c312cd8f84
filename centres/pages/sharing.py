"""A page sent on to somebody: its whole address, and a mail that is already written."""

from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpRequest

from core.paging import query_url


@dataclass(frozen=True, slots=True)
class Share:
    """``url`` is absolute; ``mailto`` opens a mail with subject and address in it, to nobody yet."""

    url: str
    mailto: str


def share_of(request: HttpRequest, subject: str) -> Share:
    """The page as others should open it: the same question, without what only this visitor asked for."""
    query = query_url(request, streets=None).removeprefix("?")
    url = request.build_absolute_uri(f"{request.path}?{query}" if query else request.path)
    return Share(url, f"mailto:?subject={quote(subject)}&body={quote(url)}")
