"""What is found, and in which order."""

from collections.abc import Callable

import pytest

from search import analysis, places
from search.engines.embedded import EmbeddedEngine
from search.expressions import Known
from search.extracts import Marker
from search.interface import Query, Results, SynonymGroup
from search.places import Spot
from search.spelling import nearest
from search.understanding import Group
from tests.search.documents import LIBRARY, document

Find = Callable[..., Results]


def pks(results: Results) -> list[str]:
    return [hit.pk for hit in results.hits]


@pytest.mark.parametrize(
    ("text", "pk"),
    [
        ("ecole", "1"),
        ("écoles", "1"),
        ("orientacao", "2"),
        ("orientação", "2"),
        ("profissao", "2"),
        ("profesionalno", "3"),
        ("PROFESIONALNIH", "3"),
        ("ucenik", "3"),
        ("nieuwkomer", "4"),
        ("orientamenti", "5"),
        ("lavoratore", "5"),
        ("cidade das profissoes", "12"),
    ],
)
@pytest.mark.parametrize("language", ["en", "hr"])
def test_every_language_is_searched_whatever_the_page(find: Find, text: str, pk: str, language: str) -> None:
    found = pks(find(text, language))
    assert pk in found or (pk == "4" and "6" in found), "the visitor's language of the same text"


def test_own_language_comes_first(find: Find) -> None:
    results = find("usmjeravanje", "hr")
    assert pks(results)[0] in {"3", "11"}
    results = find("kortrijk school", "nl")
    assert [hit.language == "nl" for hit in results.hits] == sorted(
        (hit.language == "nl" for hit in results.hits), reverse=True
    )


def test_of_one_text_only_one_language_is_shown(engine: EmbeddedEngine) -> None:
    engine.index([document("4", "nl", "Portfolio", group="g"), document("6", "en", "Portfolio", group="g")])
    found = engine.search(Query(text="portfolio", language="en"))
    assert "4" not in pks(found)
    assert "6" in pks(found)
    assert found.own_count == found.count == 1
    languages = {facet.code: facet.count for facet in found.facets["language"]}
    assert languages["nl"] == 1
    assert pks(engine.search(Query(text="portfolio", language="en", filters={"language": ("nl",)}))) == ["4"]


def test_titles_rank_above_bodies(engine: EmbeddedEngine) -> None:
    engine.index(
        [
            document("body", "en", "Something else", "portfolio " * 3 + "and more words " * 20),
            document("summary", "en", "Something else again", "words " * 20, summary="A portfolio of skills."),
            document("title", "en", "The portfolio", "words " * 60),
        ]
    )
    assert pks(engine.search(Query(text="portfolio", language="en"))) == ["title", "summary", "body"]


def test_the_exact_word_ranks_above_its_inflection(engine: EmbeddedEngine) -> None:
    engine.index([document("plural", "en", "Portfolios at work"), document("exact", "en", "Portfolio at work")])
    assert pks(engine.search(Query(text="portfolio", language="en"))) == ["exact", "plural"]
    assert pks(engine.search(Query(text="portfolios", language="en"))) == ["plural", "exact"]


def test_every_word_is_asked_for_then_fewer(find: Find) -> None:
    strict = find("data protection")
    assert pks(strict) == ["10"]
    relaxed = find("data protection diploma")
    assert relaxed.relaxed
    assert pks(relaxed) == ["10"], "one word of three does not weigh enough"


def test_of_a_long_question_less_does_when_little_is_found(find: Find) -> None:
    assert pks(find("colloqui esperto cavallo mulino tastiera", "it")) == ["5"], "two words of five"
    assert pks(find("colloqui cavallo mulino tastiera ombrello", "it")) == [], "one of five"


def test_in_a_question_a_place_is_one_word_of_many(find: Find, monkeypatch: pytest.MonkeyPatch) -> None:
    grado = Spot("Grado", ("Grado",), "Grado", 45.7, 13.4, 60_000)
    monkeypatch.setitem(places._lookups, "exact", lambda name, language: grado if name.lower() == "grado" else None)
    monkeypatch.setitem(places._lookups, "alike", lambda name, language: None)
    assert pks(find("chi è in grado di fare colloqui con lavoratori", "it")) == ["5"]
    assert pks(find("colloqui Grado", "it")) == [], "of two things the place is not left out"


def test_a_place_no_text_has_with_the_rest_is_a_word_like_others(
    engine: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = Spot("Salamanca", ("Salamanca",), "Salamanca", 40.97, -5.66, 140_000)
    monkeypatch.setitem(places._lookups, "exact", lambda name, language: town if name == "Salamanca" else None)
    engine.index([document(f"other{number}", "it", "Il ponte fu progettato qui") for number in range(9)])
    engine.index([document("named", "it", "La locomotiva Salamanca")])
    found = engine.search(Query(text="chi ha progettato Salamanca?", language="it"))
    assert pks(found) == ["named"]
    assert found.relaxed


def test_mistyped_words_are_corrected_when_nothing_else_is_found(find: Find) -> None:
    results = find("Rjeka", "hr")
    assert pks(results) == ["11"]
    assert results.corrected == {"rjeka": "rijeka"}
    assert find("rijeka", "hr").corrected == {}


def test_a_slip_that_looks_like_an_inflection_of_another_language_is_mended_too(
    engine: EmbeddedEngine, find: Find
) -> None:
    engine.index([document("nl", "nl", "De minister spreekt"), document("fr", "fr", "Les ministres parlent")])
    results = find("ministr", "nl")
    assert pks(results) == ["nl", "fr"]
    assert (results.corrected, results.searched) == ({}, ("minister",))


def test_small_words_are_not_asked_for(find: Find) -> None:
    assert pks(find("the data protection of a partnership")) == ["10"]
    assert "3" in pks(find("tražim savjetovanje", "hr"))


def test_quotation_marks_keep_words_together(find: Find) -> None:
    assert pks(find('"data protection"')) == ["10"]
    assert find('"protection data"').count == 0


def test_help_find_job_no_french(find: Find) -> None:
    found = pks(find("help find job no french"))
    assert found[0] == "7", "the centre that speaks English"
    assert set(found) >= {"8", "9"}


def test_what_is_over_ranks_below(engine: EmbeddedEngine) -> None:
    engine.index([document("over", "en", "Portfolio", faded=True), document("now", "en", "A portfolio we still use")])
    assert pks(engine.search(Query(text="portfolio", language="en"))) == ["now", "over"]


def test_services_in_the_visitors_language_come_even_without_the_words(find: Find) -> None:
    found = pks(find("bicycle no french"))
    assert found == ["7"]


def test_another_language_ruled_out_in_another_language(find: Find) -> None:
    found = pks(find("werk vinden geen frans", "nl", synonyms=(SynonymGroup("", ("werk", "job")),)))
    assert found[:2] == ["4", "7"], "texts in Dutch, then the centre that speaks Dutch"


def test_synonyms_find_one_another(find: Find) -> None:
    groups = (SynonymGroup("", ("CISOK", "leerwinkel", "Cité des métiers", "Cidade das Profissões")),)
    results = find("cite des metiers", synonyms=groups)
    assert set(pks(results)) == {"7", "11", "12", "13"}
    assert results.also == ("CISOK", "leerwinkel", "Cidade das Profissões")


def test_what_was_typed_ranks_above_its_synonyms(engine: EmbeddedEngine) -> None:
    groups = (SynonymGroup("", ("CISOK", "guidance desk")),)
    engine.index([document("desk", "en", "Guidance desk"), document("cisok", "en", "Somewhere", "There is a CISOK.")])
    found = engine.search(Query(text="cisok", language="en", synonyms=groups))
    assert pks(found)[:2] == ["cisok", "desk"]


def test_synonyms_know_inflections(find: Find) -> None:
    groups = (SynonymGroup("en", ("newcomers", "migrants", "nieuwkomers")),)
    assert {"migrants", "nieuwkomers"} <= set(find("newcomer", synonyms=groups).also)


def test_facets_count_what_choosing_would_show(find: Find) -> None:
    open_question = find("job")
    kinds = {facet.code: facet.count for facet in open_question.facets["kind"]}
    assert (kinds["centre"], kinds["case-study"]) == (2, 1)
    chosen = find("job", filters={"kind": ("centre",), "country": ("BE",)})
    assert chosen.count == 2
    kinds = {facet.code: facet.count for facet in chosen.facets["kind"]}
    countries = {facet.code: facet.count for facet in chosen.facets["country"]}
    assert (kinds["centre"], kinds["case-study"]) == (2, 0)
    assert (countries["BE"], countries["FR"]) == (2, 0)


def test_choices_are_or_inside_a_facet_and_and_between(find: Find) -> None:
    assert find("job", filters={"country": ("BE", "FR")}).count == 3
    assert find("job", filters={"country": ("BE", "FR"), "competence": ("A",)}).count == 1
    assert find("job", filters={"country": ("XX",)}).count == 0


@pytest.mark.parametrize("facet", ["kind", "language", "competence", "audience", "country", "year"])
def test_each_count_is_the_number_of_hits_after_choosing(find: Find, facet: str) -> None:
    other = {"kind": ("case-study", "centre")} if facet != "kind" else {"country": ("BE", "FR")}
    for option in find("job partners", filters=other).facets[facet]:
        assert find("job partners", filters={**other, facet: (option.code,)}).count == option.count, option


def test_filters_without_words_list_everything_that_fits(find: Find) -> None:
    assert set(pks(find("", filters={"kind": ("case-study",)}))) == {"9", "10"}


def test_extracts_mark_the_found_words(find: Find) -> None:
    (hit,) = find('"data protection"').hits
    assert [segment.text for segment in hit.extract if segment.hit] == ["data", "protection"]
    hit = find("ecole", "fr").hits[0]
    assert [segment.text for segment in hit.extract if segment.hit] == ["écoles"]
    assert hit.text == "Une journée dans les écoles."


@pytest.mark.parametrize(
    ("asked", "text", "marked"),
    [
        ("emploi", "_emploi réemploi \u0301emploi \ufb01n Emploi²emploi EMPLOI", ["emploi", "emploi", "EMPLOI"]),
        ("œuvre", "Main d’ŒUVRE, oeuvre, ouvre", ["ŒUVRE", "oeuvre"]),
        ("Ωmega", "Alpha ΩMEGA", ["ΩMEGA"]),
        ("fin", "à la \ufb01n", ["\ufb01n"]),
    ],
)
def test_words_are_marked_whatever_letter_they_begin_with(asked: str, text: str, marked: list[str]) -> None:
    marker = Marker([Group((asked,))])
    assert [segment.text for segment in marker.heading(text, "fr") if segment.hit] == marked


def test_an_extract_is_cut_around_the_first_dense_place(engine: EmbeddedEngine) -> None:
    body = "Other words stand here. " * 100 + "At last the portfolio appears. " + "More words follow. " * 100
    engine.index([document("long", "en", "Long", f"Portfolio\n{body}")])
    (hit,) = engine.search(Query(text="portfolio", language="en")).hits
    assert hit.text.startswith("… ")
    assert hit.text.endswith(" …")
    assert len(hit.text) < 260
    assert [segment.text for segment in hit.extract if segment.hit] == ["portfolio"]


def test_pages_follow_one_another_without_gap(engine: EmbeddedEngine) -> None:
    engine.index(document(f"p{number}", "en", f"Portfolio number {number}") for number in range(45))
    pages = [engine.search(Query(text="portfolio", language="en", page=page)) for page in (1, 2, 3, 4)]
    assert [len(page.hits) for page in pages] == [20, 20, 5, 0]
    assert len({hit.pk for page in pages for hit in page.hits}) == 45


def test_places_within_a_radius(find: Find) -> None:
    assert pks(find("", lat=50.83, lng=3.26, radius_km=20)) == ["7"]
    assert set(pks(find("", lat=50.83, lng=3.26, radius_km=200))) == {"7", "8"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\x00",
        '"',
        '""',
        "*",
        "a*",
        "NEAR(",
        "NEAR(a b, 2)",
        "AND",
        "OR OR",
        "-",
        "title:",
        "{title}:x",
        "^a",
        "(((",
        "'; DROP",
    ]
    + [
        "x" * 8000,
        "word " * 2000,
        '"' * 999,
        "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
        "\ud800",
        "ﷺ" * 300,
    ],
)
def test_nothing_typed_breaks_the_search(engine: EmbeddedEngine, text: str) -> None:
    for language in ("en", "xx", ""):
        assert engine.search(Query(text=text, language=language)).count >= 0
        assert engine.suggest(text, language) is not None


def test_more_documents_than_are_scored(engine: EmbeddedEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    from search.engines.embedded import ranking

    monkeypatch.setattr(ranking, "MOST_SCORED", 5)
    engine.index(document(f"b{number}", "en", f"Number {number}", "a portfolio") for number in range(30))
    engine.index([document("t", "en", "Portfolio", "x")])
    found = engine.search(Query(text="portfolio", language="en"))
    assert found.count == 31
    assert found.hits[0].pk == "t"
    assert len(found.hits) >= 6


def test_the_library_is_found_by_its_titles(find: Find) -> None:
    for item in LIBRARY:
        assert str(item.pk) in pks(find(item.title, item.language))[:2]


def test_the_likeliest_language_is_corrected_to_whatever_the_first_letter() -> None:
    found = [Known("rocce", "it", 9, 1), Known("force", "fr", 1, 1)]
    assert [one.word for one in nearest("rorce", found, ("fr", "it"))] == ["force"]
    assert [one.word for one in nearest("rorce", found, ("it", "fr"))] == ["rocce"]


def test_letters_that_changed_places_at_the_start_are_one_slip() -> None:
    assert nearest("ebgin", [Known("engin", "en", 9, 1), Known("begin", "en", 1, 1)], ("en",))[-1].word == "begin"


@pytest.mark.parametrize(
    ("typed", "meant", "other"),
    [("rapporat", "rapporta", "rapport"), ("arabbes", "arabes", "arables"), ("erore", "errore", "eroe")],
)
def test_letters_that_changed_places_or_stand_twice_are_likelier_slips(typed: str, meant: str, other: str) -> None:
    found = nearest(typed, [Known(other, "fr", 9, 1), Known(meant, "fr", 1, 1)], ("fr",))
    assert [one.word for one in found] == [meant]


@pytest.mark.parametrize(
    ("typed", "meant", "other"),
    [("sommeg", "sommet", "sommes"), ("agnt", "agent", "agit")],
)
def test_a_key_hit_beside_the_right_one_is_a_likelier_slip_than_one_far_away(
    typed: str, meant: str, other: str
) -> None:
    found = nearest(typed, [Known(other, "fr", 9, 1), Known(meant, "fr", 1, 1)], ("fr",))
    assert [one.word for one in found] == [meant]


def test_vowels_are_taken_for_one_another_by_ear() -> None:
    found = nearest("seperate", [Known("separate", "en", 1, 1), Known("seperats", "en", 9, 1)], ("en",))
    assert [one.word for one in found] == ["separate"]


def test_a_word_of_another_language_that_no_text_has_may_be_a_slip(engine: EmbeddedEngine) -> None:
    engine.index([document("menace", "fr", "Une menace")])
    assert analysis.is_word_but_for_marks("mence", ("it",))
    found = engine.search(Query(text="mence", language="fr"))
    assert (pks(found), found.corrected) == (["menace"], {"mence": "menace"})
    assert not engine.search(Query(text="mence", language="it")).hits, "who reads Italian may have meant it"


def test_a_word_only_texts_of_another_language_have_may_be_a_slip_too(engine: EmbeddedEngine) -> None:
    """`comercial` is a slip in French and a word in Portuguese: both are shown, the visitor's language first."""
    engine.index([document(f"pt{number}", "pt", f"Um centro comercial {number}") for number in range(4)])
    engine.index([document("fr", "fr", "Un emploi commercial")])
    found = engine.search(Query(text="comercial", language="fr"))
    assert pks(found)[0] == "fr"
    assert found.count == 5
    assert (found.corrected, found.searched) == ({}, ("commercial",))
    assert "fr" not in pks(engine.search(Query(text="comercial", language="pt")))
    as_typed = engine.search(Query(text="comercial", language="fr", undone=frozenset({"spelling"})))
    assert as_typed.count == 4


def test_a_word_of_no_text_is_corrected_though_some_share_its_ending(engine: EmbeddedEngine) -> None:
    """`jardinns` is no word: three texts with its stem are not what was meant by it."""
    engine.index([document(f"stem{number}", "fr", f"Les jardinn {number}") for number in range(4)])
    engine.index([document("meant", "fr", "Des jardins partagés")])
    results = engine.search(Query(text="jardinns", language="fr"))
    assert "meant" in [hit.pk for hit in results.hits]
    assert "jardins" in results.searched
    as_typed = engine.search(Query(text="jardinns", language="fr", undone=frozenset({"spelling"})))
    assert not as_typed.searched
