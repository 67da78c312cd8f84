"""The HSDS API: organizations, services, services at locations and taxonomies."""

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponseBase
from django.utils.translation import override
from rest_framework.request import Request
from rest_framework.response import Response

from centres.data.api_centre import with_special_hours
from centres.data.api_parameters import language_of
from centres.data.exports.conditional import edition_of
from centres.data.exports.views import addresses
from centres.data.hsds import entities
from centres.data.hsds.description import described, listed
from centres.data.hsds.ids import origins
from centres.data.hsds.parameters import (
    FILTERS,
    FULL,
    FULL_SERVICE,
    MINIMAL,
    NEAR,
    TERM_FILTERS,
    Page,
    flag,
    identifier,
    only_json,
    page_of,
    search_of,
    wanted_of,
)
from centres.data.hsds.parts import Entity
from centres.data.hsds.selection import rows_of, services_of
from centres.data.hsds.taxonomies import TAXONOMIES, taxonomy_ids, taxonomy_json, term_ids, term_json
from centres.finder.current import current
from centres.licence import ATTRIBUTION
from centres.models import Centre
from core.api import PublicAPIView
from core.licence import LICENSE_URL
from core.limits import ApiThrottle

VERSION = "3.0"
PROFILE = "https://docs.openreferral.org/en/v3.0/"


class FeedView(PublicAPIView, ABC):
    """One address of the feed: validated, conditional, counted per address."""

    throttle_classes = [ApiThrottle]

    def get(self, request: Request, **kwargs: Any) -> HttpResponseBase:
        edition = edition_of(request._request)
        if unchanged := edition.not_modified(request._request):
            return unchanged
        language = language_of(request)
        with override(language):
            only_json(request)
            return edition.stamp(Response(self.body(request, language, **kwargs)))

    @abstractmethod
    def body(self, request: Request, language: str, **kwargs: Any) -> Entity:
        """What the address answers, in the language that is active."""


def paged(contents: list[Entity], total: int, page: Page) -> Entity:
    """One page of a list, as HSDS frames it."""
    pages = -(-total // page.size)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": page.number,
        "size": len(contents),
        "first_page": page.number == 1,
        "last_page": page.number >= pages,
        "empty": not contents,
        "contents": contents,
    }


def _centres(pks: list[int]) -> dict[int, Centre]:
    return {centre.pk: centre for centre in with_special_hours(current().centres(list(dict.fromkeys(pks))))}


def _dates(pks: list[int]) -> dict[int, tuple[UUID, str]]:
    rows = Centre.objects.public().filter(pk__in=pks).values_list("pk", "uid", "updated_at")
    return {pk: (uid, changed.isoformat(timespec="seconds")) for pk, uid, changed in rows}


def _centre(uids: list[UUID]) -> Centre:
    """The public centre with one of these identifiers. Raises ``Http404``."""
    found = Centre.objects.public().filter(uid__in=uids).values_list("pk", flat=True).first()
    if found is None:
        raise Http404
    return _centres([found])[found]


def _service_centre(identifier: UUID, kind: str) -> tuple[Centre, str]:
    """The centre and the code behind the identifier of a service or of its link to a location. Raises ``Http404``."""
    found = origins(identifier, [(kind, code) for code in entities.all_service_codes()])
    centre = _centre(list(found))
    code = found[centre.uid][1]
    if code not in entities.service_codes(centre):
        raise Http404
    return centre, code


@described("hsds_root", "What this feed is.")
class Root(FeedView):
    """The feed itself."""

    def body(self, request: Request, language: str, **kwargs: Any) -> Entity:
        return {
            "version": VERSION,
            "profile": PROFILE,
            "openapi_url": request.build_absolute_uri("/api/v1/openapi.json"),
            "license": LICENSE_URL,
            "attribution": ATTRIBUTION,
        }


@listed("hsds_organizations", "Centres as organizations.", [*FILTERS, FULL, FULL_SERVICE])
class Organizations(FeedView):
    """Centres as organizations."""

    def body(self, request: Request, language: str, **kwargs: Any) -> Entity:
        full, full_services = flag(request, "full"), flag(request, "full_service")
        page, table, address_of = page_of(request), current(), addresses(request, language)
        rows = rows_of(table, wanted_of(request))
        pks = table.ids[rows[page.start : page.start + page.size]].tolist()
        contents = [
            entities.full_organization(centre, language, address_of(centre), full_services=full_services)
            if full or full_services
            else entities.organization(centre, language, address_of(centre))
            for centre in _centres(pks).values()
        ]
        return paged(contents, len(rows), page)


@described("hsds_organization", "One centre as an organization.", [FULL_SERVICE], may_miss=True)
class Organization(FeedView):
    """One centre as an organization."""

    def body(self, request: Request, language: str, **kwargs: Any) -> Entity:
        centre = _centre([kwargs["id"]])
        address = addresses(request, language)(centre)
        return entities.full_organization(centre, language, address, full_services=flag(request, "full_service"))


Write = Callable[[Centre, str, str, str], Entity]


def _service_list(
    request: Request, language: str, short: Write, full: Write, own_id: Callable[[UUID, str], UUID]
) -> Entity:
    minimal = flag(request, "minimal")
    write = full if flag(request, "full") else short
    page, table = page_of(request, minimal=minimal), current()
    found = services_of(table, wanted_of(request))
    chosen = found.page(page.start, page.size)
    pks = [pk for pk, _code in chosen]
    if minimal:
        dates = _dates(pks)
        contents = [
            {"id": str(own_id(dates[pk][0], code)), "modified_date": dates[pk][1]} for pk, code in chosen if pk in dates
        ]
    else:
        centres, address_of = _centres(pks), addresses(request, language)
        contents = [write(centres[pk], code, language, address_of(centres[pk])) for pk, code in chosen if pk in centres]
    return paged(contents, len(found), page)


@listed("hsds_services", "What centres do.", [*FILTERS, MINIMAL, FULL])
class Services(FeedView):
    """What centres do, one service each."""

    def body(self, request: Request, language: str, **kwargs: Any) -> Entity:
        return _service_list(request, language, entities.service, entities.full_service, entities.service_id)


@described("hsds_service", "One service.", may_miss=True)
class Service(FeedView):
    """One service."""

    def body(self, request: Request, language: str, **kwargs: Any) -> Entity:
        centre, code = _service_centre(kwargs["id"], "service")
        return entities.full_service(centre, code, language, addresses(request, language)(centre))


def _link(centre: Centre, code: str, language: str, address: str) -> Entity:
    return entities.service_at_location(centre, code, language, address, full=False)


def _full_link(centre: Centre, code: str, language: str, address: str) -> Entity:
    return entities.service_at_location(centre, code, language, address, full=True)


@listed("hsds_service_at_locations", "Services at their locations.", [*FILTERS, MINIMAL, FULL, *NEAR])
class ServiceAtLocations(FeedView):
    """Services at their locations."""

    def body(self, request: Request, language: str, **kwargs: Any) -> Entity:
        return _service_list(request, language, _link, _full_link, entities.link_id)


@described("hsds_service_at_location", "One service at its location.", may_miss=True)
class ServiceAtLocation(FeedView):
    """One service at its location."""

    def body(self, request: Request, language: str, **kwargs: Any) -> Entity:
        centre, code = _service_centre(kwargs["id"], "service-at-location")
        return _full_link(centre, code, language, addresses(request, language)(centre))


def _matching(entries: list[Entity], request: Request) -> Entity:
    """A page of a short list, searched by name."""
    words, page = search_of(request).casefold(), page_of(request)
    found = [entry for entry in entries if words in entry["name"].casefold()]
    return paged(found[page.start : page.start + page.size], len(found), page)


@listed("hsds_taxonomies", "The vocabularies.")
class Taxonomies(FeedView):
    """The vocabularies."""

    def body(self, request: Request, language: str, **kwargs: Any) -> Entity:
        return _matching([taxonomy_json(taxonomy) for taxonomy in TAXONOMIES], request)


@described("hsds_taxonomy", "One vocabulary.", may_miss=True)
class Taxonomy(FeedView):
    """One vocabulary."""

    def body(self, request: Request, language: str, **kwargs: Any) -> Entity:
        """One vocabulary. Raises Http404 when none has this id."""
        taxonomy = taxonomy_ids().get(kwargs["id"])
        if taxonomy is None:
            raise Http404
        return taxonomy_json(taxonomy)


@listed("hsds_taxonomy_terms", "The words of the vocabularies.", TERM_FILTERS)
class TaxonomyTerms(FeedView):
    """The words of the vocabularies."""

    def body(self, request: Request, language: str, **kwargs: Any) -> Entity:
        within, parent = identifier(request, "taxonomy_id"), identifier(request, "parent_id")
        flag(request, "top_only")
        found = [] if parent else [term for term in term_ids().values() if within in (None, term[0].id)]
        return _matching([term_json(taxonomy, code, language) for taxonomy, code in found], request)


@described("hsds_taxonomy_term", "One word of a vocabulary.", may_miss=True)
class TaxonomyTerm(FeedView):
    """One word of a vocabulary."""

    def body(self, request: Request, language: str, **kwargs: Any) -> Entity:
        """One term. Raises Http404 when none has this id."""
        found = term_ids().get(kwargs["id"])
        if found is None:
            raise Http404
        taxonomy, code = found
        return term_json(taxonomy, code, language)
