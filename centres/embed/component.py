"""The web component, at an address that never changes: partners write it into their pages once."""

import hashlib
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import condition, require_http_methods

SECONDS = 3600


@lru_cache(maxsize=1)
def _script() -> tuple[bytes, str]:
    """The module and its ETag."""
    content = Path(str(finders.find("centres/embed.js"))).read_bytes()
    return content, f'"{hashlib.sha256(content).hexdigest()[:16]}"'


@require_http_methods(["GET", "HEAD"])
@condition(etag_func=lambda request: _script()[1])
def component(request: HttpRequest) -> HttpResponse:
    """The module for any site: a browser loads modules of other sites only with these headers."""
    response = HttpResponse(_script()[0], content_type="text/javascript; charset=utf-8")
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    patch_cache_control(response, public=True, max_age=SECONDS)
    return response
