"""Competences as steps on from other pages."""

from collections.abc import Iterator

from core import onward
from core.i18n.said import language_of_text
from core.onward import Step, Subject
from core.vocabularies import Kind
from skills.cards import titles_of


def register_offer() -> None:
    """Called once when the app is ready."""
    onward.register("skills", offer)


def offer(subject: Subject, language: str) -> Iterator[Step]:
    """The competences of the page; no query once their titles are known."""
    for competence in titles_of(subject.competences, language):
        if competence.url:
            yield Step(
                kind=Kind.COMPETENCE.value,
                label=str(Kind.COMPETENCE.label),
                title=f"{competence.code}. {competence.title}",
                url=competence.url,
                language=language_of_text(competence.title, competence.language),
                weight=1,
            )
