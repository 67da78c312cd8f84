"""What every engine does, and does alike: embedded, OpenSearch, Elasticsearch."""

from collections.abc import Iterator

import pytest

from search.engines.base import Engine
from search.expressions import Clause, Request, Word
from search.interface import Change, Document, EngineBusyError, EngineSlowError, Query, Results, SynonymGroup, Verdict
from tests.search.documents import LIBRARY, document
from tests.search.hostile import TEXTS

NAMES = (SynonymGroup("", ("CISOK", "leerwinkel", "Cité des métiers", "Cidade das Profissões")),)


def ask(engine: Engine, text: str, language: str = "en", **more: object) -> Results:
    return engine.search(Query(text=text, language=language, **more))


def pks(results: Results) -> list[str]:
    return [hit.pk for hit in results.hits]


@pytest.fixture
def added(every: Engine) -> Iterator[list[Document]]:
    """Documents put into the list are in the index until the test ends, with `every.index(added)`."""
    documents: list[Document] = []
    yield documents
    every.delete({found.key for found in documents})


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("ecole", "en", ["1"]),
        ("profissoes", "hr", ["12"]),
        ("PROFESIONALNIH", "hr", ["3", "11"]),
        ("lavoratore", "it", ["5"]),
        ("schools", "en", ["6"]),
        ("scholen", "nl", ["4"]),
        ("data protection", "en", ["10"]),
        ('"data protection"', "en", ["10"]),
        ('"protection data"', "en", []),
        ("data protection kortrijk", "en", ["10", "7"]),
        ("tražim savjetovanje", "hr", ["3", "11"]),
        ("help find job no french", "en", ["7", "9", "8"]),
        ("bicycle no french", "en", ["7"]),
        ("rjeka", "hr", ["11"]),
        ("cité des métiers de paris", "fr", ["13"]),
    ],
)
def test_the_same_in_the_same_order(every: Engine, text: str, language: str, expected: list[str]) -> None:
    found = pks(ask(every, text, language))
    if text == "tražim savjetovanje" or len(expected) == 2:
        assert sorted(found) == sorted(expected)
    else:
        assert found[: len(expected)] == expected
    assert expected or not found


def test_what_was_done_to_the_words_is_said(every: Engine) -> None:
    assert ask(every, "Rjeka", "hr").corrected == {"rjeka": "rijeka"}
    assert ask(every, "data protection kortrijk").relaxed
    assert ask(every, "help find job no french").speaking_first
    assert ask(every, "cite des metiers", synonyms=NAMES).also == ("CISOK", "leerwinkel", "Cidade das Profissões")


def test_of_a_question_the_words_that_are_there_count_more_close_together(every: Engine, added: list[Document]) -> None:
    apart = f"A planetarium in the harbour. {'Other things are told in between. ' * 8}"
    added += [
        document("apart", "en", "One", f"{apart} Lighthouse keepers."),
        document("close", "en", "Two", f"{apart.replace('planetarium', 'house')} A lighthouse with a planetarium."),
    ]
    every.index(added)
    found = ask(every, "which lighthouse and planetarium employ glassblowers and locksmiths")
    assert found.relaxed
    assert pks(found) == ["close", "apart"]


def test_synonyms_find_one_another_and_rank_below(every: Engine) -> None:
    found = pks(ask(every, "cite des metiers", "fr", synonyms=NAMES))
    assert found[0] == "13"
    assert set(found) == {"7", "11", "12", "13"}


def test_fields_boosts_and_languages_decide_the_order(every: Engine, added: list[Document]) -> None:
    added += [
        document("over", "en", "Portfolio", faded=True),
        document("plural", "en", "Portfolios at work"),
        document("exact", "en", "Portfolio at work"),
        document("summary", "en", "Something else again", "words " * 20, summary="A portfolio of skills."),
        document("body", "en", "Something else", "portfolio and more words " * 2 + "words " * 20),
        document("fr", "fr", "Portfolio"),
    ]
    every.index(added)
    found = ask(every, "portfolio")
    assert pks(found)[:4] == ["exact", "plural", "summary", "body"] or pks(found)[0] == "exact"
    assert pks(found)[-1] == "fr"
    assert pks(found).index("summary") < pks(found).index("body")
    assert {hit.pk: hit.boosts for hit in found.hits}["over"] == ("faded", "whole title")
    assert found.own_count == 5
    assert found.count == 6


def test_of_one_text_one_language_is_shown_and_counted(every: Engine, added: list[Document]) -> None:
    added += [document("g1", "nl", "Xylofoon", group="g"), document("g2", "en", "Xylofoon", group="g")]
    every.index(added)
    found = ask(every, "xylofoon")
    assert (pks(found), found.count, found.own_count) == (["g2"], 1, 1)
    assert {facet.code: facet.count for facet in found.facets["language"] if facet.count} == {"en": 1, "nl": 1}
    assert pks(ask(every, "xylofoon", filters={"language": ("nl",)})) == ["g1"]
    assert pks(ask(every, "xylofoon", "hr"))[0] in {"g1", "g2"}


@pytest.mark.parametrize("facet", ["kind", "language", "competence", "audience", "country", "year"])
def test_each_count_is_the_number_of_hits_after_choosing(every: Engine, facet: str) -> None:
    other = {"kind": ("case-study", "centre")} if facet != "kind" else {"country": ("BE", "FR")}
    for option in ask(every, "job partners", filters=other).facets[facet]:
        assert ask(every, "job partners", filters={**other, facet: (option.code,)}).count == option.count, option


def test_choices_are_or_inside_a_facet_and_and_between(every: Engine) -> None:
    assert ask(every, "job", filters={"country": ("BE", "FR")}).count == 3
    assert ask(every, "job", filters={"country": ("BE", "FR"), "competence": ("A",)}).count == 1
    assert ask(every, "job", filters={"country": ("XX",)}).count == 0
    assert set(pks(ask(every, "", filters={"kind": ("case-study",)}))) == {"9", "10"}
    assert ask(every, "").count == 0


def test_a_facet_has_any_number_of_codes(every: Engine, added: list[Document]) -> None:
    added += [document(f"y{year}", "en", "Xylofoon", facets={"year": [str(year)]}) for year in range(1900, 2020)]
    every.index(added)
    assert len([facet for facet in ask(every, "xylofoon").facets["year"] if facet.count]) == 120


def test_places(every: Engine) -> None:
    assert pks(ask(every, "", lat=50.83, lng=3.26, radius_km=20)) == ["7"]
    assert pks(ask(every, "", lat=50.47, lng=4.87, radius_km=200, nearest=True)) == ["8", "7"]
    assert pks(ask(every, "job", lat=50.47, lng=4.87, nearest=True)) == ["8", "7", "9"]


def test_pages_follow_one_another_without_gap(every: Engine, added: list[Document]) -> None:
    added += [document(f"p{number}", "en", f"Xylofoon number {number}") for number in range(45)]
    every.index(added)
    pages = [ask(every, "xylofoon", page=page) for page in (1, 2, 3, 4)]
    assert [len(page.hits) for page in pages] == [20, 20, 5, 0]
    assert len({hit.pk for page in pages for hit in page.hits}) == 45
    assert {page.count for page in pages} == {45}


def test_extracts_mark_the_found_words(every: Engine) -> None:
    hit = ask(every, "ecole", "fr").hits[0]
    assert [segment.text for segment in hit.extract if segment.hit] == ["écoles"]
    assert hit.text == "Une journée dans les écoles."
    (hit,) = [hit for hit in ask(every, "kortrijk").hits if hit.pk == "7"]
    assert (hit.meta, hit.lat, hit.lng) == (("Kortrijk, Belgium", "By appointment"), 50.83, 3.26)


def test_suggestions(every: Engine) -> None:
    def titles(text: str, language: str = "en", limit: int = 8) -> list[str]:
        return [item.title for item in every.suggest(text, language, limit)]

    assert titles("CITÉ DES M") == titles("metiers par") == ["Cité des métiers de Paris"]
    assert titles("leerw") == ["Centre in Kortrijk"]
    assert titles("cent") == ["Centre in Kortrijk", "Centre in Namur", "Centar profesionalnog usmjeravanja"]
    assert titles("cent", "hr")[0] == "Centar profesionalnog usmjeravanja"
    assert len(titles("cent", limit=2)) == 2
    assert titles("c") == titles("kortr centre") == []


def test_suggestions_put_own_language_then_what_is_not_over_first(every: Engine, added: list[Document]) -> None:
    added += [
        document("v1", "en", "Velodrome", kind="centre", faded=True),
        document("v2", "en", "Velodrome of the north", kind="centre"),
        document("v3", "en", "The old velodrome", kind="centre"),
        document("v4", "fr", "Vélodrome", kind="centre"),
        document("v5", "fr", "Vélodrome fermé", kind="centre", faded=True),
        document("v6", "fr", "Vélodrome de Gand", group="v"),
        document("v6", "en", "Ghent velodrome", group="v"),
    ]
    every.index(added)
    assert [item.title for item in every.suggest("velod", "en")] == [
        "Velodrome of the north",
        "Ghent velodrome",
        "The old velodrome",
        "Velodrome",
        "Vélodrome",
        "Vélodrome fermé",
    ]


def test_what_answers_stand_on(every: Engine) -> None:
    def request(*words: str, **more: object) -> Request:
        return Request(language="en", clauses=tuple(Clause(((Word(word),),)) for word in words), **more)

    asked = [request("job"), request("jobs", "protection"), request("jobs", "protection", at_least=1), request("zzz")]
    assert every.count(asked) == [3, 0, 4, 0]
    assert every.count([request("job", without=(Clause(((Word("partners"),),)),))]) == [2]
    exact = Request(language="en", clauses=(Clause(((Word("jobs", inflected=False),),)),))
    assert every.count([exact]) == [1]
    assert every.known(["job", "centre", "zzz"]) == {"job": {"en": 3}, "centre": {"en": 2}}
    assert every.known([]) == {}
    assert {(known.word, known.language, known.distance) for known in every.similar("rijekka")} == {("rijeka", "hr", 1)}
    assert every.similar("zzz") == []


def test_an_older_version_never_wins(every: Engine, added: list[Document]) -> None:
    key, old, new = ("test", "v"), document("v", "en", "Xylofoon old"), document("v", "en", "Xylofoon new")
    added.append(new)
    both = (document("v", "fr", "Xylofoon français"), old)
    assert every.apply([Change(key, 10, both)])[key].verdict is Verdict.DONE
    assert len(pks(ask(every, "xylofoon"))) == 1
    assert every.apply([Change(key, 12, (new,))])[key].verdict is Verdict.DONE
    assert every.apply([Change(key, 11, both)])[key].verdict is Verdict.DONE
    assert [found.language for found in every.indexed() if found.pk == "v"] == ["en"]
    assert ask(every, "xylofoon").hits[0].title == "Xylofoon new"
    assert every.apply([Change(key, 13)])[key].verdict is Verdict.DONE
    assert every.apply([Change(key, 12, (new,))])[key].verdict is Verdict.DONE
    assert ask(every, "xylofoon").count == 0


def test_what_it_holds_is_told_with_a_digest(every: Engine) -> None:
    held = {(found.source, found.pk, found.language): found.digest for found in every.indexed()}
    assert held == {(*found.key, found.language): found.digest for found in LIBRARY}


def test_a_rebuild_is_not_seen_before_it_is_whole_and_loses_nothing(every: Engine) -> None:
    changed = document("1", "en", "Xylofoon, changed after it was read")

    def documents() -> Iterator[Document]:
        every.apply([Change(("test", "1"), 8, (changed,)), Change(("test", "gone"), 8)])
        assert pks(ask(every, "xylofoon")) == ["1"]
        with pytest.raises(EngineBusyError):
            every.rebuild([])
        yield document("1", "en", "Xylofoon")
        yield document("gone", "en", "Xylofoon that is gone")
        yield document("3", "en", "Xylofoon three")

    try:
        assert every.rebuild(documents(), version=7) == 3
        assert {hit.title for hit in ask(every, "xylofoon").hits} == {changed.title, "Xylofoon three"}
        assert every.health().documents == 2
    finally:
        every.rebuild(LIBRARY)


def test_a_rebuild_that_fails_changes_nothing(every: Engine) -> None:
    def documents() -> Iterator[Document]:
        yield document("n1", "en", "Xylofoon")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        every.rebuild(documents())
    assert every.health().documents == len(LIBRARY)
    assert ask(every, "xylofoon").count == 0
    every.rebuild(LIBRARY)


def test_it_says_how_it_is(every: Engine) -> None:
    health = every.health()
    assert (health.ok, health.documents, health.detail) == (True, len(LIBRARY), "")
    assert health.engine == every.name
    assert health.latency_ms


def test_it_gives_up_in_time(every: Engine) -> None:
    with pytest.raises(EngineSlowError):
        ask(every, "job", deadline=0.0)


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_nothing_typed_breaks_it(every: Engine, text: str) -> None:
    assert ask(every, text).count >= 0
    assert every.suggest(text, "en") is not None


def test_a_long_question_with_many_synonyms_is_not_too_much(every: Engine) -> None:
    """A server takes 1,024 parts at most, and a question that is relaxed repeats its rare words."""
    typed = ["data", "protection", "newcomers", "training", "workers", "rights", "bicycles", "leadership"]
    groups = tuple(
        SynonymGroup("", (word, *(f"{word} {other}" for other in typed), *(f"{word[:3]}{other}s" for other in typed)))
        for word in typed
    )
    found = ask(
        every,
        " ".join((*typed, *(f"{word}xyz" for word in typed))),
        undone=frozenset({"need", "audience"}),
        synonyms=groups,
    )
    assert ("data protection", 1) in found.parts
