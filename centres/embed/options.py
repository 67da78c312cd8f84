"""How a frame looks and for whom: the parameters that are not the finder's own."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from centres.embed.colour import parse_colour
from centres.embed.look import THEMES
from centres.finder.question import Asked
from core.params import clean_text

VIEWS = ("list", "map", "both")
Pair = tuple[str, str]
"""Name and value of a parameter."""
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

    def pairs(self) -> list[Pair]:
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


def area_and_filters(asked: Asked) -> list[Pair]:
    """The finder's parameters as far as they were understood, without the place."""
    pairs = [(group, code) for group, codes in asked.chosen.items() for code in codes]
    if asked.radius is not None:
        pairs.append(("radius", f"{asked.radius:g}"))
    if asked.bbox:
        pairs.append(("bbox", ",".join(f"{degrees:g}" for degrees in asked.bbox)))
    return pairs


def place_pairs(asked: Asked) -> list[Pair]:
    """The place as far as it was found."""
    if asked.origin is None:
        return []
    if asked.place:
        return [("place", asked.place)]
    return [("lat", f"{asked.origin.lat:g}"), ("lng", f"{asked.origin.lng:g}")]


def with_query(address: str, pairs: list[Pair]) -> str:
    """The address with the parameters, if there are any."""
    return f"{address}?{urlencode(pairs)}" if pairs else address
