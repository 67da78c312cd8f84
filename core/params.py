"""Query parameters and form text, cleaned once: what comes out is safe for any filter, query and page."""

import re
import unicodedata
from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_SPACE = re.compile(r"\s+")


def clean_text(value: str, max_length: int = 200) -> str:
    """One line of NFC text without control characters, at most ``max_length`` characters."""
    value = _CONTROL.sub("", value[: max_length * 4])
    return _SPACE.sub(" ", unicodedata.normalize("NFC", value)).strip()[:max_length]


def text(request: HttpRequest, name: str, max_length: int = 200) -> str:
    """The parameter as clean text, ``""`` when absent."""
    return clean_text(request.GET.get(name, ""), max_length)


def codes(request: HttpRequest, name: str, allowed: Iterable[str], limit: int = 50) -> list[str]:
    """The repeated parameter's known codes, each once, in the given order; unknown ones are dropped."""
    known = set(allowed)
    wanted = (clean_text(value, 60) for value in request.GET.getlist(name)[:limit])
    return list(dict.fromkeys(value for value in wanted if value in known))


def decimal(request: HttpRequest, name: str, low: float, high: float) -> float | None:
    """The parameter as a number within ``low``…``high``; ``None`` when absent or not such a number."""
    try:
        number = float(text(request, name, 40).replace(",", "."))
    except ValueError:
        return None
    return number if low <= number <= high else None


def integer(request: HttpRequest, name: str, low: int, high: int) -> int | None:
    """The parameter as a whole number within ``low``…``high``; ``None`` when absent or not such a number."""
    number = text(request, name, 20)
    if not re.fullmatch(r"-?[0-9]{1,12}", number):
        return None
    return int(number) if low <= int(number) <= high else None


def page_number(request: HttpRequest, name: str = "page") -> int:
    """The page asked for, 1 when absent or nonsense."""
    return integer(request, name, 1, 100_000) or 1


class RefuseNulMiddleware(MiddlewareMixin):
    """A NUL byte never belongs to an address: answering 400 here spares every view and database driver the question."""

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        if "\x00" in request.path:
            return HttpResponse("Bad address", status=400, content_type="text/plain")
        return None
