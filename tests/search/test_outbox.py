"""Changes reach the index through the outbox: with the transaction, after the commit, whatever the engine does."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from core.models import BasePage
from core.work.models import Job
from core.work.runner import run_due
from search import changes, outbox, service
from search.engines import get_engine
from search.engines.embedded import EmbeddedEngine
from search.interface import Change, EngineError, Key, Outcome, Verdict
from search.models import IndexTask, IndexVersion
from tests.pages import page_models

pytestmark = pytest.mark.django_db

WORD = "xylophonia"


@pytest.fixture
def own_index(tmp_path: Path, settings: object, seeded: None) -> Iterable[EmbeddedEngine]:
    """An index for one test: changes of the shared one would outlive the rollback."""
    settings.SEARCH_INDEX_PATH = tmp_path / "own.sqlite3"
    get_engine.cache_clear()
    engine = get_engine()
    engine.rebuild([])
    yield engine
    get_engine.cache_clear()


@pytest.fixture
def commit(django_capture_on_commit_callbacks: Callable) -> Callable:
    """``with commit():`` ends like a committed transaction, after which the worker did what is due."""

    @contextmanager
    def committed() -> Iterator[None]:
        with django_capture_on_commit_callbacks(execute=True):
            yield
        run_due()

    return committed


@pytest.fixture
def page() -> BasePage:
    """A published page with pages of its own kind in other languages."""
    model = next(model for model in page_models() if model.__name__ == "CaseStudyPage")
    return model.objects.live().real().filter(locale__language_code="en").order_by("path").first()


def found(word: str = WORD) -> int:
    return service.find(word, "en", {}).count


def test_publishing_is_found_after_the_commit(own_index: EmbeddedEngine, commit: Callable, page: BasePage) -> None:
    page.title = f"{WORD} in practice"
    with commit():
        page.save_revision().publish()
        assert IndexTask.objects.filter(source="pages", object_id=str(page.pk)).exists()
        assert found() == 0
    assert found() == 1
    assert not IndexTask.objects.exists()


def test_a_hundred_changes_ask_for_one_task(
    own_index: EmbeddedEngine, page: BasePage, django_capture_on_commit_callbacks: Callable
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for number in range(100):
            changes.add([("pages", str(number))])
    assert Job.objects.filter(task="search.tasks.update_index").count() == 1
    assert IndexTask.objects.count() == 100


def test_a_draft_is_not_indexed(own_index: EmbeddedEngine, commit: Callable, page: BasePage) -> None:
    page.title = f"{WORD} as a draft"
    with commit():
        page.save_revision()
    assert not IndexTask.objects.exists()
    assert found() == 0


def test_unpublishing_and_deleting_take_the_page_out(
    own_index: EmbeddedEngine, commit: Callable, page: BasePage
) -> None:
    page.title = f"{WORD} in practice"
    with commit():
        page.save_revision().publish()
    with commit():
        page.unpublish()
    assert found() == 0
    with commit():
        page.save_revision().publish()
    assert found() == 1
    with commit():
        Page.objects.get(pk=page.pk).delete()
    assert found() == 0


def test_the_row_belongs_to_the_transaction_of_the_change(own_index: EmbeddedEngine, page: BasePage) -> None:
    with transaction.atomic():
        page.title = f"{WORD} undone"
        page.save()
        assert IndexTask.objects.exists()
        transaction.set_rollback(True)
    assert not IndexTask.objects.exists()


def test_a_moved_or_renamed_page_takes_its_descendants_along(own_index: EmbeddedEngine, page: BasePage) -> None:
    parent = page.get_parent().specific
    IndexTask.objects.all().delete()
    parent.slug = "another-address"
    parent.save_revision().publish()
    waiting = set(IndexTask.objects.values_list("object_id", flat=True))
    assert {str(pk) for pk in parent.get_children().values_list("pk", flat=True)} <= waiting


def test_a_page_behind_a_login_is_not_found(own_index: EmbeddedEngine, commit: Callable, page: BasePage) -> None:
    page.title = f"{WORD} in practice"
    with commit():
        page.save_revision().publish()
    with commit():
        restriction = PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
    assert found() == 0
    with commit():
        restriction.delete()
    assert found() == 1


def test_fallback_pages_are_not_indexed(own_index: EmbeddedEngine) -> None:
    outbox.rebuild()
    indexed = {int(found.pk) for found in own_index.indexed() if found.source == "pages"}
    assert indexed
    assert not Page.objects.filter(pk__in=indexed, alias_of__isnull=False).exists()


@pytest.mark.parametrize(
    ("answer", "attempts"),
    [
        (EngineError("out of order"), 0),
        (Outcome(Verdict.RETRY, "read-only"), 1),
        (Outcome(Verdict.REFUSED, "no such field"), 1),
    ],
)
def test_an_engine_that_fails_never_breaks_publishing(
    own_index: EmbeddedEngine,
    commit: Callable,
    page: BasePage,
    monkeypatch: pytest.MonkeyPatch,
    answer: EngineError | Outcome,
    attempts: int,
) -> None:
    def apply(changes: Sequence[Change]) -> dict[Key, Outcome]:
        if isinstance(answer, EngineError):
            raise answer
        return dict.fromkeys((change.key for change in changes), answer)

    page.title = f"{WORD} in practice"
    with monkeypatch.context() as patch:
        patch.setattr(own_index, "apply", apply)
        with commit():
            page.save_revision().publish()
    page.refresh_from_db()
    assert page.live
    tasks = IndexTask.objects.filter(object_id=str(page.pk))
    assert {task.attempts for task in tasks} == {attempts}
    assert any(task.error for task in IndexTask.objects.all())
    IndexTask.objects.update(not_before=timezone.now())
    assert outbox.drain().waiting == 0
    assert found() == 1


def test_rows_of_an_engine_that_was_away_are_due_at_once(own_index: EmbeddedEngine, page: BasePage) -> None:
    page.save_revision().publish()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(own_index.store, "path", own_index.store.path.with_name("elsewhere.sqlite3"))
        for _ in range(3):
            assert outbox.drain().done == 0
    assert outbox.drain().waiting == 0


def test_of_two_workers_the_one_that_read_earlier_does_not_win(own_index: EmbeddedEngine, page: BasePage) -> None:
    key = ("pages", str(page.pk))
    page.title = f"{WORD} as first read"
    page.save_revision().publish()
    early = IndexVersion.next()
    old = outbox._changes([key], early)
    page.title = "Something else"
    page.save_revision().publish()
    outbox.drain()
    own_index.apply(old)
    assert found() == 0
    page.unpublish()
    outbox.drain()
    own_index.apply(old)
    assert found() == found("something else") == 0


def test_one_unreadable_page_does_not_hold_up_the_others(
    own_index: EmbeddedEngine, commit: Callable, page: BasePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = type(page).objects.live().real().exclude(pk=page.pk).filter(locale=page.locale).first()
    body = type(page).search_body

    def fail_for_one(self: BasePage) -> str:
        if self.pk == page.pk:
            raise ValueError("unreadable")
        return body(self)

    monkeypatch.setattr(type(page), "search_body", fail_for_one)
    other.title = f"{WORD} in practice"
    with commit():
        page.save_revision().publish()
        other.save_revision().publish()
    assert found() == 1
    task = IndexTask.objects.filter(object_id=str(page.pk)).last()
    assert task.attempts == 1
    assert "unreadable" in task.error
    assert task.not_before > timezone.now()


def test_a_rebuild_settles_what_waited_before_it(own_index: EmbeddedEngine, page: BasePage) -> None:
    page.title = f"{WORD} in practice"
    page.save_revision().publish()
    assert IndexTask.objects.exists()
    count = outbox.rebuild()["embedded"]
    assert not IndexTask.objects.exists()
    assert own_index.health().documents == count
    assert found() == 1


def test_deferred_changes_wait_for_a_drain(own_index: EmbeddedEngine, commit: Callable, page: BasePage) -> None:
    page.title = f"{WORD} in practice"
    with commit(), changes.deferred():
        page.save_revision().publish()
    assert found() == 0
    assert outbox.drain().waiting == 0
    assert found() == 1
