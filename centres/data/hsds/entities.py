"""A centre as HSDS entities: an organization with one location, and one service for each thing it does.

A centre of which nobody has told the services yet has one, "guidance".
"""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from centres import vocabularies
from centres.data.hsds.ids import derived
from centres.data.hsds.parts import Entity, attributes, known, languages, location, location_id, phones
from centres.data.hsds.schedules import schedules
from centres.models import Centre
from centres.telling.answers import audience_of
from centres.telling.freshness import marks

GUIDANCE = "guidance"
_STATUS = {
    vocabularies.Status.CLOSED: "defunct",
    vocabularies.Status.SUSPENDED: "temporarily closed",
    vocabularies.Status.PLANNED: "inactive",
    vocabularies.Status.HISTORIC: "inactive",
}


def all_service_codes() -> list[str]:
    """The codes a service may have."""
    return [*vocabularies.Service.values, GUIDANCE]


def service_codes(centre: Centre) -> list[str]:
    """The codes of its services, never empty."""
    return [code for code in centre.services if code in vocabularies.Service.values] or [GUIDANCE]


def service_id(uid: UUID, code: str) -> UUID:
    return derived(uid, "service", code)


def link_id(uid: UUID, code: str) -> UUID:
    """The identifier of the service at its location."""
    return derived(uid, "service-at-location", code)


def organization(centre: Centre, language: str, address: str) -> Entity:
    """The centre itself. ``address``: of its page."""
    text = centre.text_in(language)
    parent = centre.parent if centre.parent and centre.parent.live else None
    name = centre.display_name(language)
    return {
        "id": str(centre.uid),
        "name": name,
        "description": text.summary if text else "",
        **known(
            alternate_name=centre.name if centre.name != name else "",
            email=centre.email,
            website=centre.website,
            uri=address,
            parent_organization_id=str(parent.uid) if parent else "",
        ),
    }


def full_organization(centre: Centre, language: str, address: str, *, full_services: bool) -> Entity:
    """The organization with its location, telephone, network and services."""
    network = [centre.network] if centre.network in vocabularies.Network.values else []
    services = [
        full_service(centre, code, language, address)
        if full_services
        else service(centre, code, language, address, nested=False)
        for code in service_codes(centre)
    ]
    return organization(centre, language, address) | {
        "locations": [location(centre, language, full=True)],
        "phones": phones(centre, centre.uid, organization_id=str(centre.uid)),
        "attributes": attributes(centre.uid, "organization", "networks", network, language),
        "services": services,
    }


def _access(centre: Centre, note: str) -> str:
    labels = [str(vocabularies.Access(code).label) for code in centre.access if code in vocabularies.Access.values]
    return ". ".join(part for part in (", ".join(labels), note) if part)


def _fees(centre: Centre) -> str:
    return {True: _("Free of charge"), False: _("Not free"), None: ""}[centre.free]


def service(centre: Centre, code: str, language: str, address: str, *, nested: bool = True) -> Entity:
    """One service with its one-to-one fields. ``nested``: with the organization."""
    text = centre.text_in(language)
    label = _("Guidance") if code == GUIDANCE else str(vocabularies.Service(code).label)
    entity: dict[str, Any] = {
        "id": str(service_id(centre.uid, code)),
        "organization_id": str(centre.uid),
        "name": f"{label} – {centre.display_name(language)}",
        "status": _STATUS.get(vocabularies.Status(centre.status), "active"),
        "last_modified": centre.updated_at.isoformat(timespec="seconds"),
        **known(
            description=text.summary if text else "",
            url=centre.website,
            email=centre.email,
            interpretation_services=_("Interpreters on request") if centre.interpreters else "",
            application_process=_access(centre, text.access_note if text else ""),
            fees_description=_fees(centre),
            eligibility_description=audience_of(centre),
            minimum_age=centre.age_from,
            maximum_age=centre.age_to,
            assured_date=centre.checked_on.isoformat() if centre.checked_on else "",
            alert=". ".join(str(mark.label) for mark in marks(centre) if mark.state != "open"),
        ),
    }
    return entity | ({"organization": organization(centre, language, address)} if nested else {})


def _service_parts(centre: Centre, code: str, language: str) -> Entity:
    own = service_id(centre.uid, code)
    text = centre.text_in(language)
    papers = text.papers if text else ""
    document = known(id=str(derived(own, "papers")), service_id=str(own), document=papers)
    links = [
        *attributes(own, "service", "services", [code] if code != GUIDANCE else [], language),
        *attributes(own, "service", "needs", centre.needs, language),
        *attributes(own, "service", "audiences", centre.audiences, language),
        *attributes(own, "service", "access", centre.access, language),
    ]
    return {
        "phones": phones(centre, own, service_id=str(own)),
        "languages": languages(centre, own, text.language_note if text else "", service_id=str(own)),
        "required_documents": [document] if papers else [],
        "attributes": links,
    }


def full_service(centre: Centre, code: str, language: str, address: str) -> Entity:
    """One service with all that belongs to it, its location included."""
    return (
        service(centre, code, language, address)
        | _service_parts(centre, code, language)
        | {"service_at_locations": [_link(centre, code, language, full=True)]}
    )


def _link(centre: Centre, code: str, language: str, *, full: bool) -> Entity:
    own = link_id(centre.uid, code)
    entity = {
        "id": str(own),
        "service_id": str(service_id(centre.uid, code)),
        "location_id": str(location_id(centre)),
        "location": location(centre, language, full=full),
    }
    return entity | ({"schedules": schedules(centre, own)} if full else {})


def service_at_location(centre: Centre, code: str, language: str, address: str, *, full: bool) -> Entity:
    """A service at its location. ``full``: with hours and all that belongs to both."""
    entity = _link(centre, code, language, full=full) | {"service": service(centre, code, language, address)}
    if full:
        entity["service"] |= _service_parts(centre, code, language)
    return entity
