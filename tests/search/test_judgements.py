"""Judged queries: the answers people should get, per language, on the demo content."""

import pytest
from django.core.management import call_command

from core.i18n.languages import LANGUAGES
from search import judging, service
from search.judging import Judgement, score
from search.management.commands.search import _JUDGEMENTS

pytestmark = pytest.mark.django_db

RIGHT, NDCG, EMPTY = 0.75, 0.65, 0.10
"""What every language must reach at rank 1, in nDCG@10, and at most for queries that find nothing although something is right."""


def test_there_are_enough_judgements_in_every_language() -> None:
    for language in LANGUAGES:
        judgements = judging.read(_JUDGEMENTS / f"{language}.tsv")
        assert len(judgements) >= 40
        assert {one.half for one in judgements} == {"tune", "held"}
        assert len({one.query for one in judgements}) == len(judgements)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("half", ["tune", "held"])
def test_the_answers_are_good(seeded: None, language: str, half: str) -> None:
    path = _JUDGEMENTS / f"{language}.tsv"
    scores = [
        one for one in judging.judge(path, lambda text, own: service.find(text, own, {})) if one.judgement.half == half
    ]
    (row,) = [row for row in judging.table({language: scores}) if row.language == language]
    wrong = [f"{one.judgement.query} -> {one.first}" for one in scores if not one.right]
    assert row.right >= RIGHT, wrong
    assert row.ndcg >= NDCG, wrong
    assert row.empty <= EMPTY, wrong


def test_a_score_knows_alternatives_and_silence() -> None:
    judged = Judgement("held", "topic", "x", {"/en/a/": (0, 3), "/fr/a/": (0, 3), "/en/b/": (1, 1)})
    assert score(judged, ["/fr/a/", "/en/b/"]).ndcg == pytest.approx(1)
    assert score(judged, ["/fr/a/", "/en/a/"]).ndcg < 1, "the same thing twice is worth nothing more"
    assert not score(judged, ["/en/b/"]).right
    assert score(judged, []).empty
    silence = Judgement("held", "nothing", "x", {})
    assert score(silence, []).right
    assert not score(silence, ["/en/a/"]).right


def test_the_command_prints_a_table(seeded: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("search", "judge")
    assert "held" in capsys.readouterr().out
