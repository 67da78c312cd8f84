"""The list on a page of another site, in Chromium: shown where it is allowed, absent where it is not, within reach of keys."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.browser.conftest import Site
from tests.browser.test_accessibility import violations

FIRST = "ol.stops > li:first-child h2 a"


@pytest.fixture
def host(site: Site) -> Iterator[Callable[[str, str], str]]:
    """``host(body, key)`` gives the address of a page of another site with that body; ``key`` opens the list for it."""
    servers, database = [], sqlite3.connect(site.var / "portal.sqlite3", timeout=20)

    def serve(body: str, key: str = "") -> str:
        page = f'<!doctype html><html lang="hr"><meta charset="utf-8"><title>Partner</title><h1>Partner</h1>{body}'

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                # A host with a strict policy of its own: neither style attributes nor scripts in the page.
                self.send_header(
                    "Content-Security-Policy", f"default-src 'self'; script-src {origin}; frame-src {origin}"
                )
                self.end_headers()
                self.wfile.write(page.encode())

            def log_message(self, *args: object) -> None:
                pass

        origin = site.url.rstrip("/")
        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        address = f"http://localhost:{server.server_port}"
        if key:
            database.execute(
                "INSERT INTO centres_embedpartner (name, key, hosts, active, note, created_at) "
                "VALUES ('Host', ?, ?, 1, '', '2026-01-01')",
                [key, address],
            )
            database.commit()
        return address

    yield serve
    database.close()
    for server in servers:
        server.shutdown()
        server.server_close()


def component(site: Site, key: str, **attributes: str) -> str:
    more = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return (
        f'<p><a href="#a" id="before">before</a></p><script type="module" src="{site.url}embed/centres.js"></script>'
        f'<guidance-centres partner="{key}" language="hr"{more}><a href="{site.url}hr/centri/">Popis</a></guidance-centres>'
        '<p><a href="#b" id="after">after</a></p>'
    )


def until(page: object, holds: Callable[[], bool]) -> None:
    """Waits; the browser's own way would evaluate a string, which the policies forbid."""
    for _step in range(100):
        if holds():
            return
        page.wait_for_timeout(100)
    raise AssertionError("not within ten seconds")


def heights(page: object) -> tuple[int, int]:
    """The frame's height and that of what it shows."""
    frame = page.locator("guidance-centres iframe")
    content = page.frame_locator("guidance-centres iframe").locator("body")
    return round(frame.bounding_box()["height"]), round(content.bounding_box()["height"])


def test_an_allowed_page_shows_the_list_in_full_height(site: Site, browser: object, host: Callable) -> None:
    context = browser.new_context(viewport={"width": 900, "height": 700})
    page = context.new_page()
    messages: list[str] = []
    page.on("console", lambda message: messages.append(message.text) if message.type in ("error", "warning") else None)
    page.goto(host(component(site, "host-one", country="BE", place="Gent", accent="ffcc00"), "host-one"))
    inside = page.frame_locator("guidance-centres iframe")
    inside.locator(FIRST).wait_for()
    page.get_by_text("Popis", exact=True).wait_for(state="hidden")
    until(page, lambda: heights(page)[0] > 900)
    assert abs(heights(page)[0] - heights(page)[1]) <= 1
    assert "Keep in Pact" in page.locator("guidance-centres iframe").get_attribute("title")
    # Keys go in, through and out again.
    page.focus("#before")
    page.keyboard.press("Tab")
    assert inside.locator("#place").evaluate("field => field === document.activeElement")
    for _step in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "after":
            break
    assert page.evaluate("document.activeElement.id") == "after"
    # A changed attribute changes the list, and the height follows.
    page.evaluate("document.querySelector('guidance-centres').setAttribute('country', 'LU')")
    inside.get_by_text("Luxembourg").first.wait_for()
    until(page, lambda: heights(page)[0] < 900)
    assert abs(heights(page)[0] - heights(page)[1]) <= 1
    assert context.cookies() == []
    assert messages == []
    context.close()


def test_another_page_gets_the_link_and_a_plain_frame_needs_no_script(
    site: Site, browser: object, host: Callable
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.clock.install()
    page.goto(host(component(site, "host-two")))
    page.evaluate("document.addEventListener('centres-blocked', () => { document.title = 'blocked'; })")
    page.locator("guidance-centres iframe").wait_for(state="attached")
    # Six seconds of the page's own clock pass at each look.
    until(page, lambda: page.clock.run_for(6000) or page.title() == "blocked")
    assert page.get_by_text("Popis", exact=True).is_visible()
    assert not page.locator("guidance-centres iframe").is_visible()
    context.close()

    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    source = f"{site.url}hr/embed/centres/?country=BE&amp;partner=host-three"
    page.goto(
        host(f'<iframe src="{source}" title="Centri" width="100%" height="640" frameborder="0"></iframe>', "host-three")
    )
    assert page.frame_locator("iframe").locator("ol.stops > li").count() == 10
    context.close()


def test_frame_and_configurator_are_for_everyone(open_page: Callable) -> None:
    small = {"width": 320, "height": 640}
    found = {}
    for path, dark in (
        ("/hr/embed/centres/?view=both&place=Zagreb&accent=ffcc00", True),
        ("/nl/centra/embed/?accent=ffcc00&height=x", False),
    ):
        page = open_page(path, viewport=small, dark=dark).page
        if wrong := violations(page):
            found[path] = wrong
        assert page.evaluate("document.documentElement.scrollWidth") == 320, path
    assert found == {}
    page = open_page("/en/centres/embed/").page
    page.check("input[name=country][value=BE]")
    until(page, lambda: 'country="BE"' in page.input_value("#component"))
    page.frame_locator("iframe").get_by_text("11 centres").wait_for()
    assert page.url.endswith("?country=BE&language=en&view=list&theme=auto")
    page.fill("input[name=accent]", "ffcc00")
    page.keyboard.press("Tab")
    page.get_by_text("#FFCC00 is hard to read").wait_for()
    page.locator(".embed-copy").first.click()
    page.get_by_text("The snippet is copied.").wait_for()
