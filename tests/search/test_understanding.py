"""What is understood of what people type, in the search box and in the finder's."""

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils.translation import override

from centres.finder.question import parse
from core.i18n.languages import LANGUAGES
from search import analysis, service
from search.events import life_events
from search.understanding import read, understand
from search.understanding.spoken import languages_in

pytestmark = pytest.mark.django_db

SENTENCES = [
    ("nl", "job zoeken Gent zonder Nederlands", "Gent", {"need": "work"}),
    ("fr", "emploi Lyon", "Lyon", {"need": "work"}),
    ("hr", "savjetovanje Split", "Split", {"need": "orient"}),
    ("nl", "ik ben mijn werk kwijt", "", {"need": "work"}),
    ("fr", "je ne sais pas quoi faire après le bac", "", {"need": "orient"}),
    ("fr", "licencié à Namur", "Namur", {"need": "work"}),
    ("it", "ho perso il lavoro a Torino", "Torino", {"need": "work"}),
    ("pt", "orientacao profissional cascais", "Cascais", {"need": "orient"}),
    ("hr", "tražim posao u Zagrebu", "Zagreb", {"need": "work"}),
    ("en", "new in Brussels refugee", "Brussels", {"audience": "migrants"}),
    ("fr", "VAE Marseille", "Marseille", {"service": "recognition"}),
    ("fr", "conseiller orientation genève en anglais", "Genève", {"need": "orient", "speaks": "en"}),
    ("nl", "begeleiding zonder afspraak in Brugge", "Brugge", {"need": "orient", "access": "walk-in"}),
    ("fr", "emploi 75019", "75019 Paris", {"need": "work"}),
    ("pt", "curso no Porto em português", "Porto", {"need": "train", "speaks": "pt"}),
]


@pytest.mark.parametrize(("language", "text", "place", "codes"), SENTENCES)
def test_sentences(seeded: None, language: str, text: str, place: str, codes: dict[str, str]) -> None:
    meaning = read(text, language, life_events())
    assert (meaning.place.label if meaning.place else "") == place
    for kind, code in codes.items():
        assert code in meaning.codes[kind]


@pytest.mark.parametrize(("language", "text", "place", "codes"), SENTENCES)
def test_sentences_in_the_place_box(seeded: None, language: str, text: str, place: str, codes: dict[str, str]) -> None:
    with override(language):
        query = QueryDict(mutable=True)
        query["place"] = text
        asked = parse(query, language)
        assert asked.sentence == text
        assert not asked.place_unknown
        assert place in asked.understood
        assert "place=" not in asked.url(place=None)
        for kind, code in codes.items():
            assert code in asked.chosen[kind]
            assert f"{kind}={code}" not in asked.url(**{kind: None}), "a chip takes it away"


@pytest.mark.parametrize("text", ["rue du Travail 5, Bruxelles", "Bruges", "75019", "Saint-Quentin", "Piemonte"])
def test_places_stay_places(seeded: None, text: str) -> None:
    query = QueryDict(mutable=True)
    query["place"] = text
    assert not parse(query, "fr").sentence


@pytest.mark.parametrize(
    "text",
    [
        *(
            "reading skills",
            "data protection between partners",
            "guide to cooperation",
            "a nice job",
            "Cité des métiers",
        ),
        *("what was decided in 2011", "partners since 2019", "starting capital for a business"),
    ],
)
def test_words_are_no_places(seeded: None, text: str) -> None:
    assert read(text, "en", life_events()).place is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("it", "dove si parla inglese"),
        ("it", "la cultura romana"),
        ("pt", "para que servia a bolsa"),
        ("en", "an island nation"),
    ],
)
def test_words_of_a_language_are_no_places_in_it(seeded: None, language: str, text: str) -> None:
    assert read(text, language, life_events()).place is None


@pytest.mark.parametrize(("text", "place"), [("2011 Haarlem", "2011 Haarlem"), ("guidance in 1981", "")])
def test_a_year_is_a_postcode_beside_its_town_only(seeded: None, text: str, place: str) -> None:
    found = read(text, "en", life_events()).place
    assert (found.label if found else "") == place


def test_sixty_life_events_in_every_language(seeded: None) -> None:
    for language in LANGUAGES:
        assert sum(len(event.phrases) for event in life_events() if event.language == language) >= 60


def test_undone_kinds_are_left_alone() -> None:
    meaning = read("emploi Lyon", "fr", (), frozenset({"place", "need"}))
    assert not meaning.found


@pytest.mark.parametrize(
    ("text", "ruled_out", "wanted"),
    [
        ("bez hrvatskog", "hr", ""),
        ("zonder Nederlands", "nl", ""),
        ("no French", "fr", ""),
        ("je ne parle pas français", "fr", ""),
        ("senza italiano", "it", ""),
        ("sem falar português", "pt", ""),
        ("na engleskom", "", "en"),
        ("em inglês no Porto", "", "en"),
        ("in het Frans", "", ""),
    ],
)
def test_languages_people_name_in_any_inflection(text: str, ruled_out: str, wanted: str) -> None:
    spoken = languages_in(analysis.words(text))
    assert spoken.ruled_out == frozenset([ruled_out] if ruled_out else [])
    assert spoken.wanted == frozenset([wanted] if wanted else [])


@pytest.mark.parametrize(
    ("language", "text", "topic"),
    [
        ("en", "how may I contact you", "contact"),
        ("fr", "comment pouvons-nous vous contacter", "contacter"),
        ("nl", "hoe kunnen jullie contacteren", "contacteren"),
        ("it", "come posso contattarvi", "contattarvi"),
        ("pt", "como posso contactar-vos", "contactar"),
        ("hr", "kako vas možemo kontaktirati", "kontaktirati"),
    ],
)
def test_modal_verbs_are_not_asked_for(language: str, text: str, topic: str) -> None:
    assert [group.words for group in understand(text, language).required] == [(topic,)]


def test_minus_and_quotes() -> None:
    asked = understand('"data protection" guidance -privacy', "en")
    assert [group.words for group in asked.without] == [("privacy",)]
    assert asked.required[0].exact
    assert understand("-privacy", "en").without == (), "nothing else was typed"
    assert understand("peut-être", "fr").without == ()


def test_a_place_without_a_centre_shows_none_as_a_hit(seeded: None) -> None:
    found = service.find("Gent", "nl", {})
    assert not found.hits
    assert found.spare


def test_a_need_and_a_place_show_the_nearest_centres_first(seeded: None) -> None:
    found = service.find("emploi Lyon", "fr", {})
    assert found.elsewhere
    assert [hit.kind for hit in found.hits[: found.near]] == ["centre"] * found.near
    distances = [hit.km or 0 for hit in found.hits[: found.near]]
    assert distances == sorted(distances)


@pytest.mark.parametrize(("language", "text"), [("nl", "Anvers"), ("nl", "stage"), ("it", "NASpI"), ("nl", "Gent")])
def test_places_acronyms_and_words_are_never_corrected(seeded: None, language: str, text: str) -> None:
    assert not service.find(text, language, {}).corrected


def test_compounds(seeded: None) -> None:
    # The glossary, which has the word itself, may come first.
    assert any("leerwinkel" in hit.url for hit in service.find("studiekeuzeadvies", "nl", {}).hits[:2])
    assert "gegevensbescherming" in service.find("gegevensbeschermingsverordening", "nl", {}).hits[0].url
    assert service.find("gegevens bescherming", "nl", {}).searched == ("gegevensbescherming",)


def test_the_page_shows_what_was_understood(seeded: None, client: Client) -> None:
    html = client.get("/fr/recherche/", {"q": "emploi Lyon"}).content.decode()
    assert "as-typed=place" in html
    assert "place=Lyon&amp;need=work" in html
    undone = client.get("/fr/recherche/", {"q": "emploi Lyon", "as-typed": ["place", "need"]}).content.decode()
    assert 'id="understood"' in html
    assert 'id="understood"' not in undone


def test_six_languages_do_not_pile_up(seeded: None, client: Client) -> None:
    response = client.get("/en/search/", {"q": "centre", "language": list(LANGUAGES)})
    assert response.status_code == 302
    assert response["Location"] == "/en/search/?q=centre"
