"""Parameters of the directory's API, described once and read once: those of the finder, and a few of the API's own."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import APIException
from rest_framework.request import Request

from centres import vocabularies
from centres.finder.question import MAX_RADIUS, Asked, BadBoxError, parse
from centres.gazetteer import label
from core.api import BadParameter
from core.i18n.languages import LANGUAGES
from core.params import clean_text


class PlacesUnavailable(APIException):
    """The file of places is missing or cannot be read."""

    status_code = 503
    default_detail = gettext_lazy("Places cannot be looked up at the moment.")
    default_code = "places-unavailable"


class _Known(Sequence[str]):
    """The codes of a vocabulary at the time the description is written: terms are added while the portal runs."""

    def __init__(self, vocabulary: Any) -> None:
        self.vocabulary = vocabulary

    def _codes(self) -> list[str]:
        return [*self.vocabulary.values, vocabularies.NOT_KNOWN]

    def __getitem__(self, at: Any) -> Any:
        return self._codes()[at]

    def __len__(self) -> int:
        return len(self._codes())

    def __iter__(self) -> Iterator[str]:
        return iter(self._codes())


def _text(name: str, description: str) -> OpenApiParameter:
    return OpenApiParameter(name, OpenApiTypes.STR, description=description)


def _codes(name: str, vocabulary: Any, description: str) -> OpenApiParameter:
    return OpenApiParameter(
        name,
        OpenApiTypes.STR,
        description=f"{description} Repeated values mean or.",
        many=True,
        enum=_Known(vocabulary),
    )


BOX = {"type": "string", "pattern": r"^-?[0-9.]+(,-?[0-9.]+){3}$"}
"""The JSON Schema of a map's area."""
LANGUAGE = OpenApiParameter(
    "language", OpenApiTypes.STR, description="Language of names, texts and addresses.", enum=LANGUAGES, default="en"
)
FILTERS = [
    _codes("need", vocabularies.Need, "What somebody needs."),
    _codes("access", vocabularies.Access, "Ways of getting in touch."),
    _codes("speaks", vocabularies.Spoken, "Languages spoken (ISO 639)."),
    _codes("audience", vocabularies.Audience, "For whom."),
    _codes("service", vocabularies.Service, "Services."),
    _codes("accessible", vocabularies.Accessibility, "Accessibility features."),
    _codes("open", vocabularies.OpenAt, "When one can come; now is the minute of the request."),
    OpenApiParameter("country", OpenApiTypes.STR, description="ISO 3166-1 alpha-2 codes.", many=True),
    _text(
        "place",
        "Town, postcode or address distances are counted from, the nearest centre first; or a region, an island or a "
        "country, all of it. What is not known or not sure is refused; `places` lists what may be meant.",
    ),
    OpenApiParameter("lat", OpenApiTypes.FLOAT, description="Latitude, when there is no place."),
    OpenApiParameter("lng", OpenApiTypes.FLOAT, description="Longitude, when there is no place."),
    OpenApiParameter("radius", OpenApiTypes.FLOAT, description=f"Kilometres around the place, at most {MAX_RADIUS}."),
    OpenApiParameter("bbox", BOX, description="west,south,east,north in degrees."),
    LANGUAGE,
]


def whole_number(low: int, high: int) -> dict[str, object]:
    """The JSON Schema of a whole number within limits."""
    return {"type": "integer", "minimum": low, "maximum": high}


def language_of(request: Request) -> str:
    """The language asked for; English when none or an unknown one is."""
    language = clean_text(request.query_params.get("language", ""), 10).lower()
    return language if language in LANGUAGES else "en"


def asked_of(request: Request, language: str) -> Asked:
    """The finder's question. Raises ``BadParameter`` for a code, box, point or radius that cannot be read, and for a place
    that is not known, not sure or outside; ``PlacesUnavailable`` when places cannot be looked up."""
    try:
        asked = parse(request.query_params, language, strict_bbox=True)
    except BadBoxError as error:
        raise bad_box() from error
    for name, value in asked.ignored:
        if name in ("radius", "lat, lng"):
            raise BadParameter(name.partition(",")[0], _("Write a number within the limits of the map."))
        raise BadParameter(name, _("“%(value)s” is not one of the codes.") % {"value": value})
    if asked.places_missing:
        raise PlacesUnavailable
    if asked.place_unknown:
        raise BadParameter("place", _place_problem(asked, language))
    return asked


def _place_problem(asked: Asked, language: str) -> str:
    if asked.outside:
        return _("“%(place)s” is outside the countries of this directory.") % {"place": asked.place}
    text = _("We do not know a place called “%(place)s”.") % {"place": asked.place}
    names = ", ".join(f"“{label(place, language)}”" for place in asked.suggestions[:3])
    asks = _("Is it one of these?")
    return f"{text} {asks} {names}" if names else text


def bad_box() -> BadParameter:
    """What to write for a map's area."""
    return BadParameter("bbox", _("Write four numbers: west,south,east,north, such as 2.2,48.8,2.4,48.9."))


def whole(request: Request, name: str, low: int, high: int, default: int) -> int:
    """A whole number within limits; ``default`` when absent. Raises ``BadParameter``."""
    text = clean_text(request.query_params.get(name, ""), 20)
    if not text:
        return default
    if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
        raise BadParameter(name, _("Write a whole number from %(low)s to %(high)s.") % {"low": low, "high": high})
    return int(text)
