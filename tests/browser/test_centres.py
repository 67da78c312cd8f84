"""The finder and the centre page in Chromium: without JavaScript, by keyboard, from one's own place, in print."""

import re
from collections.abc import Callable

import pytest

PHONE = {"width": 360, "height": 740}


def test_an_old_phone_without_javascript_gets_to_a_centre(open_page: Callable) -> None:
    page = open_page("/hr/centri/", viewport=PHONE, javascript=False).page
    page.fill("#place", "Čakovec")
    page.click("form[role=search] button[type=submit]")
    first = page.locator("ol.stops > li").first
    assert "CISOK Čakovec" in first.inner_text()
    assert "0 km" in first.inner_text()
    first.locator("h3 a").click()
    assert "CISOK" in page.locator("h1").inner_text()
    assert page.locator("a[href='https://www.hzz.hr']").count() == 1


def test_filters_work_without_javascript_and_keep_the_place(open_page: Callable) -> None:
    page = open_page("/it/centri/?place=Milano", javascript=False).page
    page.check("input[name=speaks][value=it]")
    page.click(".facets button[type=submit]")
    assert "place=Milano" in page.url
    assert "speaks=it" in page.url
    assert page.locator(".chip.is-on").count() == 1
    page.click(".chip.is-on")
    assert "speaks" not in page.url
    assert "place=Milano" in page.url


def test_filters_open_on_a_phone_without_javascript(open_page: Callable) -> None:
    page = open_page("/fr/centres/", viewport=PHONE, javascript=False).page
    assert not page.locator("input[name=need][value=orient]").is_visible()
    page.click(".filters > summary")
    assert page.locator("input[name=need][value=orient]").is_visible()


def test_the_third_centre_and_back_keeps_place_and_filters(open_page: Callable) -> None:
    page = open_page("/pt/centros/?need=change&need=work&speaks=it").page
    before = page.url
    page.locator("ol.stops h3 a").nth(2).click()
    page.wait_for_selector("article.centre")
    page.go_back()
    assert page.url == before
    assert page.locator(".chip.is-on").count() == 2


def test_the_language_switch_keeps_the_choice(open_page: Callable) -> None:
    page = open_page("/it/centri/?speaks=it&need=work").page
    names = sorted(page.locator("ol.stops h3").all_inner_texts())
    page.locator("header a[lang=nl], header a[hreflang=nl]").first.click()
    page.wait_for_url("**/nl/centra/**")
    # The same centres; each language begins with its own countries.
    assert sorted(page.locator("ol.stops h3").all_inner_texts()) == names


def test_near_me_is_offered_not_forced(open_page: Callable) -> None:
    options = {"geolocation": {"latitude": 41.15, "longitude": -8.61}, "permissions": ["geolocation"]}
    watched = open_page("/pt/centros/", **options)
    page = watched.page
    assert "lat=" not in page.url
    page.click(".near-me")
    page.wait_for_url("**lat=41.150**")
    assert "Porto" in page.locator("ol.stops > li").first.inner_text()


def test_a_refused_place_is_said_plainly(open_page: Callable) -> None:
    page = open_page("/en/centres/").page
    page.click(".near-me")
    page.wait_for_selector("form[role=search] [role=status]:not(:empty)")
    page.wait_for_function("document.activeElement.id === 'place'")
    assert "Write a town or a postcode" in page.locator("form[role=search] [role=status]").inner_text()


def test_print_keeps_numbers_and_leaves_out_filters_and_map(open_page: Callable) -> None:
    page = open_page("/nl/centra/?place=Gent").page
    page.emulate_media(media="print")
    assert not page.locator(".finder-map").is_visible()
    assert not page.locator(".filters").is_visible()
    assert page.locator("ol.stops .stop").first.is_visible()


@pytest.mark.parametrize(
    "path", ["/fr/centres/cite-des-metiers-marseille/", "/hr/centri/citta-dei-mestieri-svizzera-italiana/"]
)
def test_a_centre_prints_on_one_sheet(open_page: Callable, path: str) -> None:
    page = open_page(path).page
    assert page.locator("[data-print]").is_visible()
    sheets = re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))
    assert len(sheets) == 1
    page.emulate_media(media="print")
    assert not page.locator("[data-print]").is_visible()
    assert page.locator(".hours, #hours").first.is_visible()
