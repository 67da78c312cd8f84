"""Parameters of the feed's lists, as the HSDS API names them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.request import Request

from centres.data.api_parameters import LANGUAGE, whole
from centres.data.hsds.ids import parsed
from centres.data.hsds.selection import Wanted
from centres.finder.question import number
from core.api import BadParameter
from core.params import clean_text

PER_PAGE, MAX_PER_PAGE = 50, 100
MAX_MINIMAL = 10_000
"""Entries of a page that holds identifiers and dates only."""
MAX_PAGE = 1_000_000
MAX_METRES = 500_000

PAGING = [
    OpenApiParameter("page", OpenApiTypes.INT, description="From 1."),
    OpenApiParameter("per_page", OpenApiTypes.INT, description=f"From 1 to {MAX_PER_PAGE}; {PER_PAGE} when absent."),
    OpenApiParameter("search", OpenApiTypes.STR, description="Words of the name or the town."),
    OpenApiParameter("format", OpenApiTypes.STR, description="json.", enum=["json"]),
    LANGUAGE,
]
FILTERS = [
    OpenApiParameter("taxonomy_term_id", OpenApiTypes.UUID, description="With this term."),
    OpenApiParameter("taxonomy_id", OpenApiTypes.UUID, description="With any term of this taxonomy."),
    OpenApiParameter("organization_id", OpenApiTypes.UUID, description="Of this organization."),
    OpenApiParameter("modified_after", OpenApiTypes.DATETIME, description="Changed at or after this time (ISO 8601)."),
]
FULL = OpenApiParameter("full", OpenApiTypes.BOOL, description="With everything that belongs to an entry.")
MINIMAL = OpenApiParameter(
    "minimal", OpenApiTypes.BOOL, description=f"Identifiers and dates only, up to {MAX_MINIMAL} a page."
)
FULL_SERVICE = OpenApiParameter("full_service", OpenApiTypes.BOOL, description="With complete services.")
NEAR = [
    OpenApiParameter("postcode", OpenApiTypes.STR, description="At this postcode."),
    OpenApiParameter("proximity", OpenApiTypes.FLOAT, description="Metres around the postcode."),
]
TERM_FILTERS = [
    OpenApiParameter("taxonomy_id", OpenApiTypes.UUID, description="Of this taxonomy."),
    OpenApiParameter("top_only", OpenApiTypes.BOOL, description="Terms without a parent; all are."),
    OpenApiParameter("parent_id", OpenApiTypes.UUID, description="Below this term; none is."),
]


@dataclass(frozen=True, slots=True)
class Page:
    """Which part of a list is asked for; ``number`` counts from 1."""

    number: int
    size: int

    @property
    def start(self) -> int:
        return (self.number - 1) * self.size


def flag(request: Request, name: str) -> bool:
    """A yes or no; no when absent. Raises ``BadParameter``."""
    value = clean_text(request.query_params.get(name, ""), 10).lower()
    if value not in ("", "true", "false", "1", "0"):
        raise BadParameter(name, _("Write true or false."))
    return value in ("true", "1")


def identifier(request: Request, name: str) -> UUID | None:
    """A UUID; ``None`` when absent. Raises ``BadParameter``."""
    text = clean_text(request.query_params.get(name, ""), 60)
    found = parsed(text)
    if text and found is None:
        raise BadParameter(name, _("Write an identifier of this feed (a UUID)."))
    return found


def _moment(request: Request, name: str) -> datetime | None:
    text = clean_text(request.query_params.get(name, ""), 40)
    if "T" in text:
        # A plus sign that was not escaped in the address arrives as a space.
        text = text.replace(" ", "+")
    if not text:
        return None
    try:
        moment = parse_datetime(text)
        day = None if moment else parse_date(text)
    except ValueError:
        moment = day = None
    if day:
        moment = datetime(day.year, day.month, day.day)
    if moment is None:
        raise BadParameter(name, _("Write a date or a time, such as 2026-03-31 or 2026-03-31T09:00:00Z."))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def page_of(request: Request, *, minimal: bool = False) -> Page:
    """The part of the list asked for. Raises ``BadParameter``."""
    largest = MAX_MINIMAL if minimal else MAX_PER_PAGE
    size = whole(request, "per_page", 1, largest, largest if minimal else PER_PAGE)
    return Page(whole(request, "page", 1, MAX_PAGE, 1), size)


def search_of(request: Request) -> str:
    return clean_text(request.query_params.get("search", ""), 100)


def only_json(request: Request) -> None:
    """Raises ``BadParameter`` when another format is asked for."""
    if clean_text(request.query_params.get("format", "json"), 20) not in ("json", ""):
        raise BadParameter("format", _("This feed has one format: json."))


def wanted_of(request: Request) -> Wanted:
    """The filters of a list. Raises ``BadParameter``."""
    proximity = clean_text(request.query_params.get("proximity", ""), 40)
    metres = number(proximity, 0, MAX_METRES)
    if proximity and metres is None:
        raise BadParameter("proximity", _("Write metres, at most %(high)s.") % {"high": MAX_METRES})
    postcode = clean_text(request.query_params.get("postcode", ""), 16)
    if metres is not None and not postcode:
        raise BadParameter("proximity", _("Write the postcode to count from as well."))
    return Wanted(
        search=search_of(request),
        taxonomy_term_id=identifier(request, "taxonomy_term_id"),
        taxonomy_id=identifier(request, "taxonomy_id"),
        organization_id=identifier(request, "organization_id"),
        modified_after=_moment(request, "modified_after"),
        postcode=postcode,
        proximity=metres,
    )
