"""Example case studies, modules and publications, in six languages, from public sources."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.html import strip_tags

from community.models import Organisation
from core.models import CustomDocument
from core.seed import Log, document, load, page_by_key, seeder, stream, upsert_page
from resources.models import CaseStudyPage, LearningModulePage, PublicationPage, ResourceIndexPage
from resources.models.case_studies import SECTIONS
from resources.seed_scenes import KEY, seed_scenes
from resources.seed_units import rich, sheet_parts, unit_stream
from resources.sheets import Part, odt
from resources.worksheets import worksheet

CONTENT = "resources/content"
CODES = ("competences", "themes", "audiences")
CASE_FACTS = ("country", "network", "status", "original_title", "original_language")


@seeder("resources", after=("home", "community", "skills"))
def seed(log: Log) -> None:
    """Idempotent: every page is found again by its key."""
    organisations = {organisation.slug: organisation for organisation in Organisation.objects.all()}
    for entry in load(f"{CONTENT}/indexes.yaml"):
        facts = {"resource_kind": entry["resource_kind"]}
        upsert_page(
            ResourceIndexPage,
            key=entry["key"],
            parent="home",
            source=entry["source"],
            facts=facts,
            texts=entry["texts"],
        )
    cases = [seed_case(entry, organisations) for entry in entries("case_studies")]
    modules = [seed_module(entry, organisations) for entry in entries("modules")]
    publications = [seed_publication(entry, organisations) for entry in load(f"{CONTENT}/publications.yaml")]
    scenes = seed_scenes()
    # A scene stands below its module, one of whose units shows it.
    for entry in entries("modules") if scenes else ():
        if any("scene" in fact for fact in units_in(entry)["facts"]):
            seed_module(entry, organisations)
    log(
        f"{len(cases)} case studies, {len(modules)} learning modules, {len(publications)} publications, {scenes} 360° scenes"
    )


def entries(folder: str) -> list[dict[str, Any]]:
    """The parsed files of one folder, in the order of their names."""
    names = sorted(path.name for path in (Path(settings.BASE_DIR) / CONTENT / folder).glob("*.yaml"))
    return [load(f"{CONTENT}/{folder}/{name}") for name in names]


def shared_facts(facts: dict[str, Any], organisations: dict[str, Organisation]) -> dict[str, Any]:
    """The facts every resource has; all of them are example texts of the portal."""
    codes = {name: sorted_codes(name, facts.get(name, [])) for name in CODES}
    return codes | {
        "licence": facts["licence"],
        "country": facts.get("country", ""),
        "main_need": facts["main_need"],
        "contributor": organisations[facts["contributor"]],
        "example": True,
    }


def sorted_codes(name: str, codes: list[str]) -> list[str]:
    """Codes in the order the field keeps them in, so that a second run finds nothing new."""
    return PublicationPage._meta.get_field(name).sorted_codes(codes)


def seed_case(entry: dict[str, Any], organisations: dict[str, Organisation]) -> dict[str, CaseStudyPage]:
    """One case study in all its languages."""
    key, facts = f"case:{entry['key']}", entry["facts"]
    shared = shared_facts(facts, organisations) | {name: facts[name] for name in CASE_FACTS}
    shared |= {"started": facts.get("started"), "ended": facts.get("ended")}
    shared["sources"] = stream([{"source": source} for source in facts["sources"]], f"{key}/sources")
    texts = {}
    for language, text in entry["texts"].items():
        texts[language] = {name: text[name] for name in ("title", "slug", "summary", "place", "responsible_body")}
        texts[language] |= {name: rich(text[name]) for name in SECTIONS}
        texts[language]["reviewed_on"] = text.get("reviewed_on", facts["reviewed_on"])
        partners = [{"partner": {"role": role, "name": name}} for role, name in text["partners"].items()]
        texts[language]["partners"] = stream(partners, f"{key}/partners")
    return upsert_page(CaseStudyPage, key=key, parent="case-studies", source=entry["source"], facts=shared, texts=texts)


def seed_module(entry: dict[str, Any], organisations: dict[str, Organisation]) -> dict[str, LearningModulePage]:
    """One module in all its languages, with a facilitator sheet for each."""
    key, letter = entry["key"], entry["competence"]
    facts = shared_facts(entry, organisations) | {"competence": letter, "competences": [letter]}
    facts |= {name: entry.get(name) for name in ("tested_on", "tested_people")}
    units, sheets = units_in(entry), worksheets(letter.lower())
    materials = [facilitator_sheet(entry, units, language) for language in entry["texts"]]
    materials += [sheet for by_language in sheets.values() for sheet in by_language.values()]
    facts["materials"] = stream([{"document": sheet.pk} for sheet in materials], f"{key}/materials")
    texts = {}
    for language, text in entry["texts"].items():
        texts[language] = {name: text[name] for name in ("title", "slug", "summary", "for_whom")}
        texts[language]["tested_place"] = text.get("tested_place", "")
        texts[language]["outcomes"] = rich(text["outcomes"])
        texts[language]["reviewed_on"] = entry["reviewed_on"]
        in_language = {name: by_language[language] for name, by_language in sheets.items()}
        scenes = {
            fact["scene"]: page_by_key(f"{KEY}{fact['scene']}", language) for fact in units["facts"] if "scene" in fact
        }
        texts[language]["activities"] = unit_stream(units, language, letter, in_language, scenes)
    return upsert_page(LearningModulePage, key=key, parent="learning", source=entry["source"], facts=facts, texts=texts)


def units_in(entry: dict[str, Any]) -> dict[str, Any]:
    """The units of a module, as its file has them."""
    return load(f"{CONTENT}/units/{entry['competence'].lower()}.yaml")


def worksheets(module: str) -> dict[str, dict[str, CustomDocument]]:
    """The sheets a module works with: ``{key: {language: document}}``."""
    words = load(f"{CONTENT}/labels.yaml")
    return {
        entry["key"]: {
            language: worksheet(entry, language, words[language]["worksheet_note"]) for language in entry["texts"]
        }
        for entry in entries("worksheets")
        if entry["module"] == module
    }


def facilitator_sheet(entry: dict[str, Any], units: dict[str, Any], language: str) -> CustomDocument:
    """The units of a module in one document, for whoever leads them."""
    text, words, letter = entry["texts"][language], load(f"{CONTENT}/labels.yaml")[language], entry["competence"]
    title = words["sheet"].format(letter=letter)
    parts: list[Part] = [("h1", text["title"]), ("p", text["summary"]), ("h2", words["outcomes"])]
    parts += [("li", line[2:]) for line in text["outcomes"].strip().splitlines()]
    parts += sheet_parts(units, language, words)
    parts.append(("p", words["note"]))
    return document(
        f"sheet:{letter}:{language}",
        title,
        odt(title, language, parts),
        f"module-{letter.lower()}-{language}.odt",
        language,
    )


def seed_publication(entry: dict[str, Any], organisations: dict[str, Organisation]) -> dict[str, PublicationPage]:
    """One publication in all its languages, with a summary sheet for each."""
    key, facts = f"publication:{entry['key']}", entry["facts"]
    shared = shared_facts(facts, organisations)
    shared |= {name: facts[name] for name in ("publication_kind", "year", "authors", "link")}
    shared["languages"] = sorted_codes("languages", facts["languages"])
    sheets = [summary_sheet(entry, language) for language in entry["texts"]]
    shared["downloads"] = stream([{"document": sheet.pk} for sheet in sheets], f"{key}/downloads")
    texts = {}
    for language, text in entry["texts"].items():
        texts[language] = {name: text[name] for name in ("title", "slug", "summary")}
        texts[language]["access"] = rich(text["access"])
        texts[language]["reviewed_on"] = facts["reviewed_on"]
        texts[language]["body"] = stream([as_block(block) for block in text["blocks"]], f"{key}/body")
    return upsert_page(
        PublicationPage, key=key, parent="publications", source=entry["source"], facts=shared, texts=texts
    )


def as_block(block: dict[str, Any]) -> dict[str, Any]:
    """A block of the content file with its running text as HTML."""
    return {"paragraph": rich(block["paragraph"])} if "paragraph" in block else block


def summary_sheet(entry: dict[str, Any], language: str) -> CustomDocument:
    """What a publication holds, on one page; it says that it is not the publication."""
    text, words = entry["texts"][language], load(f"{CONTENT}/labels.yaml")[language]
    parts: list[Part] = [("h1", text["title"]), ("p", words["summary_note"]), ("p", text["summary"])]
    for block in text["blocks"]:
        ((kind, value),) = block.items()
        if kind == "heading":
            parts.append(("h2", value))
        elif kind == "paragraph":
            parts.append(("p", value))
        elif kind == "table":
            parts += [("li", ": ".join(row)) for row in value["rows"]]
        elif kind == "callout":
            parts += [("h2", value["title"]), ("p", strip_tags(value["text"]))]
    return document(
        f"sheet:{entry['key']}:{language}",
        text["sheet"],
        odt(text["sheet"], language, parts),
        f"{entry['key']}-{language}.odt",
        language,
    )
