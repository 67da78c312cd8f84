"""Demo content of the home room: the home pages first, what links to other rooms' pages last."""

from typing import Any

from django.conf import settings
from wagtail.models import Collection, Locale, Page, Site

from core.figures.counting import count_all
from core.head import SITE_NAME
from core.i18n.languages import LANGUAGES
from core.models import BasePage, LanguageSettings
from core.seed import Log, image, key_uuid, load, page_by_key, page_ids, seeder, stream, upsert_page
from core.site_address import host_and_port
from home.models import (
    AccessibilityStatementPage,
    ContactPage,
    HomePage,
    ImpactPage,
    OutputPage,
    ProjectPage,
    StandardPage,
)
from home.pictures import joining_lines

CONTENT = "home/content"
MODELS: dict[str, type[BasePage]] = {
    "standard": StandardPage,
    "contact": ContactPage,
    "project": ProjectPage,
    "output": OutputPage,
    "impact": ImpactPage,
    "accessibility": AccessibilityStatementPage,
}
LAST = (
    "resources:case-studies",
    "resources:modules",
    "resources:publications",
    "resources",
    "agenda",
    "centres",
    "skills",
    "community",
    "glossary",
    "home-pages",
)


@seeder("home")
def seed_home(log: Log) -> None:
    """Locales, one home page per language, the site."""
    content = load(f"{CONTENT}/home.yaml")
    root = Page.objects.get(depth=1)
    for language in sorted(LANGUAGES, key=lambda code: code != content["source"]):
        locale, _made = Locale.objects.get_or_create(language_code=language)
        if not HomePage.objects.filter(locale=locale).exists():
            page = HomePage(
                locale=locale,
                slug=f"home-{language}",
                translation_key=key_uuid("home"),
                **_home_texts(content, language),
            )
            root.add_child(instance=page)
            page.save_revision().publish()
    _name_roots()
    _point_site_at(page_by_key("home", content["source"]))
    Page.objects.filter(depth=2).exclude(content_type__app_label="home").delete()
    Locale.objects.exclude(language_code__in=LANGUAGES).delete()


def _name_roots() -> None:
    """Wagtail calls the tops of its trees by an English word, which editors of every language read in choosers."""
    Page.objects.filter(depth=1, title="Root").update(title=SITE_NAME, draft_title=SITE_NAME)
    Collection.objects.filter(depth=1, name="Root").update(name=SITE_NAME)


def _home_texts(content: dict[str, Any], language: str) -> dict[str, Any]:
    texts = dict(content["texts"][language])
    texts.pop("practitioner")
    needs, questions = texts.pop("needs"), texts.pop("questions")
    texts["needs"] = stream(
        [{"tile": {"need": code, "title": title, "text": text}} for code, (title, text) in needs.items()],
        f"home/{language}/needs",
    )
    texts["questions"] = stream(
        [{"question": {"question": question, "answer": f"<p>{answer}</p>"}} for question, answer in questions],
        f"home/{language}/questions",
    )
    return texts


def _point_site_at(home: Page | None) -> None:
    site = Site.objects.filter(is_default_site=True).first() or Site(is_default_site=True)
    if home is not None and site.root_page_id != home.pk:
        site.hostname, site.port = host_and_port(settings.WAGTAILADMIN_BASE_URL)
        site.root_page = home
        site.site_name = "Keep in Pact"
        site.save()


@seeder("home-pages", after=("home",))
def seed_pages(log: Log) -> None:
    """Project, contact, accessibility statement, privacy, legal notice, advice at a distance."""
    for name in ("project", "notes", "pages", "accessibility"):
        for item in load(f"{CONTENT}/{name}.yaml"):
            _seed_page(item)


def _seed_page(item: dict[str, Any]) -> None:
    model, key = MODELS[item["model"]], item["key"]
    texts = {language: _texts(model, key, language, values) for language, values in item["texts"].items()}
    facts = dict(item.get("facts", {}))
    # Pages of other rooms are there when this runs again for the links.
    onward = [{"page": pk} for pk in page_ids(item.get("related", []), item["source"])]
    facts["related"] = stream(onward, f"{key}/related")
    picture = load(f"{CONTENT}/pictures.yaml").get(key)
    if picture:
        facts["hero_image"] = image(picture["title"], joining_lines(), picture["filename"], picture["credit"])
        for language, alt in picture["alt"].items():
            texts[language]["hero_alt"] = alt
    upsert_page(
        model,
        key=key,
        parent=item.get("parent", "home"),
        source=item["source"],
        facts=facts,
        texts=texts,
    )


def _texts(model: type[BasePage], key: str, language: str, values: dict[str, Any]) -> dict[str, Any]:
    """Field values; lists of blocks become stream data, whose links to later pages follow in ``seed_links``."""
    result = {}
    for name, value in values.items():
        is_stream = hasattr(model._meta.get_field(name), "stream_block")
        result[name] = stream(_linked(value, language), f"{key}/{language}/{name}") if is_stream else value
    return result


def _linked(blocks: list[dict[str, Any]], language: str) -> list[dict[str, Any]]:
    """Blocks whose page keys are replaced by the pages of this language."""
    return [{kind: _with_pages(value, language) for kind, value in block.items()} for block in blocks]


def _with_pages(value: Any, language: str) -> Any:
    if not isinstance(value, dict):
        return value
    value = dict(value)
    if isinstance(value.get("page"), str):
        value["page"] = next(iter(page_ids([value["page"]], language)), None)
        value.setdefault("url", "")
    if isinstance(value.get("pages"), list):
        value["pages"] = page_ids(value["pages"], language)
    return value


@seeder("home-links", after=LAST)
def seed_links(log: Log) -> None:
    """What points at pages of other rooms: the practitioners' door, navigation, footer, buttons."""
    content = load(f"{CONTENT}/home.yaml")
    chrome = load(f"{CONTENT}/chrome.yaml")
    for language, texts in content["texts"].items():
        _link_home(language, texts["practitioner"])
        _seed_chrome(language, chrome[language])
    for name in ("project", "notes", "pages"):
        for item in load(f"{CONTENT}/{name}.yaml"):
            _seed_page(item)


@seeder("figures", after=("home-links",))
def count_figures(log: Log) -> None:
    """What the page of numbers tells: a worker counts it anew each night."""
    count_all()


def _link_home(language: str, links: list[list[str]]) -> None:
    home = HomePage.objects.get(translation_key=key_uuid("home"), locale__language_code=language)
    rows = [
        {"link": {"page": pk, "label": label, "hint": hint}}
        for key, label, hint in links
        for pk in page_ids([key], language)
    ]
    data = stream(rows, f"home/{language}/links")
    remote, featured = page_by_key("remote", language), page_by_key("case:leuven", language)
    wanted = (data, remote and remote.pk, featured and featured.pk)
    if (list(home.practitioner_links.raw_data), home.remote_page_id, home.featured_id) == wanted:
        return
    home.practitioner_links = data
    home.remote_page_id, home.featured_id = wanted[1], wanted[2]
    home.save_revision().publish()


def _links(entries: list[dict[str, str]], language: str, key: str) -> list[dict[str, Any]]:
    """``below``: what stands under the address of the page and is no page itself; ``url``: the address of what is none."""
    return stream([{"link": link} for entry in entries if (link := _link(entry, language))], key)


def _link(entry: dict[str, str], language: str) -> dict[str, Any] | None:
    if "page" not in entry:
        return {"title": entry["label"], "page": None, "url": entry["url"]}
    page = page_by_key(entry["page"], language)
    if page is None:
        return None
    below = entry.get("below")
    return {"title": entry["label"], "page": None if below else page.pk, "url": f"{page.url}{below}" if below else ""}


def _seed_chrome(language: str, texts: dict[str, Any]) -> None:
    columns = [
        {"column": {"title": c["title"], "links": _links(c["links"], language, f"chrome/{language}/{c['title']}")}}
        for c in texts["columns"]
    ]
    chrome, _created = LanguageSettings.objects.get_or_create(
        locale=Locale.objects.get(language_code=language),
        defaults={
            "translation_key": key_uuid("chrome"),
            "claim": texts["claim"],
            "about": texts["about"],
            "funding": texts["funding"],
            "navigation": _links(texts["navigation"], language, f"chrome/{language}/navigation"),
            "legal": _links(texts["legal"], language, f"chrome/{language}/legal"),
            "footer": stream(columns, f"chrome/{language}/footer"),
        },
    )
    if chrome.live and chrome.live_revision_id is None:
        # Without one Wagtail would take them off the site as soon as a change is scheduled for later.
        chrome.save_revision().publish()
