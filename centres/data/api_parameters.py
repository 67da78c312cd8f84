"""Parameters of the directory's API, described once and read once: those of the finder, and a few of the API's own."""

from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from centres import vocabularies
from centres.finder.question import MAX_RADIUS, Asked, BadBoxError, parse
from core.api import BadParameter
from core.i18n.languages import LANGUAGES
from core.params import clean_text


def _text(name: str, description: str) -> OpenApiParameter:
    return OpenApiParameter(name, OpenApiTypes.STR, description=description)


def _codes(name: str, vocabulary: type[vocabularies.models.TextChoices], description: str) -> OpenApiParameter:
    return OpenApiParameter(
        name,
        OpenApiTypes.STR,
        description=f"{description} Repeated values mean or.",
        many=True,
        enum=[*vocabulary.values, vocabularies.NOT_KNOWN],
    )


LANGUAGE = OpenApiParameter(
    "language", OpenApiTypes.STR, description="Language of names, texts and addresses.", enum=LANGUAGES, default="en"
)
FILTERS = [
    _codes("need", vocabularies.Need, "What somebody needs."),
    _codes("access", vocabularies.Access, "Ways of getting in touch."),
    _codes("speaks", vocabularies.Spoken, "Languages spoken (ISO 639-1)."),
    _codes("audience", vocabularies.Audience, "For whom."),
    _codes("service", vocabularies.Service, "Services."),
    _codes("accessible", vocabularies.Accessibility, "Accessibility features."),
    _codes("open", vocabularies.OpenAt, "When one can come; now is the minute of the request."),
    OpenApiParameter("country", OpenApiTypes.STR, description="ISO 3166-1 alpha-2 codes.", many=True),
    _text("place", "Town or postcode distances are counted from; the nearest centre comes first."),
    OpenApiParameter("lat", OpenApiTypes.FLOAT, description="Latitude, when there is no place."),
    OpenApiParameter("lng", OpenApiTypes.FLOAT, description="Longitude, when there is no place."),
    OpenApiParameter("radius", OpenApiTypes.FLOAT, description=f"Kilometres around the place, at most {MAX_RADIUS}."),
    _text("bbox", "west,south,east,north in degrees."),
    LANGUAGE,
]


def language_of(request: Request) -> str:
    """The language asked for; English when none or an unknown one is."""
    language = clean_text(request.query_params.get("language", ""), 10).lower()
    return language if language in LANGUAGES else "en"


def asked_of(request: Request, language: str) -> Asked:
    """The finder's question. Raises ``BadParameter`` for a box, point or radius that cannot be read.

    Unknown codes are left aside, as on the page.
    """
    try:
        asked = parse(request.query_params, language, strict_bbox=True)
    except BadBoxError as error:
        raise bad_box() from error
    for name in ("radius", "lat, lng"):
        if any(parameter == name for parameter, _value in asked.ignored):
            raise BadParameter(name, _("Write a number within the limits of the map."))
    return asked


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
