"""The file of a result: what is written is read again, and what is no result is refused in plain words."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.i18n.languages import LANGUAGES
from core.params import clean_text
from core.vocabularies import CompetenceCode
from skills.assessment.drawing import polygon, radar, tracks
from skills.assessment.forms import ResultsForm
from skills.assessment.results import LIMIT, Answer, Result, UnreadableResultError, read, written
from skills.assessment.scores import Score, rows, scores, strong, weak
from skills.vocabularies import AnswerStep, DescriptorKind, Moment

texts = st.text(max_size=255).map(lambda text: clean_text(text, 255))
answers = st.builds(
    Answer,
    st.sampled_from(CompetenceCode.values),
    st.sampled_from(DescriptorKind.values),
    texts,
    st.sampled_from(AnswerStep.values),
)
results = st.builds(
    Result,
    day=st.dates(),
    moment=st.sampled_from(Moment.values),
    language=st.sampled_from(LANGUAGES),
    portal=st.text(max_size=200).map(clean_text),
    sets=st.dictionaries(st.sampled_from(CompetenceCode.values), st.integers(1, 99_999)),
    answers=st.dictionaries(st.uuids().map(str), answers, min_size=1, max_size=12),
)


def result(step: str = "mostly", **changes: object) -> Result:
    said = {f"00000000-0000-4000-8000-{number:012}": Answer("C", "skill", "I do.", step) for number in range(4)}
    values = {"day": date(2026, 10, 4), "moment": "before", "language": "fr", "sets": {"C": 1}, "answers": said}
    return Result(**(values | changes))


@settings(max_examples=60)
@given(results)
def test_what_is_written_is_read_again(one: Result) -> None:
    assert read(written(one)) == one
    assert read(b"\xef\xbb\xbf" + written(one).encode()) == one
    assert list(read(written(one)).answers) == list(one.answers)


@settings(max_examples=60)
@given(st.binary(max_size=200))
def test_any_bytes_at_all_are_refused(content: bytes) -> None:
    with pytest.raises(UnreadableResultError):
        read(content)


def changed(**values: object) -> bytes:
    return json.dumps(json.loads(written(result())) | values).encode()


ANSWER = {"competence": "C", "kind": "skill", "statement": "I do.", "answer": "mostly"}
KEY = "00000000-0000-4000-8000-000000000001"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not a result"),
        (b"PK\x03\x04 a zip", "not a result"),
        (b"[" * 100_000, "not a result"),
        (b'{"format": "something else"}', "not a result"),
        (b" " * (LIMIT + 1), "too large"),
        (changed(version=2), "newer portal"),
        (changed(version="1"), "newer portal"),
        (changed(version=True), "newer portal"),
        (changed(answers={KEY: ANSWER | {"answer": "5"}}), "none of the four answers"),
        (changed(answers={KEY: ANSWER | {"answer": "a" * 90_000}}), "none of the four answers"),
        (changed(answers={KEY: ANSWER | {"competence": "H"}}), "damaged"),
        (changed(answers={KEY: ANSWER | {"competence": ["C"]}}), "damaged"),
        (changed(answers={KEY: ANSWER | {"kind": "level"}}), "damaged"),
        (changed(answers={KEY: ANSWER | {"statement": 7}}), "damaged"),
        (changed(answers={KEY: "mostly"}), "damaged"),
        (changed(answers={"no key": ANSWER}), "damaged"),
        (changed(answers={}), "damaged"),
        (changed(answers=[ANSWER]), "damaged"),
        (changed(date="2026-02-30"), "damaged"),
        (changed(date="2026-W01-1"), "damaged"),
        (changed(date=None), "damaged"),
        (changed(moment="later"), "damaged"),
        (changed(language="xx"), "damaged"),
        (changed(language={}), "damaged"),
        (changed(sets={"C": 0}), "damaged"),
        (changed(sets=["C"]), "damaged"),
        (changed(portal=None), "damaged"),
    ],
)
def test_what_is_no_result_is_refused_in_plain_words(content: bytes, words: str) -> None:
    with pytest.raises(UnreadableResultError, match=words):
        read(content)


def test_who_sends_two_gets_the_later_one_last_and_the_same_one_once() -> None:
    after = result(day=date(2026, 11, 22), moment="after")
    form = ResultsForm({"result": written(after), "earlier": written(result())})
    assert form.is_valid()
    assert form.results == [result(), after]
    same_day = result(moment="after")
    form = ResultsForm({"result": written(same_day), "earlier": written(result())})
    assert form.is_valid()
    assert form.results == [result(), same_day]
    form = ResultsForm({"result": written(after), "earlier": written(after)})
    assert form.is_valid()
    assert form.results == [after]


def test_scores_of_kinds_or_of_competences() -> None:
    one = result("fully")
    assert rows(one) == ["skill"]
    assert scores(one, ["skill", "knowledge"]) == {"skill": Score(4, 4)}
    two = result(answers=dict(one.answers) | {KEY.replace("8000", "8001"): Answer("A", "skill", "I do.", "partly")})
    assert rows(two) == ["A", "C"]
    known = scores(two, rows(two))
    assert known == {"A": Score(0, 1), "C": Score(4, 4)}
    assert (strong(known), weak(known)) == (["C"], ["A"])
    assert scores(two, ["skill"], "A") == {"skill": Score(0, 1)}


def test_a_point_lies_at_origin_plus_share_times_way() -> None:
    axes = radar("ABCDEFG")
    assert axes[0].point(1) == (200, 50)
    assert axes[0].point(0) == (200, 200)
    assert axes[0].point(0.5) == (200, 125)
    assert polygon(axes, {"A": Score(6, 12)}).split()[:2] == ["200,125", "200,200"]
    assert [tracks(["skill"])[0].point(share) for share in (0, 0.5, 1)] == [(14, 16), (200, 16), (386, 16)]
