"""A module as packages hold it: a page for each unit, one for whoever leads it, and the quizzes."""

from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext, override
from django.utils.translation import ngettext as plural

from resources.models import LearningModulePage
from resources.packages.enclosed import Page, enclosed
from resources.quizzes import Quiz, quiz_of
from resources.units import Unit

PASS = 60
"""Per cent of the questions of a unit that must be answered rightly."""
STYLE, SCRIPT = "package.css", "package.js"
NOTES = "notes.html"


@dataclass(frozen=True, slots=True)
class Lesson:
    """A unit. ``path``: of its page in the package; ``key``: the same in all languages and for ever."""

    key: str
    title: str
    path: str
    page: Page
    quizzes: list[Quiz]


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A module in the language it is written in. ``files``: all but the manifest, by path; ``notes`` is ``None`` without any."""

    identifier: str
    title: str
    language: str
    description: str
    rights: str
    url: str
    lessons: list[Lesson]
    notes: Page | None
    notes_title: str
    quiz_title: str
    files: dict[str, bytes]


def course_of(page: LearningModulePage, *, scored: bool) -> Course:
    """The module's course. ``scored``: quizzes are answered on the pages, which tell the platform; else they are left to it.

    Raises LookupError when the module has no unit.
    """
    units = page.units
    if not units:
        raise LookupError(f"{page.title} has no unit.")
    with override(page.content_language):
        quizzes = {unit.id: _quizzes(unit) for unit in units}
        notes = [(unit, held) for unit in units if (held := _notes(unit))]
        shared = {"page": page, "source": page.full_url, "scored": scored, "pass_mark": PASS, "total": len(units)}
        html = [
            render_to_string("resources/packages/unit.html", shared | _lesson(unit, quizzes[unit.id])) for unit in units
        ]
        if notes:
            html.append(render_to_string("resources/packages/notes.html", shared | {"notes": notes}))
        pages, held = enclosed(html, page.full_url.removesuffix(page.url or ""))
        lessons = [
            Lesson(unit.key, unit.title, f"unit-{unit.number}.html", made, quizzes[unit.id])
            for unit, made in zip(units, pages, strict=False)
        ]
        return Course(
            identifier=f"KIP-{page.translation_key}-{page.content_language}",
            title=page.title,
            language=page.content_language,
            description=page.summary,
            rights=f"{page.author}. {page.get_licence_display()} {page.licence_url}".strip(),
            url=page.full_url,
            lessons=lessons,
            notes=pages[-1] if notes else None,
            notes_title=gettext("For facilitators"),
            quiz_title=gettext("Quiz"),
            files=_files(lessons, pages[-1] if notes else None, held, scored),
        )


def _files(lessons: list[Lesson], notes: Page | None, held: dict[str, bytes], scored: bool) -> dict[str, bytes]:
    own = files("resources.packages") / "files"
    names = [STYLE, SCRIPT] if scored else [STYLE]
    made = {lesson.path: lesson.page.html.encode() for lesson in lessons}
    if notes:
        made[NOTES] = notes.html.encode()
    return made | {name: (own / name).read_bytes() for name in names} | held


def _quizzes(unit: Unit) -> list[Quiz]:
    return [quiz_of(str(block.id)[:8], block.value) for block in unit.content or () if block.block_type == "quiz"]


def _lesson(unit: Unit, quizzes: list[Quiz]) -> dict[str, Any]:
    """What the template of a unit shows of it; ``said``: the result in words for 0, 1, 2 … right answers."""
    held = {quiz.key: quiz for quiz in quizzes}
    parts = [(block, held.get(str(block.id)[:8]), _text(block)) for block in unit.content or ()]
    return {
        "unit": unit,
        "parts": parts,
        "has_quiz": bool(quizzes),
        "said": {
            quiz.key: [_result(right, len(quiz.questions)) for right in range(len(quiz.questions) + 1)]
            for quiz in quizzes
        },
    }


def _text(block: Any) -> str:
    """A text as it is kept; nothing stands between its headings, of the third level, and the title of the unit."""
    source = block.value.source if block.block_type == "text" else ""
    return source.replace("<h3", "<h2").replace("</h3>", "</h2>")


def _result(right: int, total: int) -> str:
    text = plural(
        "%(right)s question of %(total)s answered rightly", "%(right)s questions of %(total)s answered rightly", right
    )
    return text % {"right": right, "total": total}


def _notes(unit: Unit) -> list[tuple[str, str]]:
    """What is told to whoever leads the unit: kind of the part, and the rich text as it is kept."""
    return [
        (str(block.block.label), block.value["notes"].source)
        for block in unit.content or ()
        if block.block_type in ("exercise", "group") and block.value.get("notes")
    ]
