"""Parts of HSDS entities: place, telephone, languages, terms. What is not known is left out: HSDS has no null."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from centres import vocabularies
from centres.data.hsds.ids import derived, named
from centres.data.hsds.taxonomies import BY_CODE, term_json
from centres.models import Centre
from core.i18n.languages import exonym

Entity = dict[str, Any]


def known(**values: Any) -> Entity:
    """Only what is known: empty texts, lists and ``None`` are left out."""
    return {name: value for name, value in values.items() if value not in ("", None, [])}


def location_id(centre: Centre) -> UUID:
    return derived(centre.uid, "location")


def attributes(owner: UUID, entity: str, taxonomy: str, codes: list[str], language: str) -> list[Entity]:
    """Links from an entity to the terms of a taxonomy."""
    vocabulary = BY_CODE[taxonomy].vocabulary
    return [
        {
            "id": str(derived(owner, "attribute", taxonomy, code)),
            "link_id": str(owner),
            "link_entity": entity,
            "link_type": taxonomy,
            "taxonomy_term_id": str(named("term", taxonomy, code)),
            "taxonomy_term": term_json(BY_CODE[taxonomy], code, language),
        }
        for code in codes
        if code in vocabulary.values
    ]


def phones(centre: Centre, owner: UUID, **links: str) -> list[Entity]:
    """The telephone number, belonging to ``owner``."""
    if not centre.phone:
        return []
    return [{"id": str(derived(owner, "phone")), "number": centre.phone, "type": "voice", **links}]


def languages(centre: Centre, owner: UUID, note: str, **links: str) -> list[Entity]:
    """The languages spoken, by ISO 639-1 code."""
    return [
        known(id=str(derived(owner, "language", code)), name=exonym(code), code=code, note=note, **links)
        for code in centre.spoken
    ]


def accessibility(centre: Centre, language: str) -> list[Entity]:
    """Each known feature of the place."""
    found = []
    for code in centre.accessible:
        if code not in vocabularies.Accessibility.values:
            continue
        own = derived(centre.uid, "accessibility", code)
        found.append(
            {
                "id": str(own),
                "location_id": str(location_id(centre)),
                "description": str(vocabularies.Accessibility(code).label),
                "attributes": attributes(own, "accessibility", "accessibility", [code], language),
            }
        )
    return found


def _addresses(centre: Centre) -> list[Entity]:
    """The address; HSDS asks for every part, so what is not known is an empty text."""
    if not (centre.city or centre.street):
        return []
    return [
        known(address_2=centre.site if centre.street else "", region=centre.district)
        | {
            "id": str(derived(centre.uid, "address")),
            "location_id": str(location_id(centre)),
            "address_1": centre.street or centre.site,
            "city": centre.city,
            "state_province": centre.region,
            "postal_code": centre.postcode,
            "country": centre.country,
            "address_type": "physical",
        }
    ]


def location(centre: Centre, language: str, *, full: bool) -> Entity:
    """Where the centre is. ``full``: with address, languages and accessibility."""
    text = centre.text_in(language)
    own = location_id(centre)
    point = centre.point
    reached = known(latitude=point[0], longitude=point[1]) if point else {}
    entity = {
        "id": str(own),
        "location_type": "physical" if centre.city or point else "virtual",
        "organization_id": str(centre.uid),
        **known(
            name=centre.display_name(language),
            description=centre.moves_to and _("Moves to: %(place)s") % {"place": centre.moves_to},
            transportation=text.transport if text else "",
        ),
        **reached,
    }
    if full:
        note = text.language_note if text else ""
        entity |= {
            "addresses": _addresses(centre),
            "languages": languages(centre, own, note, location_id=str(own)),
            "accessibility": accessibility(centre, language),
            "phones": phones(centre, own, location_id=str(own)),
        }
    return entity
