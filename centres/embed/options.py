"""How a frame looks and for whom: the parameters that are not the finder's own."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from centres.embed.colour import parse_colour
from centres.embed.look import THEMES
from core.params import clean_text

VIEWS = ("list", "map", "both")
OWN = ("partner", "view", "theme", "accent")
"""Parameters of the frame; all others are the finder's."""


@dataclass(frozen=True, slots=True)
class Options:
    """``view``: list, map (above the list) or both (side by side). ``accent``: six digits, ``""`` for our own colour."""

    partner: str = ""
    view: str = "list"
    theme: str = "auto"
    accent: str = ""

    @property
    def look_url(self) -> str:
        """The style sheet these options need, ``""`` when the site's own is enough."""
        if self.accent:
            return reverse("embed-look-accent", args=[self.theme, self.accent])
        return reverse("embed-look", args=[self.theme]) if self.theme != "auto" else ""

    def pairs(self) -> list[tuple[str, str]]:
        """Name and value of every option that is not the default."""
        default = Options()
        return [(name, value) for name in OWN if (value := getattr(self, name)) != getattr(default, name)]


def _one_of(text: str, known: Iterable[str]) -> str:
    allowed = tuple(known)
    return text if text in allowed else allowed[0]


def parse_options(data: QueryDict) -> Options:
    """The options in a query string; what is not understood gets the default."""
    return Options(
        partner=clean_text(data.get("partner", ""), 40),
        view=_one_of(data.get("view", ""), VIEWS),
        theme=_one_of(data.get("theme", ""), THEMES),
        accent=parse_colour(clean_text(data.get("accent", ""), 40)),
    )


def finder_query(data: QueryDict) -> str:
    """What the finder needs to show the same list: ``""`` or ``?need=work``."""
    query = data.copy()
    for name in (*OWN, "page", "height", "language"):
        query.pop(name, None)
    return f"?{query.urlencode()}" if query else ""


def kept_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """Name and value of all that a search for another place leaves as it is."""
    replaced = {"place", "lat", "lng", "page"}
    return [
        (clean_text(name, 40), clean_text(value, 200))
        for name, values in request.GET.lists()
        if name not in replaced
        for value in values[:60]
    ][:200]
