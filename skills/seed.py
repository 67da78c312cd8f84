"""The seven competences in six languages, and the page that shows them."""

from typing import Any

from wagtail.models import Locale

from core.seed import Log, key_uuid, load, seeder, stream, upsert_page
from skills.models import Competence, Descriptor, LearningOutcome, SkillsIndexPage, Statement, StatementSet, Task
from skills.parts import parts_of
from skills.vocabularies import DescriptorKind

Line = tuple[str, int, str]


@seeder("skills", after=("home",))
def seed(log: Log) -> None:
    """Idempotent: a competence is found again by its letter and language."""
    texts = {
        language: {
            **{name: text[name] for name in ("title", "slug", "summary")},
            "body": stream(text["body"], "skills/body"),
        }
        for language, text in load("skills/content/page.yaml")["texts"].items()
    }
    upsert_page(SkillsIndexPage, key="skills", parent="home", source="en", texts=texts)
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    entries = load("skills/content/competences.yaml")
    for entry in entries:
        for language in entry["title"]:
            upsert_competence(entry, locales[language])
    log(f"{len(entries)} competences in {len(entries[0]['title'])} languages")
    said = load("skills/content/statements.yaml")
    for entry in said:
        for language in entries[0]["title"]:
            upsert_statements(entry, locales[language])
    log(f"{sum(len(entry[kind]) for entry in said for kind in DescriptorKind.values)} statements about oneself")


def lines_of(entry: dict[str, Any], language: str) -> list[Line]:
    """``(list, position, text)`` of everything below a competence in one language."""
    lists = ["tasks", *DescriptorKind.values, "outcomes"]
    return [(name, index, text[language]) for name in lists for index, text in enumerate(entry[name])]


def present_lines(row: Competence) -> list[Line]:
    """The same, as the database has it."""
    parts = parts_of(row)
    lists = {"tasks": parts.tasks, **parts.descriptors, "outcomes": parts.outcomes}
    names = ["tasks", *DescriptorKind.values, "outcomes"]
    return [(name, index, line.text) for name in names for index, line in enumerate(lists.get(name, []))]


def upsert_competence(entry: dict[str, Any], locale: Locale) -> Competence:
    """Creates or updates one competence in one language and publishes it when anything is new."""
    language, code = locale.language_code, entry["code"]
    values = {name: entry[name][language] for name in ("title", "short_title", "summary")}
    lines = lines_of(entry, language)
    row = Competence.objects.filter(code=code, locale=locale).first()
    if row and all(getattr(row, name) == value for name, value in values.items()) and present_lines(row) == lines:
        return row
    row = row or Competence(code=code, locale=locale, translation_key=key_uuid(f"competence:{code}"))
    for name, value in values.items():
        setattr(row, name, value)
    fill(row, lines)
    row.save()
    row.save_revision().publish()
    return row


def fill(row: Competence, lines: list[Line]) -> None:
    """Puts the lines below the competence, recycling the rows that stand there in the same place."""
    tasks, descriptors, outcomes = [], [], []
    for name, index, text in lines:
        shared: dict[str, Any] = {
            "text": text,
            "locale": row.locale,
            "translation_key": key_uuid(f"competence:{row.code}/{name}/{index}"),
        }
        if name == "tasks":
            tasks.append(Task(sort_order=index, **shared))
        elif name == "outcomes":
            outcomes.append(LearningOutcome(sort_order=index, **shared))
        else:
            descriptors.append(Descriptor(sort_order=len(descriptors), kind=name, **shared))
    for manager, items in ((row.tasks, tasks), (row.descriptors, descriptors), (row.outcomes, outcomes)):
        known = {item.translation_key: item.pk for item in manager.all()} if row.pk else {}
        for item in items:
            item.pk = known.get(item.translation_key)
        manager.set(items)


def upsert_statements(entry: dict[str, Any], locale: Locale) -> None:
    """The statements of one competence in one language, published when anything is new. Their number of the version stays."""
    code, language = entry["code"], locale.language_code
    items = [
        Statement(
            kind=kind,
            text=text[language],
            locale=locale,
            translation_key=key_uuid(f"statement:{code}/{kind}/{index}"),
        )
        for kind in DescriptorKind.values
        for index, text in enumerate(entry[kind])
    ]
    for place, item in enumerate(items):
        item.sort_order = place
    row = StatementSet.objects.filter(code=code, locale=locale).first()
    row = row or StatementSet(code=code, locale=locale, translation_key=key_uuid(f"statements:{code}"))
    known = {item.translation_key: item.pk for item in row.statements.all()} if row.pk else {}
    before = row.lines() if row.pk else []
    for item in items:
        item.pk = known.get(item.translation_key)
    row.statements.set(items)
    if row.lines() != before:
        row.save()
        row.save_revision().publish()
