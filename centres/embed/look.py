"""The style sheet of a frame with a fixed theme or another colour: our policy forbids styles in the page itself."""

import re
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_http_methods

from centres.embed.colour import mix, on_dark, on_light, parse_colour

THEMES = ("auto", "light", "dark")
SECONDS = 7 * 24 * 3600
_LIGHT = re.compile(r"@layer tokens \{\s*:root \{(.*?)\}", re.S)
_DARK = re.compile(r"@media screen and \(prefers-color-scheme: dark\) \{\s*:root \{(.*?)\}", re.S)


@lru_cache(maxsize=1)
def _tokens() -> dict[str, str]:
    """The declarations of each theme as ``core/base.css`` has them, so that they stand once."""
    found = finders.find("core/base.css")
    sheet = Path(str(found)).read_text(encoding="utf-8")
    themes = {"light": _LIGHT.search(sheet), "dark": _DARK.search(sheet)}
    return {name: match[1].strip() for name, match in themes.items() if match}


def _accents(colour: str) -> dict[str, str]:
    """What the colour is used for, by theme: links, and the ground of buttons with the text that stands on them."""
    light, dark = on_light(colour).used, on_dark(colour).used
    return {
        "light": f"--link: #{light}; --action: #{light}; --action-hover: #{mix(light, '000000', 0.25)};",
        "dark": f"--link: #{dark}; --action: #{dark}; --action-hover: #{mix(dark, 'ffffff', 0.4)};",
    }


@lru_cache(maxsize=256)
def style_sheet(theme: str, colour: str) -> str:
    """The tokens of ``theme`` with the tones of ``colour`` (six digits or ``""``)."""
    accents = _accents(colour) if colour else {"light": "", "dark": ""}
    if theme != "auto":
        return f"@layer tokens {{ :root {{ color-scheme: {theme}; {_tokens()[theme]} {accents[theme]} }} }}\n"
    dark = f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {accents['dark']} }} }}"
    return f"@layer tokens {{ :root {{ {accents['light']} }} {dark} }}\n"


@require_http_methods(["GET", "HEAD"])
def look(request: HttpRequest, theme: str, colour: str = "") -> HttpResponse:
    """The sheet at an address that names all it depends on, so that browsers may keep it.

    Raises Http404 for an unknown theme or colour.
    """
    digits = parse_colour(colour)
    if theme not in THEMES or digits != colour:
        raise Http404
    response = HttpResponse(style_sheet(theme, digits), content_type="text/css; charset=utf-8")
    patch_cache_control(response, public=True, max_age=SECONDS)
    return response
