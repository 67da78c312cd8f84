"""The finder: places, filters, counts, order, paging, and what it says when nothing fits."""

import re

import pytest
from django.test import Client

from centres.finder.counts import counts_by_need
from centres.models import Centre, DirectoryStamp, FinderPage

pytestmark = pytest.mark.django_db
FINDERS = {
    "fr": "/fr/centres/",
    "nl": "/nl/centra/",
    "it": "/it/centri/",
    "pt": "/pt/centros/",
    "hr": "/hr/centri/",
    "en": "/en/centres/",
}
LISBON = ["Lisbonne", "Lissabon", "Lisbona", "Lisabon", "lisboa", "Lisbon"]


def slugs(client: Client, query: str, path: str = "/en/centres/") -> list[str]:
    """The centres listed, in order."""
    response = client.get(f"{path}{query}")
    assert response.status_code == 200
    return [row.centre.slug for row in response.context["rows"]]


def total(client: Client, query: str) -> int:
    return client.get(f"/en/centres/{query}").context["count"]


def test_it_stands_at_the_agreed_address_in_every_language(seeded: None, client: Client, language: str) -> None:
    response = client.get(FINDERS[language])
    assert response.status_code == 200
    assert response.context["count"] == 50


@pytest.mark.parametrize("spelling", LISBON)
def test_six_spellings_of_lisbon_sort_porto_first(seeded: None, client: Client, spelling: str) -> None:
    assert slugs(client, f"?place={spelling}")[0] == "cidade-das-profissoes-porto"


@pytest.mark.parametrize("language", FINDERS)
def test_every_language_names_lisbon_in_its_own_words(seeded: None, client: Client, language: str) -> None:
    response = client.get(FINDERS[language], {"place": "Lisboa"})
    assert response.context["rows"][0].centre.city == "Porto"


def test_a_typing_error_and_a_postcode_are_understood(seeded: None, client: Client) -> None:
    assert slugs(client, "?place=Rjeka", "/hr/centri/")[0] == "citta-dei-mestieri-treviso"
    assert slugs(client, "?place=75019", "/fr/centres/")[0] == "cite-des-metiers-paris"
    assert slugs(client, "?place=Čakovec")[0] == "cisok-cakovec"


def test_a_planned_centre_does_not_come_before_one_people_can_go_to(seeded: None, client: Client) -> None:
    found = slugs(client, "?place=Lisboa&country=PT")
    assert found == ["cidade-das-profissoes-porto", "cidade-das-profissoes-cascais"]


def test_distance_and_radius(seeded: None, client: Client) -> None:
    rows = client.get("/it/centri/?place=Milano&radius=400&speaks=it&speaks=fr").context["rows"]
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
    kilometres = [row.km for row in rows]
    assert kilometres[0] < 1
    shut = [row.centre.status == "closed" for row in rows]
    assert list(zip(shut, kilometres, strict=True)) == sorted(zip(shut, kilometres, strict=True))
    assert max(kilometres) <= 400
    assert len(rows) == 14


def test_filters_are_or_within_a_group_and_and_between_groups(seeded: None, client: Client) -> None:
    italian, french = total(client, "?speaks=it"), total(client, "?speaks=fr")
    both = total(client, "?speaks=it&speaks=fr")
    assert both == italian + french
    assert 0 < total(client, "?speaks=it&need=create") < italian


def test_every_code_finds_exactly_the_centres_that_have_it(seeded: None, client: Client) -> None:
    centres = list(Centre.objects.public())
    for parameter, field in [("need", "needs"), ("access", "access"), ("speaks", "spoken"), ("service", "services")]:
        codes = {code for centre in centres for code in getattr(centre, field)}
        for code in codes:
            expected = sum(code in getattr(centre, field) for centre in centres)
            assert total(client, f"?{parameter}={code}") == expected, (parameter, code)


def test_not_yet_known_is_a_choice_of_its_own(seeded: None, client: Client) -> None:
    unknown = sum(not centre.needs for centre in Centre.objects.public())
    assert total(client, "?need=not-known") == unknown > 0
    assert total(client, "?need=not-known&need=orient") > unknown


def test_counts_of_a_group_ignore_its_own_choice_and_respect_the_others(seeded: None, client: Client) -> None:
    def counts(query: str, name: str) -> dict[str, int]:
        facets = client.get(f"/en/centres/{query}").context["facets"]
        return {option.code: option.count for facet in facets if facet.name == name for option in facet.options}

    free = counts("", "need")
    assert counts("?need=create", "need") == free
    narrowed = counts("?speaks=it", "need")
    assert narrowed["orient"] == total(client, "?speaks=it&need=orient") < free["orient"]
    assert counts("?speaks=it&need=create", "speaks")["fr"] == total(client, "?speaks=fr&need=create")


def test_a_centre_open_to_everyone_fits_every_audience(seeded: None, client: Client) -> None:
    assert "cite-des-metiers-paris" in slugs(client, "?audience=seniors&country=FR")


def test_open_on_saturday(seeded: None, client: Client) -> None:
    assert slugs(client, "?open=saturday") == ["citta-dei-mestieri-svizzera-italiana"]
    assert slugs(client, "?open=evening") == ["citta-dei-mestieri-svizzera-italiana"]


def test_pages_carry_on_the_numbers_and_every_centre_appears_once(seeded: None, client: Client) -> None:
    seen: list[str] = []
    for page in (1, 2, 3):
        rows = client.get(f"/en/centres/?page={page}").context["rows"]
        assert rows[0].number == len(seen) + 1
        seen += [row.centre.slug for row in rows]
    assert len(seen) == len(set(seen)) == 50


def test_nothing_within_reach_names_the_nearest_and_remote_help(seeded: None, client: Client) -> None:
    response = client.get("/en/centres/?place=Lisboa&radius=10&country=FR")
    assert response.context["count"] == 0
    notice = response.context["finder_notices"][1]
    assert notice.title == "No centre within 10 km of Lisbon, Portugal fits."
    assert "Porta22" not in notice.text
    assert "km away" in notice.text
    assert any("access=online" in url for _text, url in notice.links)


def test_nothing_within_a_hundred_kilometres_is_said_even_without_a_radius(seeded: None, client: Client) -> None:
    response = client.get("/en/centres/?place=Reykjavik")
    assert response.context["count"] == 50
    assert "No centre within 100 km" in response.context["finder_notices"][0].title


def test_the_filter_that_costs_most_is_named(seeded: None, client: Client) -> None:
    response = client.get("/en/centres/?speaks=hr&need=train&access=walk-in")
    assert response.context["count"] == 0
    hurting = response.context["hurting"]
    assert "Language spoken" in hurting.label
    number = int(re.search(r"\d+", hurting.label).group())
    assert total(client, hurting.url) == number > 0


def test_where_nothing_fits_the_nearest_for_the_same_need_are_listed(seeded: None, client: Client) -> None:
    response = client.get("/en/centres/?place=Lisboa&radius=10&need=work&speaks=hr")
    assert response.context["count"] == 0
    instead = response.context["instead"]
    assert [row.number for row in instead] == [1, 2, 3]
    assert instead[0].centre.city == "Porto"
    assert [row.km for row in instead] == sorted(row.km for row in instead)
    assert all("work" in row.centre.needs and row.centre.status not in {"closed", "planned"} for row in instead)
    assert instead[0].html in response.content.decode()


def test_nothing_in_a_part_of_the_map_lists_what_is_nearest_to_it(seeded: None, client: Client) -> None:
    response = client.get("/en/centres/?bbox=-9.2,38.6,-9.1,38.8")
    assert response.context["count"] == 0
    assert response.context["instead"][0].centre.city == "Porto"
    assert "The nearest centres" in response.content.decode()


def test_what_is_not_on_the_map_is_said(seeded: None, client: Client) -> None:
    response = client.get("/en/centres/")
    missing = [c for c in Centre.objects.public() if c.point is None or c.status == "closed"]
    assert f"{len(missing)} of the list are not on the map" in response.content.decode()
    closed = Centre.objects.public().filter(status="closed", latitude__isnull=False)[0]
    html = client.get(f"/en/centres/?country={closed.country}").content.decode()
    row = html[html.index(f'id="centre-{closed.pk}"') :]
    assert "data-lat" not in row[: row.index(">")]


def test_an_unknown_place_is_said_plainly(seeded: None, client: Client) -> None:
    response = client.get("/en/centres/?place=Qzxwvkj")
    assert response.context["count"] == 50
    assert "Qzxwvkj" in response.context["finder_notices"][0].title


def test_a_name_several_places_bear_offers_the_others(seeded: None, client: Client) -> None:
    notices = client.get("/en/centres/?place=Alba").context["finder_notices"]
    links = [link for notice in notices for link in notice.links]
    assert links
    assert not any(client.get(f"/en/centres/{url}").context["asked"].place_unknown for _text, url in links)


def test_a_centre_without_a_point_stays_in_the_list(seeded: None, client: Client) -> None:
    first = slugs(client, "?country=BE&place=Gent")
    assert first[-1] == "cite-des-metiers-charleroi"
    assert "leerwinkel-de-stap" in first
    response = client.get("/en/centres/?country=BE&place=Gent&radius=200")
    assert any("not known" in notice.title for notice in response.context["finder_notices"])


def test_the_same_address_shows_the_same_choice_in_another_language(seeded: None, client: Client) -> None:
    query = "?speaks=it&need=work&place=Milano"
    italian, dutch = client.get(f"/it/centri/{query}"), client.get(f"/nl/centra/{query}")
    assert [r.centre.pk for r in italian.context["rows"]] == [r.centre.pk for r in dutch.context["rows"]]


def test_it_works_without_javascript_the_form_carries_every_choice(seeded: None, client: Client) -> None:
    html = client.get("/en/centres/?speaks=it&place=Milano&radius=400&need=work&need=orient").content.decode()
    bar = html[html.index('role="search"') : html.index("</form>")]
    assert 'name="speaks" value="it"' in bar
    assert bar.count('type="hidden" name="need"') == 2
    filters = html[html.index('class="filters"') :]
    assert 'type="hidden" name="place" value="Milano"' in filters
    assert 'type="hidden" name="radius" value="400"' in filters


def test_a_change_shows_at_once(seeded: None, client: Client) -> None:
    assert total(client, "?need=mobility") == 1
    centre = Centre.objects.get(slug="cisok-cakovec")
    centre.needs = [*centre.needs, "mobility"]
    centre.save_revision().publish()
    assert total(client, "?need=mobility") == 2
    centre.unpublish()
    assert total(client, "") == 49


@pytest.mark.parametrize(
    "query",
    [
        "?need=%00orient",
        "?place=%00Milano",
        f"?place={'a' * 8000}",
        f"?speaks={'b' * 8000}",
        "?place=<script>alert(1)</script>",
        "?radius=abc&lat=x&lng=y",
        "?radius=-5&place=Milano",
        "?radius=nan&place=Milano",
        "?lat=NaN&lng=inf",
        "?lat=91&lng=400",
        "?bbox=1,2,3",
        "?bbox=a,b,c,d",
        "?bbox=10,60,5,40",
        "?page=-1",
        "?page=99999999999999999999",
        "?page=abc",
        "?need[]=orient&need=;DROP TABLE",
        "?country=XX&country=fr",
        "?open=yesterday",
        "?" + "&".join(f"need={i}" for i in range(500)),
        "?place=%F0%9F%92%A9&speaks=%FF",
    ],
)
def test_nonsense_never_breaks_it(seeded: None, client: Client, query: str) -> None:
    response = client.get(f"/en/centres/{query}")
    assert response.status_code in {200, 400}
    assert b"<script>alert" not in response.content


def test_queries_do_not_grow_with_the_list(seeded: None, client: Client, count_queries: object) -> None:
    few = count_queries(lambda: client.get("/en/centres/?country=PT"))
    many = count_queries(lambda: client.get("/en/centres/"))
    assert few == many <= 10
    assert count_queries(lambda: client.get("/en/centres/?place=Milano&radius=400&speaks=it")) <= 10


def test_needs_are_counted_for_the_home_page(seeded: None) -> None:
    number, by_need = counts_by_need()
    assert number == 50
    assert by_need["orient"] == sum("orient" in centre.needs for centre in Centre.objects.public())


def test_one_finder_page_per_language(seeded: None) -> None:
    assert set(FinderPage.urls_by_language()) == set(FINDERS)


def test_an_area_of_the_map_is_a_filter_one_can_take_away(seeded: None, client: Client) -> None:
    response = client.get("/en/centres/?bbox=5,44,10,47&speaks=it")
    assert response.context["count"] == 3, "the closed centre of Milan has left the map"
    chip = response.context["chips"][-1]
    assert chip.label == "Area of the map"
    assert "bbox" not in chip.url
    assert 'name="bbox" value="5,44,10,47"' in response.content.decode()


def test_a_doubtful_fact_can_be_put_right(seeded: None, client: Client) -> None:
    html = client.get("/hr/centri/cisok-cakovec/").content.decode()
    form = re.search(r'href="([^"]*/cisok-cakovec/suggest/)"', html)
    assert form
    assert client.get(form.group(1)).status_code == 200


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/en/centres/", "50 centres · Find a guidance centre · Keep in Pact"),
        ("/en/centres/?page=2", "50 centres · Page 2 of 3 · Find a guidance centre · Keep in Pact"),
        ("/en/centres/?place=Xyzzyqq", "Error: 50 centres · Xyzzyqq · Find a guidance centre · Keep in Pact"),
        ("/en/search/?q=zzzzqqq", "zzzzqqq · 0 results · Search · Keep in Pact"),
        ("/en/search/", "Search · Keep in Pact"),
    ],
)
def test_the_window_is_called_after_what_it_shows(seeded: None, client: Client, address: str, title: str) -> None:
    html = client.get(address).content.decode()
    assert re.search("<title>(.*)</title>", html).group(1) == title
    assert 'property="og:title" content="Error' not in html


def test_the_place_as_understood_stands_in_the_title(seeded: None, client: Client) -> None:
    html = client.get("/it/centri/?place=Milano&radius=400&speaks=it").content.decode()
    assert re.search(r"<title>\d+ centri · Mila", html)


def test_the_window_names_an_area_as_it_was_understood(seeded: None, client: Client) -> None:
    html = client.get("/nl/centra/?place=wallonie").content.decode()
    assert re.search(r"<title>\d+ centra · Wallonië", html)


def test_an_area_of_the_map_keeps_the_place_for_distances(seeded: None, client: Client) -> None:
    response = client.get("/en/centres/?place=Milano&bbox=-10,38,0,44")
    assert response.context["count"] > 0
    assert all(row.km is None or row.km > 500 for row in response.context["rows"])
    assert any(row.km for row in response.context["rows"])
    assert not [notice for notice in response.context["finder_notices"] if "No centre within" in notice.title]
    nothing = client.get("/en/centres/?place=Milano&bbox=-40,10,-39,11")
    assert "place=Milano" in nothing.context["hurting"].url
    assert "bbox" not in nothing.context["hurting"].url


def test_a_line_names_three_languages_and_counts_the_others(seeded: None, client: Client) -> None:
    Centre.objects.filter(slug="cisok-cakovec").update(spoken=["hr", "en", "de", "it", "hu"])
    DirectoryStamp.renew()
    assert "Croatian, English, German +2" in client.get("/en/centres/?country=HR").content.decode()
