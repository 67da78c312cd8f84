"""The agenda, the project's four public events and what is known of its exchanges, in six languages."""

from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone

from agenda.models import AgendaIndexPage, Announcement, EventPage, PeerExchangePage
from community.models import Organisation
from core.seed import Log, key_uuid, load, page_ids, seeder, stream, upsert_page

CONTENT = "agenda/content"
STREAMS = ("body", "programme", "report", "follow_up", "questions")
NOTES = ("note-value", "note-data", "note-links")
"""The pages on the themes, in their order."""


@seeder("agenda", after=("home", "home-pages", "community", "resources"))
def seed(log: Log) -> None:
    """Idempotent: every page is found again by its key."""
    index = load(f"{CONTENT}/agenda.yaml")
    upsert_page(
        AgendaIndexPage,
        key=index["key"],
        parent="home",
        source=index["source"],
        texts={language: _index_texts(language, texts) for language, texts in index["texts"].items()},
    )
    organisations = {organisation.slug: organisation for organisation in Organisation.objects.all()}
    for model, name in ((EventPage, "events"), (PeerExchangePage, "exchanges"), (PeerExchangePage, "example")):
        entries = load(f"{CONTENT}/{name}.yaml")
        for entry in entries:
            _seed_event(model, entry, organisations)
        log(f"{name}: {len(entries)}")


def _index_texts(language: str, texts: dict[str, Any]) -> dict[str, Any]:
    themes = [
        {"theme": {"title": title, "text": text, "page": next(iter(page_ids([note], language)), None)}}
        for note, (title, text) in zip(NOTES, texts["themes"], strict=True)
    ]
    return {**texts, "themes": stream(themes, f"agenda/{language}/themes")}


def _seed_event(model: type[EventPage], entry: dict[str, Any], organisations: dict[str, Organisation]) -> None:
    key, source = entry["key"], entry["source"]
    related = [{"page": pk} for pk in page_ids(entry.get("related", []), source)]
    facts = {
        **entry["facts"],
        **_clocks(entry["facts"]),
        **_day(model, entry),
        "organiser": organisations.get(entry.get("organiser", "")),
        "related": stream(related, f"{key}/related"),
    }
    texts = {
        language: {
            name: stream(value, f"{key}/{language}/{name}") if name in STREAMS else value for name, value in row.items()
        }
        for language, row in entry["texts"].items()
    }
    if "in_days" in entry:
        # Whoever waits for a date waits for a real one.
        Announcement.objects.get_or_create(event_key=key_uuid(key))
    upsert_page(model, key=key, parent="agenda", source=source, facts=facts, texts=texts)


def _clocks(facts: dict[str, Any]) -> dict[str, time]:
    return {name: time.fromisoformat(facts[name]) for name in ("start_time", "end_time") if name in facts}


def _day(model: type[EventPage], entry: dict[str, Any]) -> dict[str, date]:
    """The day of what is yet to come, which stays once it is set; nothing for events of a fixed day."""
    if "in_days" not in entry:
        return {}
    known = model.objects.filter(translation_key=key_uuid(entry["key"])).values_list("start_date", flat=True).first()
    return {"start_date": known or timezone.localdate() + timedelta(days=entry["in_days"])}
