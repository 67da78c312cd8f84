"""Demo content of the directory: the finder page in six languages and fifty real centres."""

from decimal import Decimal
from typing import Any

from django.db import transaction

from centres.embed import seed as _embed_seed  # noqa: F401 - registers the example of an embedding partner
from centres.gazetteer import find_places
from centres.models import Centre, CentreText, FinderPage
from community.models import Organisation
from core.seed import Log, key_uuid, load, seeder, upsert_page

TEXT_FIELDS = ("name", "summary", "description", "access_note", "language_note", "papers", "transport", "status_note")
_FACT_FIELDS_TEXT = (
    "slug name language network country region city district site street postcode address_level moves_to website phone "
    "email needs access services audiences everyone age_from age_to accessible spoken interpreters free anonymous hours "
    "hours_as_of status status_since as_of unverified"
)
FACT_FIELDS = tuple(_FACT_FIELDS_TEXT.split())


@seeder("centres", after=("home",))
def seed(log: Log) -> None:
    """Creates or updates the finder pages."""
    upsert_page(FinderPage, key="centres", parent="home", source="fr", texts=load("centres/content/finder.yaml"))


@seeder("centres:list", after=("centres", "community"), sample=True)
def seed_centres(log: Log) -> None:
    """Creates or updates the centres; one that has not changed is left alone."""
    entries = load("centres/content/centres.yaml")
    changed = sum(_seed_centre(entry) for entry in entries)
    log(f"{len(entries)} centres, {changed} of them new or changed")


def _facts(entry: dict[str, Any]) -> dict[str, Any]:
    facts: dict[str, Any] = {name: entry.get(name, Centre._meta.get_field(name).get_default()) for name in FACT_FIELDS}
    facts |= {
        "sources": "\n".join(entry.get("sources", [])),
        "other_names": ", ".join(entry.get("city_names", [])),
    }
    for name in ("needs", "access", "services", "audiences", "spoken", "accessible", "unverified"):
        facts[name] = Centre._meta.get_field(name).clean(list(facts[name]), None)
    return facts


def _point(entry: dict[str, Any]) -> tuple[Decimal, Decimal] | None:
    """The town's point: the sources give no coordinates, and a town does not move."""
    if not entry.get("city"):
        return None
    code = entry.get("postcode", "")
    found = find_places(f"{code} {entry['city']}".strip(), entry["language"], limit=1, countries=(entry["country"],))
    return (Decimal(f"{found[0].lat:.6f}"), Decimal(f"{found[0].lng:.6f}")) if found else None


def _same(centre: Centre, facts: dict[str, Any], texts: dict[str, dict[str, str]]) -> bool:
    rows = {row.language: row for row in centre.texts.all()}
    return (
        all(getattr(centre, name) == value for name, value in facts.items())
        and rows.keys() == texts.keys()
        and all(getattr(rows[code], name) == text.get(name, "") for code, text in texts.items() for name in TEXT_FIELDS)
    )


@transaction.atomic
def _seed_centre(entry: dict[str, Any]) -> bool:
    """Whether anything was written."""
    uid = key_uuid(f"centre:{entry['key']}")
    centre = Centre.objects.filter(uid=uid).with_texts().first()
    facts = _facts(entry)
    if entry.get("parent"):
        facts["parent_id"] = Centre.objects.get(uid=key_uuid(f"centre:{entry['parent']}")).pk
    facts["organisation_id"] = Organisation.objects.get(slug=entry["run_by"]).pk if entry.get("run_by") else None
    if centre is not None and _same(centre, facts, entry["texts"]):
        return False
    centre = centre or Centre(uid=uid, live=False)
    for name, value in facts.items():
        setattr(centre, name, value)
    if centre.latitude is None and (point := _point(entry)):
        centre.latitude, centre.longitude = point
    centre.texts = [
        CentreText(language=code, **{name: text.get(name, "") for name in TEXT_FIELDS})
        for code, text in entry["texts"].items()
    ]
    centre.full_clean()
    centre.save()
    centre.save_revision(clean=False).publish()
    return True
