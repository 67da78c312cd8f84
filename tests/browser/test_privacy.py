"""A page stays light. That none asks another host holds for every page a test opens (`open_page`)."""

from collections.abc import Callable


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
