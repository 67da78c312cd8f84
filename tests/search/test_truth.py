"""The index says what is true: every change of what people see reaches it, and `check` would say if one did not."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from agenda.models import EventPage
from centres.models import Centre, CentreText, FinderPage
from community.models import CommunityIndexPage
from core.models import BasePage
from core.work.runner import run_due
from home.models import HomePage
from resources.models import CaseStudyPage
from search import outbox, service, tasks, truth
from search.engines import get_engine
from search.engines.embedded import EmbeddedEngine
from search.interface import EngineError
from search.models import IndexTask
from tests import template

pytestmark = pytest.mark.django_db

WORD = "xylophonia"


@pytest.fixture
def index(tmp_path: Path, settings: object, seeded: None) -> Iterator[EmbeddedEngine]:
    """A copy of the index of the seeded content for one test."""
    for file in template.folder().glob("search*.sqlite3"):
        shutil.copy2(file, tmp_path / file.name, follow_symlinks=False)
    settings.SEARCH_INDEX_PATH = tmp_path / "search.sqlite3"
    get_engine.cache_clear()
    IndexTask.objects.all().delete()
    yield get_engine()
    get_engine.cache_clear()


@pytest.fixture
def true(index: EmbeddedEngine) -> Callable[[], None]:
    """``true()`` works off what waits and compares every field of every document with the content."""

    def check() -> None:
        assert outbox.drain().waiting == 0
        assert not truth.compare(index, truth.digests())

    return check


def page_of(model: type[BasePage], language: str = "en") -> BasePage:
    return model.objects.live().real().filter(locale__language_code=language).order_by("path").first()


def kinds(kind: str, language: str = "en") -> list[str]:
    """Addresses of what is found of a kind in a language."""
    return [hit.url for hit in service.find("", language, {"kind": (kind,), "language": (language,)}).hits]


def test_the_finder_gets_another_address(true: Callable) -> None:
    finder = page_of(FinderPage)
    finder.slug = "places"
    finder.save_revision().publish()
    true()
    assert kinds("centre")
    assert all(url.startswith("/en/places/") for url in kinds("centre"))


def test_the_finder_is_unpublished_and_published(true: Callable) -> None:
    finder = page_of(FinderPage)
    for other in FinderPage.objects.exclude(pk=finder.pk).live():
        other.unpublish()
    finder.unpublish()
    true()
    assert kinds("centre") == []
    finder.refresh_from_db()
    finder.save_revision().publish()
    true()
    assert kinds("centre")


def test_the_finder_is_saved_as_a_plain_page(true: Callable) -> None:
    page = Page.objects.get(pk=page_of(FinderPage).pk)
    page.live = False
    page.save()
    true()


@pytest.mark.parametrize("model", [FinderPage, CommunityIndexPage, HomePage])
def test_a_page_is_restricted_and_opened(true: Callable, model: type[BasePage]) -> None:
    kind = "organisation" if model is CommunityIndexPage else "centre"
    assert kinds(kind)
    restriction = PageViewRestriction.objects.create(page=page_of(model), restriction_type="login")
    true()
    assert kinds(kind) == []
    restriction.delete()
    true()
    assert kinds(kind)


def test_the_list_of_organisations_moves(true: Callable) -> None:
    community, target = page_of(CommunityIndexPage), page_of(FinderPage)
    before = kinds("organisation")
    community.move(target, pos="last-child")
    true()
    assert kinds("organisation")
    assert not set(kinds("organisation")) & set(before)


def test_a_first_translation_published_by_its_date(true: Callable, index: EmbeddedEngine) -> None:
    # As it is while somebody translates: the page still says the words of the English one.
    page = page_of(CaseStudyPage, "fr")
    CaseStudyPage.objects.filter(pk=page.pk).update(content_language="en", live=False)
    page = CaseStudyPage.objects.get(pk=page.pk)
    page.title = f"{WORD} en pratique"
    page.go_live_at = timezone.now() - timedelta(minutes=1)
    revision = page.save_revision(approved_go_live_at=page.go_live_at)
    assert revision.approved_go_live_at
    call_command("publish_scheduled", verbosity=0)
    true()
    (hit,) = service.find(WORD, "fr", {}).hits
    assert hit.language == "fr"


def test_an_update_by_queryset_tells_the_index(true: Callable) -> None:
    from core.signals import updated

    page = page_of(CaseStudyPage)
    CaseStudyPage.objects.filter(pk=page.pk).update(title=f"{WORD} in practice")
    updated.send(CaseStudyPage, pks=[page.pk])
    true()
    assert service.find(WORD, "en", {}).count == 1


def test_our_own_updates_that_show_or_hide_a_page_tell_the_index() -> None:
    """Every ``update`` of a column that decides what is shown stands beside a signal."""
    root = Path(__file__).resolve().parent.parent.parent
    for path in sorted((root / "core" / "i18n").glob("*.py")):
        lines = path.read_text().splitlines()
        for number, line in enumerate(lines):
            if ".update(" in line and any(name in line for name in ("live=", "content_language=", "alias_of=None")):
                assert "updated.send(" in lines[number + 1], f"{path.name}:{number + 1}"


def test_an_event_is_over(true: Callable, index: EmbeddedEngine) -> None:
    event = page_of(EventPage)
    yesterday = date.today() - timedelta(days=1)
    # As if it had been saved when it was still to come.
    event.start_date, event.end_date = yesterday + timedelta(days=9), None
    event.title = f"{WORD} day"
    event.save_revision().publish()
    true()
    EventPage.objects.filter(pk=event.pk).update(start_date=yesterday, ends_at=timezone.now() - timedelta(hours=1))
    assert truth.compare(index, truth.digests()).outdated
    tasks.mend_index.func()
    true()
    (hit,) = service.find(WORD, "en", {}).hits
    assert "faded" in hit.boosts


def test_a_document_is_renamed(true: Callable, admin_client: object) -> None:
    from django.core.files.base import ContentFile
    from wagtail.documents import get_document_model

    document = get_document_model().objects.create(title="Leaflet", file=ContentFile(b"%PDF-1.4", "leaflet.pdf"))
    page = page_of(CaseStudyPage)
    page.downloads = [("document", document)]
    page.save_revision().publish()
    document.title = f"{WORD} leaflet"
    document.save()
    true()
    assert service.find(WORD, "en", {}).count == 1


def test_a_centre_without_a_text_is_found_in_every_language(true: Callable, index: EmbeddedEngine) -> None:
    centre = Centre.objects.public().first()
    CentreText.objects.filter(centre=centre).delete()
    centre.refresh_from_db()
    centre.name = f"{WORD} house"
    centre.save()
    true()
    held = [found.language for found in index.indexed() if (found.source, found.pk) == ("centres", str(centre.pk))]
    assert sorted(held) == sorted(FinderPage.urls_by_language())
    assert not truth.silent(truth.digests())


def test_check_names_what_is_wrong_with_any_field(true: Callable, index: EmbeddedEngine) -> None:
    Centre.objects.filter(pk=Centre.objects.public().first().pk).update(city="Xanten")
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("search", "check", stdout=out)
    assert ended.value.code == 1
    assert "in the index with other contents: centres" in out.getvalue()


def test_an_index_that_is_missing_is_an_error_and_not_an_empty_answer(index: EmbeddedEngine) -> None:
    index.store.path.unlink()
    with pytest.raises(EngineError, match="search rebuild"):
        service.find("anything", "en", {})
    assert not index.health().ok
    out = StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("search", "check", stdout=out, stderr=out)
    assert ended.value.code == 2


def test_a_disk_that_is_full_is_one_plain_line(index: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    from search.engines.embedded import store

    connect = store._connect

    def small(file: Path) -> object:
        connection = connect(file)
        connection.execute("PRAGMA max_page_count = 60")
        return connection

    monkeypatch.setattr(store, "_connect", small)
    out, err = StringIO(), StringIO()
    with pytest.raises(SystemExit) as ended:
        call_command("search", "rebuild", stdout=out, stderr=err)
    assert ended.value.code == 2
    assert "database or disk is full" in err.getvalue()
    assert len(err.getvalue().strip().splitlines()) == 1
    monkeypatch.undo()
    assert index.health().ok


def test_three_drains_at_once(true: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    page = page_of(CaseStudyPage)
    page.title = f"{WORD} in practice"
    page.save_revision().publish()
    read = outbox._changes
    depth = 0

    def reading(keys: list, version: int) -> list:
        # The second and third come while the first has read and not yet written.
        nonlocal depth
        changes = read(keys, version)
        if depth < 2:
            depth += 1
            page.title = f"{WORD} in practice, edition {depth}"
            page.save_revision().publish()
            outbox.drain()
        return changes

    monkeypatch.setattr(outbox, "_changes", reading)
    outbox.drain()
    monkeypatch.undo()
    true()
    (hit,) = service.find(WORD, "en", {}).hits
    assert hit.title.endswith("edition 2")


def test_a_change_after_the_commit_is_worked_off_once(
    true: Callable, django_capture_on_commit_callbacks: Callable
) -> None:
    page = page_of(CaseStudyPage)
    page.title = f"{WORD} in practice"
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    run_due()
    true()
    assert service.find(WORD, "en", {}).count == 1
