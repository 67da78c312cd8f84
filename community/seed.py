"""The organisations of the project and of the directory, and the page that shows them."""

from typing import Any

from community.models import CommunityIndexPage, Organisation, OrganisationText
from core.seed import Log, load, seeder, stream, upsert_page

FACTS = ("name", "name_language", "short_name", "kind", "network", "project_role", "country", "city", "website")


@seeder("community", after=("home",))
def seed(log: Log) -> None:
    """Idempotent: an organisation is found again by its address."""
    texts = {
        language: {
            **{name: text[name] for name in ("title", "slug", "summary")},
            "body": stream([{"paragraph": text["note"]}], "community/body"),
        }
        for language, text in load("community/content/page.yaml")["texts"].items()
    }
    upsert_page(CommunityIndexPage, key="community", parent="home", source="en", texts=texts)
    entries = load("community/content/organisations.yaml")
    known: dict[str, Organisation] = {}
    for entry in sorted(entries, key=lambda item: item.get("member_of") or ""):
        known[entry["key"]] = upsert_organisation(entry, known.get(entry.get("member_of", "")))
    log(f"{len(known)} organisations")


def upsert_organisation(entry: dict[str, Any], member_of: Organisation | None) -> Organisation:
    """Creates or updates one organisation with its texts and publishes it when anything is new."""
    values = {name: entry.get(name, "") for name in FACTS}
    found = Organisation.objects.filter(slug=entry["key"]).prefetch_related("texts").first()
    organisation = found or Organisation(slug=entry["key"])
    rows = {row.language: row for row in organisation.texts.all()} if found else {}
    texts = {
        language: {"name": text.get("name", ""), "summary": text["summary"], "about": text.get("about", "")}
        for language, text in entry["texts"].items()
    }
    same = (
        found is not None
        and found.member_of_id == (member_of.pk if member_of else None)
        and all(getattr(found, name) == value for name, value in values.items())
        and {code: {"name": r.name, "summary": r.summary, "about": r.about} for code, r in rows.items()} == texts
    )
    if same:
        return organisation
    for name, value in values.items():
        setattr(organisation, name, value)
    organisation.member_of = member_of
    new = [OrganisationText(language=language, **text) for language, text in texts.items()]
    for row in new:
        row.pk = rows[row.language].pk if row.language in rows else None
    organisation.texts.set(new)
    organisation.save()
    organisation.save_revision().publish()
    return organisation
