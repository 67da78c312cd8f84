"""Case studies, modules and publications as steps on from other pages."""

from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType

from core import onward
from core.i18n.borrowed import VersionKey, says
from core.i18n.urls import page_url
from core.kept import kept
from core.onward import Step, Subject
from core.vocabularies import Kind
from resources.models import MODELS, ResourceIndexPage

CANDIDATES = 300
"""As many resources at most are compared with a page."""
COLUMNS = ("content_type_id", "path", "title", "url_path", "content_language", "translation_key", "locale_id")
CODES = ("competences", "themes", "main_need", "country")


def register_offer() -> None:
    """Called once when the app is ready."""
    onward.register("resources", offer)


def offer(subject: Subject, language: str) -> Iterator[Step]:
    """Each resource that shares something with the page, and the lists of case studies and modules."""
    yield from _lists(language)
    if not (subject.competences or subject.themes or subject.needs or subject.country):
        return
    kinds = {ContentType.objects.get_for_model(model).pk: model.kind for model in MODELS.values()}
    parts = [
        model.objects.in_public().filter(locale__language_code=language).order_by().values_list(*COLUMNS, *CODES)
        for model in MODELS.values()
    ]
    rows = sorted(parts[0].union(*parts[1:], all=True)[:CANDIDATES], key=lambda row: row[1])
    for content_type, _path, title, url_path, written_in, *version, competences, themes, need, country in rows:
        if weight := subject.shared_with(competences, themes, [need] if need else (), country):
            kind = Kind(kinds[content_type])
            yield Step(
                kind=kind,
                label=str(kind.label),
                title=says(VersionKey(*version), title),
                url=page_url(url_path),
                language=written_in,
                weight=weight,
            )


def _lists(language: str) -> list[Step]:
    return kept(f"onward/lists/{language}", lambda: _found_lists(language))


def _found_lists(language: str) -> list[Step]:
    pages = {page.resource_kind: page for page in reversed(ResourceIndexPage.objects.in_language(language))}
    return [
        Step(kind=model.kind, label="", title=page.title, url=page.url or "", language=page.content_language)
        for resource_kind, model in MODELS.items()
        if (page := pages.get(resource_kind))
    ]
