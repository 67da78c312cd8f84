"""`manage.py search` says how the index is with its exit status."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from search import outbox, sources
from search.engines import get_engine
from search.interface import EngineError
from search.management.commands import search as command
from search.models import IndexTask
from tests.search.documents import document

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_index(tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """An index and one document of one source for each test."""
    settings.SEARCH_INDEX_PATH = tmp_path / "own.sqlite3"
    get_engine.cache_clear()
    monkeypatch.setattr(sources, "_sources", {"test": Library()})
    yield
    get_engine.cache_clear()


class Library:
    name = "test"
    model = IndexTask

    def documents(self, pks: object = None) -> list:
        return [document("1", "en", "Portfolio")]

    def public(self) -> list:
        return ["1"]


def run(action: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("search", action, stdout=out, stderr=out)
    except SystemExit as ended:
        return int(ended.code or 0), out.getvalue()
    return 0, out.getvalue()


def test_status_and_check_of_an_empty_index() -> None:
    get_engine().rebuild([])
    assert run("status")[0] == 1
    code, text = run("check")
    assert code == 1
    assert "not in the index: test 1 (en)" in text


def test_rebuild_makes_all_well() -> None:
    assert run("rebuild") == (0, "1 documents in the index (embedded).\n")
    assert run("check")[0] == 0
    assert run("status")[0] == 0


def test_documents_that_are_gone_are_noticed() -> None:
    run("rebuild")
    get_engine().index([document("2", "en", "Gone")])
    code, text = run("check")
    assert code == 1
    assert "not public: test 2 (en)" in text


def test_every_field_is_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    run("rebuild")
    changed = document("1", "en", "Portfolio", meta=("Zagreb",))
    monkeypatch.setattr(Library, "documents", lambda self, pks=None: [changed])
    code, text = run("check")
    assert code == 1
    assert "in the index with other contents: test 1 (en)" in text


def test_what_ought_to_be_found_and_is_not_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    run("rebuild")
    monkeypatch.setattr(Library, "public", lambda self: ["1", "2"])
    code, text = run("check")
    assert code == 1
    assert "public, but with nothing to find: test 2" in text


def test_waiting_changes_are_noticed_and_drained() -> None:
    run("rebuild")
    IndexTask.objects.create(source="test", object_id="1", error="EngineError: out of order")
    code, text = run("status")
    assert code == 1
    assert "out of order" in text
    assert run("drain")[0] == 0
    assert run("status")[0] == 0


def test_an_engine_that_fails_is_status_two(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail() -> None:
        raise EngineError("gone")

    monkeypatch.setattr(command, "get_engine", fail)
    monkeypatch.setattr(outbox, "get_engine", fail)
    assert run("check") == (2, "gone\n")
    assert run("rebuild")[0] == 2


def test_help_and_nonsense(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("search", "--help")
    assert ended.value.code == 0
    assert "rebuild" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("search", "nonsense")
