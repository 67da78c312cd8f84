"""Query parameters come out clean, whatever goes in."""

import pytest
from django.test import RequestFactory

from core import params
from core.paging import page_of, query_url

BAD = ["\x00", "a\x00b", "x" * 8000, "\ud800", "<script>alert(1)</script>", "'; DROP TABLE x;--", "%", "🙂" * 500]


@pytest.mark.parametrize("bad", BAD)
def test_text_is_one_clean_line(bad: str) -> None:
    request = RequestFactory().get("/")
    request.GET = request.GET.copy()
    request.GET["q"] = bad
    value = params.text(request, "q", 100)
    assert len(value) <= 100
    assert "\x00" not in value
    value.encode()


def test_codes_keep_known_ones_once() -> None:
    request = RequestFactory().get("/?need=work&need=bad&need=work&need=orient")
    assert params.codes(request, "need", ["orient", "work"]) == ["work", "orient"]


@pytest.mark.parametrize(
    ("raw", "expected"), [("45,5", 45.5), ("91", None), ("nan", None), ("inf", None), ("", None), ("x", None)]
)
def test_decimal_within_bounds(raw: str, expected: float | None) -> None:
    assert params.decimal(RequestFactory().get("/", {"lat": raw}), "lat", -90, 90) == expected


@pytest.mark.parametrize(("raw", "expected"), [("3", 3), ("-1", 1), ("0", 1), ("abc", 1), ("9" * 50, 1), ("²", 1)])
def test_page_number_is_always_usable(raw: str, expected: int) -> None:
    assert params.page_number(RequestFactory().get("/", {"page": raw})) == expected


def test_paging_keeps_the_rest_of_the_address() -> None:
    request = RequestFactory().get("/?need=work&page=2")
    page = page_of(request, list(range(50)), 20)
    assert list(page) == list(range(20, 40))
    assert page.start == 20
    assert page.next_url == "?need=work&page=3"
    assert page.previous_url == "?need=work&page=1"
    assert [link.current for link in page.numbers] == [False, True, False]


def test_query_url_removes_and_repeats() -> None:
    request = RequestFactory().get("/?need=work&page=2")
    assert query_url(request, need=["a", "b"], page=None) == "?need=a&need=b"
