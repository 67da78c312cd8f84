"""A real server with the demo content, and Chromium in front of it."""

import json
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

from tests.installation import Installation
from tests.template import folder as template_folder

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests share a server and a browser on one worker, those that sign in on another.

    All on one would end long after the rest: each step waits for a server and a browser that share the processors with other tests.
    """
    for item in items:
        if "tests/browser" in str(item.path):
            signs_in = {"sign_in", "signed_in"} & vars(item.module).keys()
            item.add_marker(pytest.mark.xdist_group("browser, signed in" if signs_in else "browser"))
            item.add_marker(pytest.mark.needs("chromium"))


@dataclass
class Site:
    """The running site: its address, the folder its data lives in, and the sessions of those who have signed in."""

    url: str
    var: Path
    installation: Installation
    sessions: dict[str, list[dict]] = field(default_factory=dict)

    def path(self, path: str) -> str:
        return self.url.rstrip("/") + path

    def shell(self, code: str) -> str:
        """The last line that ``code`` prints on the site; empty when it prints nothing."""
        return self.installation.shell(code).rpartition("\n")[2]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """`manage.py prepare` and `manage.py serve` as `make run` calls them, on a free port and in a folder of its own.

    The folder starts as a copy of the seeded one, which another `manage.py prepare` has made.
    """
    var = tmp_path_factory.mktemp("site")
    shutil.copytree(template_folder(), var, symlinks=True, dirs_exist_ok=True)
    with Installation(var, HEALTH_TOKEN=var.name) as installation:
        installation.good("prepare")
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(port)],
            cwd=settings.BASE_DIR,
            env=installation.environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            url = ready_line(server)
            own_server(url, var.name)
            yield Site(url, var, installation)
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


class Visits:
    """Visits that know nothing of each other, in contexts that are cleared after a test and lent again.

    The first page of a new context costs Chromium more than half a second of a processor, the next ones a tenth. An empty page
    keeps the window of each open.
    """

    KEPT = 3

    def __init__(self, browser: object, origin: str) -> None:
        self._browser, self._origin = browser, origin
        self._free: dict[str, list[object]] = {}
        self._lent: list[tuple[str, object]] = []

    def begin(self, **options: object) -> object:
        """A context with these options of Playwright, which nobody has used or of which nothing is left."""
        kind = repr(sorted(options.items()))
        free = self._free.setdefault(kind, [])
        context = (
            free.pop() if free else self._browser.new_context(viewport=DESKTOP, reduced_motion="reduce", **options)
        )
        if not context.pages:
            context.new_page()
        self._lent.append((kind, context))
        return context

    def end_all(self) -> None:
        """Ends those of a test: pages, routes, cookies, storage and cache go."""
        for kind, context in self._lent:
            if len(self._free[kind]) == self.KEPT:
                context.close()
                continue
            empty, *used = context.pages
            for page in used:
                page.close()
            context.unroute_all()
            context.set_offline(False)
            context.clear_cookies()
            session = context.new_cdp_session(empty)
            session.send("Storage.clearDataForOrigin", {"origin": self._origin, "storageTypes": "all"})
            session.send("Network.clearBrowserCache")
            session.detach()
            self._free[kind].append(context)
        self._lent.clear()


@pytest.fixture(scope="package")
def visits(site: Site, browser: object) -> Visits:
    return Visits(browser, site.url.rstrip("/"))


class Watched:
    """A page and what went wrong or out while it was open."""

    def __init__(self, page: object, site: Site) -> None:
        self.page = page
        self.errors: list[str] = []
        self.foreign: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

        def asked(request: object) -> None:
            self.requests.append(request.url)
            if not request.url.startswith((site.url, "data:", "blob:")):
                self.foreign.append(request.url)

        page.on("request", asked)

    def check(self) -> None:
        """Fails if the page asked another host or broke the policy."""
        assert self.foreign == []
        assert [one for one in self.errors if "404" not in one] == []


@pytest.fixture
def open_page(site: Site, visits: Visits) -> Iterator[Callable[..., Watched]]:
    """Opens a path of the site, each time as another visitor; all are checked at the end of the test."""
    opened: list[Watched] = []

    def open_(
        path: str, *, viewport: dict = DESKTOP, javascript: bool = True, dark: bool = False, **options: object
    ) -> Watched:
        page = visits.begin(java_script_enabled=javascript, **options).new_page()
        if viewport != DESKTOP:
            page.set_viewport_size(viewport)
        if dark:
            page.emulate_media(color_scheme="dark")
        opened.append(Watched(page, site))
        page.goto(site.path(path) if path.startswith("/") else path)
        return opened[-1]

    yield open_
    visits.end_all()
    for watched in opened:
        watched.check()


@pytest.fixture(scope="module")
def croatian_editor(site: Site) -> str:
    """The demo moderator with a known password and a Croatian admin: other modules give the account another language."""
    code = (
        "from django.contrib.auth import get_user_model as g; from wagtail.users.models import UserProfile as P;"
        "u = g().objects.get(username='moderator'); known = 'a password only for this run';"
        "u.check_password(known) or u.set_password(known); u.save();"
        "p = P.get_for_user(u); p.preferred_language = 'hr'; p.save()"
    )
    site.shell(code)
    return "moderator"


def sign_in(page: object, site: Site, name: str) -> None:
    """With the session of an earlier test while it holds: a new password ends it."""
    login = site.path("/admin/login/")
    page.context.add_cookies(site.sessions.get(name, []))
    if page.context.request.get(login, max_redirects=0).status == 302:
        return
    page.goto(login)
    page.locator("input[name=username]").fill(name)
    page.locator("input[name=password]").fill("a password only for this run")
    page.locator("button[type=submit]").click()
    page.wait_for_url("**/admin/")
    site.sessions[name] = page.context.cookies()


def wait_until_edits_count(page: object) -> None:
    """Wagtail's script remembers what a form holds two seconds after it stands: what was typed before is no change to it."""
    page.wait_for_timeout(2500)


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
