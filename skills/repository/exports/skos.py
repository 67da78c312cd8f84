"""JSON-LD: the repository as a SKOS concept scheme, the way ESCO and EuroVoc are given away.

Competences are top concepts, items narrower ones. What SKOS has no word for, the kind of an item, is a concept of a small
scheme of our own. Links to ESCO are left out: nobody has compared the two yet.
"""

from collections.abc import Callable
from typing import Any

from core.licence import LICENSE_URL, OWNER
from skills.repository.items import Area, Item, Repository
from skills.vocabularies import ItemKind

EUROVOC_GUIDANCE = "http://eurovoc.europa.eu/2195"
"""Vocational guidance: what the repository as a whole is about."""
CONTEXT: dict[str, Any] = {
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dct": "http://purl.org/dc/terms/",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id",
    "type": "@type",
    "prefLabel": {"@id": "skos:prefLabel", "@container": "@language"},
    "altLabel": {"@id": "skos:altLabel", "@container": "@language"},
    "definition": {"@id": "skos:definition", "@container": "@language"},
    "note": {"@id": "skos:note", "@container": "@language"},
    "source": {"@id": "dct:source", "@container": "@language"},
    "title": {"@id": "dct:title", "@container": "@language"},
    "notation": "skos:notation",
    "creator": "dct:creator",
    "kind": {"@id": "dct:type", "@type": "@id"},
    "license": {"@id": "dct:license", "@type": "@id"},
    "subject": {"@id": "dct:subject", "@type": "@id"},
    "modified": {"@id": "dct:modified", "@type": "xsd:dateTime"},
    "inScheme": {"@id": "skos:inScheme", "@type": "@id"},
    "topConceptOf": {"@id": "skos:topConceptOf", "@type": "@id"},
    "hasTopConcept": {"@id": "skos:hasTopConcept", "@type": "@id"},
    "broader": {"@id": "skos:broader", "@type": "@id"},
    "narrower": {"@id": "skos:narrower", "@type": "@id"},
    "memberList": {"@id": "skos:memberList", "@type": "@id", "@container": "@list"},
}

Addresses = Callable[[str], str]
"""A code → its absolute address; ``""`` → that of the scheme."""


def skos(
    known: Repository,
    titles: dict[str, str],
    notes: dict[str, str],
    kinds: dict[str, dict[str, str]],
    address_of: Addresses,
) -> dict[str, Any]:
    """The document. ``titles`` and ``notes``: of the repository by language; ``kinds``: labels by kind and language."""
    scheme = address_of("")
    head: dict[str, Any] = {
        "id": scheme,
        "type": "skos:ConceptScheme",
        "title": titles,
        "note": notes,
        "creator": OWNER,
        "license": LICENSE_URL,
        "subject": EUROVOC_GUIDANCE,
        "hasTopConcept": [address_of(area.letter) for area in known.areas],
    }
    if known.changed:
        head["modified"] = known.changed.isoformat()
    graph = [head, *(_kind(kind, kinds[kind], scheme) for kind in ItemKind.values)]
    for area in known.areas:
        graph.append(_area(area, address_of))
        graph.append(_order(area, address_of))
        graph += [_item(item, address_of) for item in area.items]
    return {"@context": CONTEXT, "@graph": graph}


def kind_address(kind: str, scheme: str) -> str:
    """The address of a kind of item."""
    return f"{scheme}#{kind}"


def _kind(kind: str, labels: dict[str, str], scheme: str) -> dict[str, Any]:
    return {
        "id": kind_address(kind, scheme),
        "type": "skos:Concept",
        "prefLabel": labels,
        "inScheme": f"{scheme}#kinds",
    }


def _area(area: Area, address_of: Addresses) -> dict[str, Any]:
    return {
        "id": address_of(area.letter),
        "type": "skos:Concept",
        "notation": area.letter,
        "prefLabel": _texts(area.titles),
        "altLabel": _texts(area.short_titles),
        "definition": _texts(area.summaries),
        "source": _texts(area.origins),
        "topConceptOf": address_of(""),
        "inScheme": address_of(""),
        "narrower": [address_of(item.code) for item in area.items],
    }


def _order(area: Area, address_of: Addresses) -> dict[str, Any]:
    """The order in which the items are read, which ``narrower`` does not keep."""
    return {
        "id": f"{address_of(area.letter)}#items",
        "type": "skos:OrderedCollection",
        "memberList": [address_of(item.code) for item in area.items],
    }


def _item(item: Item, address_of: Addresses) -> dict[str, Any]:
    return {
        "id": address_of(item.code),
        "type": "skos:Concept",
        "notation": item.code,
        "kind": kind_address(item.kind, address_of("")),
        "prefLabel": _texts(item.texts),
        "broader": address_of(item.letter),
        "inScheme": address_of(""),
    }


def _texts(texts: dict[str, str]) -> dict[str, str]:
    """Plain strings: one that is borrowed from another language is left to that language."""
    return {language: str(text) for language, text in texts.items() if getattr(text, "language", language) == language}
