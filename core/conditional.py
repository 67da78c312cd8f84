"""Whole files that are made anew for each request, and need not be sent to whoever has them already."""

import hashlib
from datetime import datetime

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date


def unless_known(request: HttpRequest, response: HttpResponse, changed: datetime | None) -> HttpResponseBase:
    """The response with an ETag of its content and the moment it last ``changed``; 304 for a client that holds it."""
    response["ETag"] = etag = f'W/"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    moment = int(changed.timestamp()) if changed else None
    if moment:
        response["Last-Modified"] = http_date(moment)
    return get_conditional_response(request, etag=etag, last_modified=moment, response=response) or response
