"""What every test stands on: strict templates, strict responses, seeded content, counted queries."""

import gc
import re
import shutil
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection
from django.http import HttpResponse
from django.template import TemplateSyntaxError, engines
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from centres.gazetteer import build, store
from core.i18n.languages import LANGUAGES
from tests.search import servers
from tests.template import copy_to
from tests.template import folder as template_folder

INLINE = re.compile(
    rb"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)[^>]*>|\son[a-z]+=|\sstyle=|javascript:", re.I
)
PROGRAMS = {
    "chromium": lambda: shutil.which("chromium") or shutil.which("chromium-browser"),
    "postgresql": lambda: next(iter(Path("/usr/lib/postgresql").glob("*/bin/initdb")), None) or shutil.which("initdb"),
    "redis": lambda: shutil.which("redis-server"),
    "gettext": lambda: shutil.which("xgettext"),
    "java": lambda: shutil.which("java"),
    "search servers": servers.ready,
}


def pytest_collection_finish() -> None:
    """What is loaded by now stays: the collector of garbage need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leaves out a test whose program is missing; in CI such a gap is a failure (tools/run_tests.py)."""
    for mark in item.iter_markers("needs"):
        for program in mark.args:
            if not PROGRAMS[program]():
                pytest.skip(f"{program} is not installed")


@pytest.fixture(scope="session", autouse=True)
def places() -> None:
    """The file of places, which ``prepare`` builds on a site."""
    build.build_if_needed(store.path())


class Undefined(str):
    """Takes the place of an undefined template variable: fails in our own templates, is empty text in others'.

    Django asks whether it is true, then puts the variable's name in with ``%``. In a template of Wagtail it is false,
    so that filters such as ``default`` still apply.
    """

    def __bool__(self) -> bool:
        return bool(self._our_template())

    def __contains__(self, item: object) -> bool:
        return True

    def __mod__(self, name: object) -> str:
        raise TemplateSyntaxError(f"Undefined variable {name} in {self._our_template()}")

    def _our_template(self) -> str:
        """The file of the template that is being rendered when it is ours, else nothing."""
        frame = sys._getframe(2)
        while frame:
            context = frame.f_locals.get("context")
            template = getattr(getattr(context, "render_context", None), "template", None)
            if template is not None:
                origin = str(template.origin.name)
                return origin if origin.startswith(str(settings.BASE_DIR)) and "/site-packages/" not in origin else ""
            frame = frame.f_back
        return ""


@pytest.fixture(autouse=True, scope="session")
def strict_templates() -> None:
    engines["django"].engine.string_if_invalid = Undefined()


@pytest.fixture(autouse=True)
def clean_state() -> Iterator[None]:
    """No language, cached page or count of requests leaks from one test into the next."""
    from django.core.cache import caches

    from centres.finder import current as table
    from core import terms
    from core.i18n.languages import remember_reader

    for cache in caches.all(initialized_only=True):
        cache.clear()
    remember_reader("")
    terms.forget_all()
    table._kept = None
    translation.deactivate()
    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None) -> Iterator[None]:
    """This worker's copy of the seeded database; each test's own changes are rolled back."""
    from core.catalogues import compile_all

    compile_all()
    copy_to(settings.TEST_SCRATCH, template_folder())
    yield
    connection.close()
    shutil.rmtree(settings.TEST_SCRATCH, ignore_errors=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Generator[None]:
    """A test with real transactions leaves an emptied database behind: the next one finds the seeded copy again."""
    yield
    mark = item.get_closest_marker("django_db")
    if nextitem and mark and mark.kwargs.get("transaction"):
        connection.close()
        copy_to(settings.TEST_SCRATCH, template_folder())


@pytest.fixture
def seeded(db: None) -> None:
    """The database with the demo content."""


class StrictClient(Client):
    """A browser that refuses inline scripts and styles in our own pages."""

    def request(self, **request: object) -> HttpResponse:
        response = super().request(**request)
        path = str(request.get("PATH_INFO", ""))
        html = response.get("Content-Type", "").startswith("text/html") and not response.streaming
        if html and not path.startswith("/admin/"):
            found = INLINE.search(response.content)
            assert not found, f"Inline code in {path}: {found.group(0)!r}"
        return response


@pytest.fixture
def client() -> Client:
    return StrictClient()


@pytest.fixture(scope="session")
def kept_answers() -> dict[str, HttpResponse]:
    return {}


@pytest.fixture
def read(seeded: None, client: Client, kept_answers: dict[str, HttpResponse]) -> Callable[[str], HttpResponse]:
    """Gets an address of the seeded site once for all tests that only look: those of the group "reading" share a worker.

    Not for tests that change something first.
    """

    def answer(path: str) -> HttpResponse:
        if path not in kept_answers:
            kept_answers[path] = client.get(path)
            kept_answers[path].context = None  # what templates were given would fill the memory
        return kept_answers[path]

    return answer


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def count_queries() -> Callable[[Callable[[], object]], int]:
    """Runs a function once to warm up and once counted; gives the number of SQL queries."""

    def count(run: Callable[[], object]) -> int:
        run()
        with CaptureQueriesContext(connection) as queries:
            run()
        return len(queries)

    return count


@pytest.fixture
def max_queries() -> Callable[[int], object]:
    """``with max_queries(10): …`` fails with the list of queries when there are more."""

    @contextmanager
    def limit(number: int) -> Iterator[None]:
        with CaptureQueriesContext(connection) as queries:
            yield
        assert len(queries) <= number, f"{len(queries)} queries:\n" + "\n".join(q["sql"][:300] for q in queries)

    return limit


@pytest.fixture
def guest(seeded: None, django_user_model: type) -> Any:
    """Somebody who may sign in to the admin and has no right there."""
    user = django_user_model.objects.create_user("guest", "guest@example.org")
    user.groups.add(Group.objects.get_or_create(name="Partners")[0])
    return user


@pytest.fixture
def admin_client(seeded: None, django_user_model: type) -> Client:
    user = django_user_model.objects.create_superuser("root", "root@example.org", "a long password for tests")
    client = Client()
    client.force_login(user)
    return client
