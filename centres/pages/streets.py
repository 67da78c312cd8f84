"""Street tiles from another host: only after a click that says who then learns the visitor's address."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers, patch_vary_headers

from core.csp import allow_pictures
from core.paging import query_url

PARAMETER = "streets"


@dataclass(frozen=True, slots=True)
class Streets:
    """``owner`` runs the tile host, ``""`` when there is none. ``url``: the address that turns the tiles on, or off.

    ``tiles``: the address of a tile with ``{z}``, ``{x}`` and ``{y}``, ``""`` while they are off.
    """

    owner: str
    url: str
    tiles: str


def _clicked(request: HttpRequest) -> bool:
    """Whether a link of this site asked for them: an address passed on by somebody else must not decide that."""
    if request.GET.get(PARAMETER) != "1" or not settings.STREET_TILES_URL:
        return False
    origin = request.headers.get("Sec-Fetch-Site")
    if origin is None:
        return urlsplit(request.headers.get("Referer", "")).netloc == request.get_host()
    return origin == "same-origin"


def streets_of(request: HttpRequest) -> Streets:
    """What the page needs to offer the tiles, or to show them."""
    clicked = _clicked(request)
    return Streets(
        owner=settings.STREET_TILES_OWNER if settings.STREET_TILES_URL else "",
        url=f"{query_url(request, streets=None if clicked else '1')}#map",
        tiles=settings.STREET_TILES_URL if clicked else "",
    )


def allow_streets(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Opens this one response to the tile host, which needs to know the site that asks; all others stay closed."""
    if PARAMETER in request.GET:
        patch_vary_headers(response, ["Sec-Fetch-Site"])
    if _clicked(request):
        tiles = urlsplit(settings.STREET_TILES_URL)
        allow_pictures(response, f"{tiles.scheme}://{tiles.netloc.replace('{s}', '*')}")
        response.headers["Referrer-Policy"] = "strict-origin-when-cross-origin"
        add_never_cache_headers(response)
    return response
