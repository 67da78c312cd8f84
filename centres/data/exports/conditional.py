"""Which edition of the directory an answer shows, so that a client that has it already is told so (304)."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date

from centres.models import DirectoryStamp
from centres.vocabularies import OpenAt
from core.licence import name_license

FORMAT = "1"
"""To be raised when answers change shape, so that no client keeps the old one."""
MAX_AGE = 300
MAX_AGE_NOW = 60
"""Seconds, when the answer depends on the minute."""


@dataclass(frozen=True, slots=True)
class Edition:
    """A mark of what an answer depends on. ``modified``: no later than this did it change."""

    etag: str
    modified: datetime
    max_age: int

    def not_modified(self, request: HttpRequest) -> HttpResponseBase | None:
        """The answer without content when the client holds this edition; ``None`` when it must be sent."""
        response = get_conditional_response(request, etag=self.etag, last_modified=int(self.modified.timestamp()))
        return self.stamp(response) if response is not None else None

    def stamp(self, response: HttpResponseBase) -> HttpResponseBase:
        """The response with validators, age, licence and what it varies by."""
        response["ETag"] = self.etag
        response["Last-Modified"] = http_date(self.modified.timestamp())
        response["Cache-Control"] = f"public, max-age={self.max_age}"
        patch_vary_headers(response, ["Accept-Encoding"])
        name_license(response)
        return response


def edition_of(request: HttpRequest) -> Edition:
    """The edition of what this address shows now; one cheap query.

    Marks such as "to be confirmed" change with the day, "open now" with the minute.
    """
    now = timezone.localtime()
    by_minute = OpenAt.NOW in request.GET.getlist("open")
    start = (
        now.replace(second=0, microsecond=0) if by_minute else now.replace(hour=0, minute=0, second=0, microsecond=0)
    )
    token, changed = DirectoryStamp.edition() or ("", start)
    parts = (FORMAT, str(token), start.isoformat(), request.get_host(), request.get_full_path())
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]
    return Edition(
        etag=f'W/"{digest}"',
        modified=max(start, changed),
        max_age=MAX_AGE_NOW if by_minute else MAX_AGE,
    )
