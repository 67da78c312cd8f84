"""Nothing is asked of another host, no cookie is set before a click, a page stays light."""

from collections.abc import Callable

from core.i18n.languages import LANGUAGES


def test_no_cookie_and_no_storage_before_a_click(open_page: Callable, paths: dict) -> None:
    watched = open_page("/fr/")
    base = watched.page.url.split("/fr/")[0]
    for language in LANGUAGES:
        for path in paths[language]:
            watched.page.goto(base + path)
            assert watched.page.context.cookies() == [], path
            assert watched.page.evaluate("localStorage.length + sessionStorage.length") == 0, path


def test_a_text_page_takes_eight_requests_at_most(open_page: Callable, paths: dict) -> None:
    for path in paths["nl"][:12]:
        watched = open_page(path)
        watched.page.wait_for_load_state("networkidle")
        if watched.page.locator("[data-map]").count():
            continue
        own = [
            url for url in watched.requests if "favicon" not in url
        ]  # the browser's request for its tab, once a visit
        assert len(own) <= 8, (path, own)


def test_first_view_of_the_finder_weighs_little(open_page: Callable) -> None:
    watched = open_page("about:blank")
    sizes: list[int] = []
    session = watched.page.context.new_cdp_session(watched.page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    watched.page.goto(open_page("/it/centri/").page.url)
    watched.page.wait_for_load_state("networkidle")
    assert 0 < sum(sizes) <= 300_000
