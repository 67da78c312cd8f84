"""Trim the schema.org vocabulary to the types a page may describe: the table that tests hold our JSON-LD against.

Source: schemaorg-current-https.jsonld of a release (github.com/schemaorg/schemaorg, data/releases/), CC BY-SA 3.0.

Usage: python tools/trim_schema_org.py schemaorg-current-https.jsonld 30.0
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parent.parent / "tests" / "data" / "schema_org.json"
_TYPES_TEXT = (
    "LocalBusiness EmploymentAgency Organization PostalAddress GeoCoordinates OpeningHoursSpecification ContactPoint "
    "LocationFeatureSpecification Offer Service Audience PeopleAudience WebPage Language DayOfWeek"
)
TYPES = _TYPES_TEXT.split()


def _names(value: Any) -> list[str]:
    """The schema.org names in a value: an object with @id, or a list of them."""
    values = value if isinstance(value, list) else [value] if value else []
    return [entry["@id"].removeprefix("schema:") for entry in values if entry["@id"].startswith("schema:")]


def trim(graph: list[dict[str, Any]]) -> dict[str, Any]:
    """``types``: {name: it and its ancestors}; ``properties``: {name: [domain, range]}; ``members`` of enumerations."""
    parents = {_names(node)[0]: _names(node.get("rdfs:subClassOf")) for node in graph if _names(node)}

    def ancestors(name: str) -> set[str]:
        return {name}.union(*(ancestors(parent) for parent in parents.get(name, [])))

    types = {name: sorted(ancestors(name)) for name in sorted(TYPES)}
    used = {ancestor for names in types.values() for ancestor in names}
    properties, members = {}, {}
    for node in graph:
        domain = _names(node.get("schema:domainIncludes"))
        if used & set(domain):
            properties[_names(node)[0]] = [sorted(domain), sorted(_names(node.get("schema:rangeIncludes")))]
        if node["@type"] == "schema:DayOfWeek":
            members[_names(node)[0]] = "DayOfWeek"
    return {"types": types, "properties": dict(sorted(properties.items())), "members": dict(sorted(members.items()))}


def main() -> None:
    """Reads the release file, writes the table beside the tests."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path)
    parser.add_argument("release")
    given = parser.parse_args()
    graph = json.loads(given.source.read_text("utf-8"))["@graph"]
    origin = f"schema.org {given.release}, CC BY-SA 3.0, trimmed by tools/trim_schema_org.py"
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(json.dumps({"source": origin, **trim(graph)}, separators=(",", ":")) + "\n", "utf-8")
    print(f"{TARGET}: {TARGET.stat().st_size / 1000:.0f} KB")


if __name__ == "__main__":
    main()
