"""A real server with the demo content, and Chromium in front of it."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings

from tests.template import folder as template_folder

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests share one server and one browser: they run on one worker."""
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.xdist_group("browser"))
            item.add_marker(pytest.mark.needs("chromium"))


@dataclass
class Site:
    """The running site: its address, the folder its data lives in, and the environment it was started with."""

    url: str
    var: Path
    environment: dict[str, str] = field(default_factory=dict)

    def path(self, path: str) -> str:
        return self.url.rstrip("/") + path

    def shell(self, code: str) -> str:
        """The last line that ``code`` prints on the site; empty when it prints nothing."""
        done = subprocess.run(
            [sys.executable, "manage.py", "shell", "-v", "0", "-c", code],
            cwd=settings.BASE_DIR,
            env=self.environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip().rpartition("\n")[2]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """`manage.py prepare` and `manage.py serve` as `make run` calls them, on a free port and in a folder of its own.

    The folder starts as a copy of the seeded one, which another `manage.py prepare` has made.
    """
    var = tmp_path_factory.mktemp("site")
    shutil.copytree(template_folder(), var, symlinks=True, dirs_exist_ok=True)
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTEST", "COV_")) and name not in {"DATABASE_URL", "SECRET_KEY", "REDIS_URL"}
    }
    environment |= {"DJANGO_SETTINGS_MODULE": "portal.settings.dev", "VAR_DIR": str(var), "HEALTH_TOKEN": var.name}
    prepared = subprocess.run(
        [sys.executable, "manage.py", "prepare"], cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True
    )
    assert prepared.returncode == 0, prepared.stdout + prepared.stderr
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "manage.py", "serve", "--port", str(port)],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        url = ready_line(server)
        own_server(url, var.name)
        yield Site(url, var, environment)
    finally:
        server.terminate()
        server.wait(20)
        server.stdout.close()


def ready_line(server: subprocess.Popen) -> str:
    """The address in the contract's last line; fails if the server ends before it."""
    end = time.monotonic() + 90
    while time.monotonic() < end:
        line = server.stdout.readline()
        if line.startswith("Ready: "):
            return line.removeprefix("Ready: ").strip()
        assert line or server.poll() is None, "the server ended"
    raise AssertionError("the server did not get ready")


def own_server(url: str, token: str) -> None:
    """Makes sure that the server that answers is the one started here: only it knows the token."""
    request = urllib.request.Request(url + "-/health", headers={"Authorization": f"Bearer {token}"})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            parts = json.load(answer)["parts"]
    except urllib.error.HTTPError as refusal:
        parts = json.load(refusal)["parts"]  # the worker may still be starting
    assert all(part["ok"] for name, part in parts.items() if name != "worker")


@pytest.fixture(scope="package")
def browser() -> Iterator[object]:
    """Chromium, for the tests of this folder only: while it runs, Django takes the thread for an asynchronous one."""
    from playwright.sync_api import sync_playwright

    from tests.conftest import PROGRAMS

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=PROGRAMS["chromium"](),
            args=["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
            + ["--disable-background-networking", "--disable-component-update"],
        )
        yield chromium
        chromium.close()


@dataclass
class Watched:
    """A page and what went wrong or out while it was open."""

    page: object
    errors: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)


@pytest.fixture
def open_page(site: Site, browser: object) -> Iterator[Callable[..., Watched]]:
    """Opens a path of the site; fails at the end of the test if a page asked another host or broke the policy."""
    contexts = []
    opened: list[Watched] = []

    def open_(
        path: str, *, viewport: dict = DESKTOP, javascript: bool = True, dark: bool = False, **options: object
    ) -> Watched:
        context = browser.new_context(
            viewport=viewport,
            java_script_enabled=javascript,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        watched = Watched(page)
        opened.append(watched)
        page.on("console", lambda message: watched.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: watched.errors.append(str(error)))

        def asked(request: object) -> None:
            watched.requests.append(request.url)
            if not request.url.startswith((site.url, "data:", "blob:")):
                watched.foreign.append(request.url)

        page.on("request", asked)
        page.goto(site.path(path) if path.startswith("/") else path)
        return watched

    yield open_
    for context in contexts:
        context.close()
    for watched in opened:
        assert watched.foreign == []
        wrong = [e for e in watched.errors if "404" not in e]
        assert wrong == []


@pytest.fixture(scope="module")
def croatian_editor(site: Site) -> str:
    """The demo moderator with a known password and a Croatian admin: other modules give the account another language."""
    code = (
        "from django.contrib.auth import get_user_model as g; from wagtail.users.models import UserProfile as P;"
        "u = g().objects.get(username='moderator'); u.set_password('a password only for this run'); u.save();"
        "p = P.get_for_user(u); p.preferred_language = 'hr'; p.save()"
    )
    site.shell(code)
    return "moderator"


def sign_in(page: object, site: Site, name: str) -> None:
    page.goto(site.path("/admin/login/"))
    page.locator("input[name=username]").fill(name)
    page.locator("input[name=password]").fill("a password only for this run")
    page.locator("button[type=submit]").click()
    page.wait_for_url("**/admin/")


@pytest.fixture(scope="session")
def paths(site: Site) -> dict[str, list[str]]:
    """Paths of the sitemap by language: at most three per parent, so that every kind of page is among them."""
    from xml.etree import ElementTree as ET

    def locations(path: str) -> list[str]:
        with urllib.request.urlopen(site.url + path, timeout=60) as answer:
            root = ET.fromstring(answer.read())
        return [
            "/" + one.text.split("/", 3)[3] for one in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")
        ]

    by_language: dict[str, list[str]] = {}
    seen: dict[str, int] = {}
    for path in (path for file in locations("sitemap.xml") for path in locations(file.lstrip("/"))):
        parent = path.rstrip("/").rsplit("/", 1)[0]
        seen[parent] = seen.get(parent, 0) + 1
        if path.count("/") <= 3 or seen[parent] <= 1:
            by_language.setdefault(path.split("/")[1], []).append(path)
    return by_language
