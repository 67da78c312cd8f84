"""Centres side by side, and what the list offers beside itself: send it, take the data, show it elsewhere."""

import json
import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from django.test import Client

from centres.models import Centre, SpecialHours

pytestmark = pytest.mark.django_db
COMPARE = "/en/centres/compare/"
TWO = "?centre=cisok-cakovec&centre=cite-des-metiers-paris"


def lines(client: Client, query: str) -> dict[str, object]:
    """The facts shown, by title."""
    return {line.title: line for line in client.get(f"{COMPARE}{query}").context["lines"]}


def test_the_facts_stand_in_the_order_of_the_choice(seeded: None, client: Client) -> None:
    response = client.get(f"{COMPARE}{TWO}")
    assert [column.centre.slug for column in response.context["columns"]] == ["cisok-cakovec", "cite-des-metiers-paris"]
    html = response.content.decode()
    assert html.count('<th scope="col"') == 2
    assert html.count('<th scope="row"') == len(response.context["lines"]) + 1
    assert '<th scope="col" lang="fr">Cité des métiers de Paris</th>' in html
    assert "noindex" in html


def test_what_differs_is_told_from_what_does_not(seeded: None, client: Client) -> None:
    Centre.objects.update(free=True, anonymous=None)
    found = lines(client, TWO)
    assert found["Cost"].same
    assert not found["Place"].same
    html = client.get(f"{COMPARE}{TWO}").content.decode()
    assert html.count("the same for all") == sum(line.same for line in found.values()) >= 2


def test_the_distance_shows_only_with_a_place(seeded: None, client: Client) -> None:
    assert "Distance" not in lines(client, TWO)
    column, cell = lines(client, f"{TWO}&place=Zagreb")["Distance"].cells[0]
    assert cell.text == f"{column.km:.0f} km"
    assert 50 < column.km < 120


def test_days_with_other_hours_count(seeded: None, client: Client) -> None:
    centre = Centre.objects.get(slug="cisok-cakovec")
    centre.hours = "Mo-Su 00:00-24:00"
    centre.save()
    assert "00:00" in " ".join(lines(client, TWO)["This week"].cells[0][1].items)
    SpecialHours.objects.create(centre=centre, first_day="2000-01-01", last_day="2100-01-01")
    assert "00:00" not in " ".join(lines(client, TWO)["This week"].cells[0][1].items)


def test_each_column_can_be_taken_out(seeded: None, client: Client) -> None:
    first, second = client.get(f"{COMPARE}{TWO}&place=Lyon").context["columns"]
    assert parse_qs(first.remove_url[1:]) == {"centre": [second.centre.slug], "place": ["Lyon"]}


@pytest.mark.parametrize(
    ("query", "columns", "advice"),
    [
        ("", 0, "Choose two to four"),
        ("?centre=cisok-cakovec", 1, "Choose two to four"),
        ("?centre=cisok-cakovec&centre=cisok-cakovec", 1, "Choose two to four"),
        ("?centre=%00<script>&centre=cisok-cakovec", 1, "not in the directory"),
        (f"?centre={'x' * 3000}", 0, "not in the directory"),
    ],
)
def test_a_choice_that_does_not_work_is_explained(
    seeded: None, client: Client, query: str, columns: int, advice: str
) -> None:
    response = client.get(f"{COMPARE}{query}")
    assert response.status_code in {200, 400}
    if response.status_code == 200:
        assert len(response.context["columns"]) == columns
        assert any(advice in sentence for sentence in response.context["advice"])


def test_a_fifth_centre_is_left_out_and_said_so(seeded: None, client: Client) -> None:
    slugs = Centre.objects.public().values_list("slug", flat=True)[:5]
    response = client.get(f"{COMPARE}?{'&'.join(f'centre={slug}' for slug in slugs)}")
    assert [column.centre.slug for column in response.context["columns"]] == list(slugs[:4])
    assert "Four centres fit" in response.context["advice"][0]


def test_it_speaks_every_language_and_keeps_the_choice(seeded: None, client: Client) -> None:
    response = client.get(f"{COMPARE}{TWO}")
    switcher = response.context["head"].switcher
    assert set(switcher) == {"fr", "nl", "it", "pt", "hr", "en"}
    for url in switcher.values():
        other = client.get(url)
        assert other.status_code == 200
        assert len(other.context["columns"]) == 2


def test_queries_do_not_grow_with_the_columns(seeded: None, client: Client, count_queries: object) -> None:
    slugs = Centre.objects.public().values_list("slug", flat=True)[:4]
    four = f"?{'&'.join(f'centre={slug}' for slug in slugs)}"
    assert (
        count_queries(lambda: client.get(f"{COMPARE}{four}")) == count_queries(lambda: client.get(COMPARE + TWO)) <= 10
    )


def test_the_list_chooses_without_javascript(seeded: None, client: Client) -> None:
    html = client.get("/en/centres/?place=Milano&page=1&speaks=it").content.decode()
    boxes = re.findall(r'<input type="checkbox" name="centre" value="([^"]+)" form="compare">', html)
    assert boxes
    form = html[html.index('id="compare"') :]
    form = form[: form.index("</form>")]
    assert 'action="/en/centres/compare/"' in form
    assert 'name="place" value="Milano"' in form
    assert 'name="page"' not in form
    assert re.search(r'<span>Compare <span class="visually-hidden"[^>]*>[^<]+</span></span>', html)


def test_the_list_is_sent_by_its_whole_address(seeded: None, client: Client) -> None:
    response = client.get("/it/centri/?place=Milano&speaks=it&streets=1")
    share = response.context["share"]
    assert share.url == "http://testserver/it/centri/?place=Milano&speaks=it"
    assert share.url in unquote(urlsplit(share.mailto).query)


def test_data_and_embed_keep_the_filters(seeded: None, client: Client) -> None:
    response = client.get("/en/centres/?need=work&country=FR&page=1")
    count = response.context["count"]
    names = dict(response.context["exports"])
    assert set(names) == {"API (JSON)", "CSV", "Excel", "GeoJSON", "Atom"}
    assert client.get(names["API (JSON)"]).json()["count"] == count
    geojson = json.loads(b"".join(client.get(names["GeoJSON"]).streaming_content))
    assert len(geojson["features"]) == count
    assert "need=work&country=FR" in response.context["embed_url"]
    assert client.get(response.context["embed_url"]).status_code == 200
