"""What visitors of six languages write for a place: taken for what they mean, or asked, never replaced in silence."""

import pytest
from django.test import Client
from django.utils.translation import override

from centres.gazetteer import label, read_place
from centres.gazetteer.names import town_name
from centres.models import Centre
from core.i18n.languages import LANGUAGES

AREAS = """
fr Île-de-France FR.11|fr Wallonie BE.WAL|nl Wallonië BE.WAL|it Vallonia BE.WAL|pt Valônia BE.WAL|hr Valonija BE.WAL|en Wallonia BE.WAL
nl Vlaanderen BE.VLG|fr Flandre BE.VLG|it Fiandre BE.VLG|pt Flandres BE.VLG|hr Flandrija BE.VLG|en Flanders BE.VLG
it Piemonte IT.12|fr Piémont IT.12|nl Piemonte IT.12|hr Pijemont IT.12|en Piedmont IT.12|pt Piemonte IT.12
it Ticino CH.TI|fr Tessin CH.TI|fr canton du Tessin CH.TI|nl kanton Ticino CH.TI|hr Ticino CH.TI
pt Madeira PT.10|fr Madère PT.10|nl Madeira PT.10|pt Ilha da Madeira PT.10|pt Açores PT.23|fr Açores PT.23|it Azzorre PT.23|nl Azoren PT.23|hr Azori PT.23
fr Bretagne FR.53|nl Bretagne FR.53|it Bretagna FR.53|pt Bretanha FR.53|en Brittany FR.53|fr Corse FR.94|it Corsica FR.94|hr Korzika FR.94
fr Loire-Atlantique FR.52.44|fr Seine-Saint-Denis FR.11.93|fr Var FR.93.83|fr Nord FR.32.59|fr département de la Loire-Atlantique FR.52.44
fr Alsace own-alsace|nl Elzas own-alsace|it Alsazia own-alsace|fr Bourgogne own-burgundy|it Borgogna own-burgundy
nl Zeeland NL.10|nl Gelderland NL.03|nl Friesland NL.02|fr Frise NL.02|nl Oost-Vlaanderen BE.VLG.VOV|fr Flandre-Orientale BE.VLG.VOV|en East Flanders BE.VLG.VOV
nl provincie Antwerpen BE.VLG.VAN|fr province de Liège BE.WAL.WLG|it provincia di Torino IT.12.TO|it Provincia di Cuneo IT.12.CN
it Lombardia IT.09|fr Lombardie IT.09|hr Lombardija IT.09|it Sicilia IT.15|fr Sicile IT.15|en Sicily IT.15|it Sardegna IT.14|nl Sardinië IT.14|it Toscana IT.16|en Tuscany IT.16
hr Istra HR.04|it Istria HR.04|fr Istrie HR.04|hr Primorsko-goranska županija HR.12|hr Dalmacija own-dalmatia|it Dalmazia own-dalmatia|hr Slavonija own-slavonia|hr Međimurska županija HR.09|hr Međimurje HR.09
pt distrito do Porto PT.17|pt Algarve own-algarve|pt Alentejo own-alentejo|fr canton de Vaud CH.VD|fr canton de Genève CH.GE|fr Suisse romande own-french-speaking-switzerland
hr otok Hvar own-hvar|nl Texel own-texel|fr Île de Ré own-ile-de-re|it Isola d'Elba own-elba|en Isle of Wight GB.ENG.G2
it Svizzera CH|fr Suisse CH|nl Zwitserland CH|pt Suíça CH|hr Švicarska CH|en Switzerland CH|fr Belgique BE|nl België BE|hr Hrvatska HR|it Croazia HR|pt Portugal PT|en Scotland GB.SCT|fr La Réunion RE
fr Walonie BE.WAL|it Toscanna IT.16|fr Ile de Frnce FR.11
"""
TOWNS = """
fr 12 rue de la République, Lyon:Lyon FR|fr rue de la République Lyon:Lyon FR|fr rue de Namur, Charleroi:Charleroi BE|fr Place Flagey, Ixelles:Bruxelles (Ixelles) BE
hr Riječka 12, Zagreb:Zagreb HR|hr Ilica 10, Zagreb:Zagreb HR|hr Zagreb, Ilica 10:Zagreb HR|it Via Roma 1, Torino:Torino IT|it via Roma 1 Torino:Torino IT
nl Stationsstraat 12 Kortrijk:Kortrijk BE|nl Grote Markt, Antwerpen:Antwerpen BE|pt Rua de Santa Catarina 100, Porto:Porto PT|en 12 High Street, Oxford:Oxford GB
it Torrino:Torino IT|hr Rije:Rijeka HR|it Tori:Torino IT|fr Lyonn:Lyon FR|fr Bruxelle:Bruxelles BE|hr Rjeka:Rijeka HR
it Torino:Torino IT|fr Luxembourg:Luxembourg LU|nl Antwerpen:Antwerpen BE|pt Porto:Porto PT|hr Split:Split HR|fr Genève:Genève CH|nl Utrecht:Utrecht NL
nl Brussel:Brussel BE|nl Parijs:Parijs FR|it Parigi:Parigi FR|hr Pariz:Pariz FR|pt Bruxelas:Bruxelas BE|hr Beč:Beč AT|it Lubiana:Lubiana SI
fr Grenoble centre:Grenoble FR|hr Zagreb centar:Zagreb HR|it Milano centrale:Milano IT|fr Namur, Belgique:Namur BE|fr Villeneuve, Vaud:Villeneuve CH|fr Saint-Denis, La Réunion:Saint-Denis RE
fr Marseille 13e arrondissement:Marseille 13e FR|fr Lyon 3e arrondissement:Lyon 3e FR|fr Paris 10e arrondissement:Paris 10e FR|fr 13e arrondissement de Marseille:Marseille 13e FR|en Paris 1er:Paris 1er FR
fr rue de la gare 5, 1000 Bruxelles:1000 Bruxelles BE|fr 69003:69003 Lyon FR|nl Stationsstraat 12, 8500 Kortrijk:8500 Kortrijk BE
"""
OUTSIDE = """
fr Casablanca|it New York|en Casablanca, Morocco|fr Montréal|fr Maroc|pt Brasil|en Melbourne|fr Kinshasa, Congo|hr Kanada|nl Marokko|en Paris, Texas|it Tunisi|fr Montréal, Canada
"""
ASKED = [("fr", "a"), ("hr", "ž"), ("fr", "zzzzqqqq"), ("en", "x")]


def rows(table: str) -> list[str]:
    return [row for line in table.split("\n") for row in line.split("|") if row]


AREA_ROWS = [(row[:2], *row[3:].rsplit(" ", 1)) for row in rows(AREAS)]
TOWN_ROWS = [(row[:2], *row[3:].split(":")) for row in rows(TOWNS)]
OUTSIDE_ROWS = [(row[:2], row[3:]) for row in rows(OUTSIDE)]


def test_there_are_enough_of_them() -> None:
    assert len(AREA_ROWS) + len(TOWN_ROWS) + len(OUTSIDE_ROWS) + len(ASKED) >= 120
    assert {language for language, *_ in AREA_ROWS} == set(LANGUAGES)


@pytest.mark.parametrize(("language", "typed", "code"), AREA_ROWS)
def test_regions_islands_and_countries_are_areas(language: str, typed: str, code: str) -> None:
    best = read_place(typed, language).best
    assert best is not None
    assert best.id == code
    assert best.within is not None


@pytest.mark.parametrize(("language", "typed", "expected"), TOWN_ROWS)
def test_towns_are_found_in_what_people_write(language: str, typed: str, expected: str) -> None:
    best = read_place(typed, language).best
    assert best is not None
    assert f"{best.name} {best.country}" == expected


@pytest.mark.parametrize(("language", "typed"), OUTSIDE_ROWS)
def test_a_place_outside_is_said_to_be(language: str, typed: str) -> None:
    reading = read_place(typed, language)
    assert reading.outside is not None
    assert reading.best is None


@pytest.mark.parametrize(("language", "typed"), ASKED)
def test_below_a_sure_score_it_is_asked(language: str, typed: str) -> None:
    assert read_place(typed, language).best is None


@pytest.mark.parametrize(("language", "typed", "code"), [row for row in AREA_ROWS if row[1] != "Ile de Frnce"])
def test_the_label_of_an_area_is_read_back(language: str, typed: str, code: str) -> None:
    with override(language):
        written = label(read_place(typed, language).best, language)
        assert read_place(written, language).best.id == code, written


def shown(client: Client, query: str, language: str = "en") -> dict:
    bases = {"en": "/en/centres/", "fr": "/fr/centres/", "it": "/it/centri/", "nl": "/nl/centra/", "hr": "/hr/centri/"}
    return client.get(f"{bases[language]}{query}").context


def titles(context: dict) -> str:
    return " | ".join(f"{notice.title} {notice.text}" for notice in context["finder_notices"])


@pytest.mark.parametrize("typed", ["12 rue de la République, Lyon", "Torrino", "Bruxelle", "Rije"])
def test_what_was_understood_is_always_said(seeded: None, client: Client, typed: str) -> None:
    context = shown(client, f"?place={typed}")
    assert f"“{typed}”" in titles(context)
    assert context["asked"].understood in titles(context)


def test_nothing_is_said_about_a_name_that_is_taken_as_it_is(seeded: None, client: Client) -> None:
    assert "understood" not in titles(shown(client, "?place=Kortrijk"))


def test_an_area_filters_and_counts_no_distances(seeded: None, client: Client) -> None:
    context = shown(client, "?place=Vlaanderen", "nl")
    assert {row.centre.country for row in context["rows"]} == {"BE"}
    assert {row.km for row in context["rows"]} == {None}
    assert "Leerwinkel De Stap" in [row.centre.name for row in context["rows"]]


def test_a_country_holds_exactly_its_centres(seeded: None, client: Client) -> None:
    swiss = Centre.objects.public().filter(country="CH").count()
    assert shown(client, "?place=Svizzera", "it")["count"] == swiss > 0


@pytest.mark.parametrize(
    ("typed", "name"), [("La Réunion", "Réunion"), ("Oost-Vlaanderen", "De Stap"), ("Belgique", "De Stap")]
)
def test_a_centre_without_a_point_is_found_by_its_region(seeded: None, client: Client, typed: str, name: str) -> None:
    names = [row.centre.name for page in (1, 2) for row in shown(client, f"?place={typed}&page={page}")["rows"]]
    assert any(name in one for one in names)


def test_other_centres_are_counted_only_where_they_may_be(seeded: None, client: Client) -> None:
    assert "may be here" not in titles(shown(client, "?place=Torino&radius=50"))
    assert "1 more centre fits and may be here" in titles(shown(client, "?place=Kortrijk&radius=50"))


@pytest.mark.parametrize("query", ["?place=Reykjavik", "?place=Berlin&radius=400&speaks=it", "?place=Lisboa&radius=10"])
def test_the_nearest_is_the_first_of_the_list(seeded: None, client: Client, query: str) -> None:
    context = shown(client, query)
    first = [*context["rows"], *context["instead"]][0]
    far = [notice for notice in context["finder_notices"] if notice.link_url == first.url]
    assert not any("nearest" in notice.text for notice in context["finder_notices"]) or far


@pytest.mark.parametrize(("language", "country"), [("fr", "FR"), ("nl", "NL"), ("it", "IT"), ("hr", "HR")])
def test_the_list_without_a_place_begins_at_home(seeded: None, client: Client, language: str, country: str) -> None:
    rows_ = shown(client, "", language)["rows"]
    first = rows_[0].centre
    assert first.country == country or (
        language in first.spoken and not Centre.objects.public().filter(country=country)
    )


def test_a_place_outside_leaves_the_list_whole(seeded: None, client: Client) -> None:
    context = shown(client, "?place=Casablanca")
    assert context["count"] == Centre.objects.public().count()
    assert "outside" in titles(context)


def test_without_the_file_of_places_the_page_stands_and_says_so(
    seeded: None, client: Client, settings: object, tmp_path: object
) -> None:
    settings.GAZETTEER_PATH = tmp_path / "missing.sqlite3"
    read_place.__globals__["_read"].cache_clear()
    context = shown(client, "?place=Namur")
    assert context["count"] == Centre.objects.public().count()
    assert "cannot be looked up" in titles(context)
    response = client.get("/api/v1/places?q=Namur")
    assert response.status_code == 503
    assert response["Content-Type"].startswith("application/problem+json")


def test_a_broken_file_of_places_is_told_by_health(admin_client: Client, settings: object, tmp_path: object) -> None:
    settings.GAZETTEER_PATH = tmp_path / "broken.sqlite3"
    settings.GAZETTEER_PATH.write_bytes(b"not a database" * 100)
    parts = admin_client.get("/-/health").json()["parts"]
    assert not parts["places"]["ok"]


@pytest.mark.parametrize(
    ("query", "name"),
    [("need=foo", "need"), ("country=XX", "country"), ("speaks=xx", "speaks"), ("place=Zzzzqqq", "place"),
     ("open=never", "open"), ("place=Casablanca", "place"), ("radius=far", "radius")],
)  # fmt: skip
def test_the_api_refuses_what_it_does_not_know(seeded: None, client: Client, query: str, name: str) -> None:
    for path in ("centres", "centres.geojson", "centres/clusters"):
        response = client.get(f"/api/v1/{path}?{query}&bbox=-10,40,10,50")
        assert response.status_code == 400
        assert response.json()["parameter"] == name


@pytest.mark.parametrize(
    "path", ["places?q=Namur", "centres/clusters?bbox=-10,40,10,50&zoom=4", "search?q=orientation", "suggest?q=cit"]
)
def test_the_api_sends_validators(seeded: None, client: Client, path: str) -> None:
    first = client.get(f"/api/v1/{path}")
    assert first.status_code == 200
    again = client.get(f"/api/v1/{path}", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert "max-age" in first["Cache-Control"]


def test_lists_of_a_centre_are_lists(seeded: None, client: Client) -> None:
    centre = Centre.objects.public().filter(sources="").first() or Centre.objects.public().first()
    Centre.objects.filter(pk=centre.pk).update(sources="")
    assert client.get(f"/api/v1/centres/{centre.pk}").json()["sources"] == []


@pytest.mark.parametrize(
    ("language", "town", "country", "name"),
    [("nl", "Bruxelles / Brussel", "BE", "Brussel"), ("nl", "Paris", "FR", "Parijs"), ("it", "Paris", "FR", "Parigi"),
     ("hr", "Paris", "FR", "Pariz"), ("fr", "Torino", "IT", "Turin"), ("en", "Nowhere", "FR", "Nowhere")],
)  # fmt: skip
def test_a_town_is_called_as_the_language_calls_it(language: str, town: str, country: str, name: str) -> None:
    assert town_name(town, country, language) == name


def test_the_list_writes_towns_in_its_language(seeded: None, client: Client) -> None:
    assert "Parijs, Frankrijk" in " ".join(row.place for row in shown(client, "?place=Parijs", "nl")["rows"])


def test_proximity_needs_a_postcode(seeded: None, client: Client) -> None:
    response = client.get("/hsds/service_at_locations?proximity=500")
    assert response.status_code == 400
    assert response.json()["parameter"] == "proximity"
