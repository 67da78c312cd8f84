"""A result as a paper, for the PDF: what its page says, in the order of the page."""

from typing import Any

from django.utils.translation import gettext as _

from core.papers import Paper, Part, Run, heading, items, table, text
from skills.assessment.outcome import Group, Line


def paper_of(shown: dict[str, Any], title: str, language: str) -> Paper:
    """``shown``: what ``outcome`` gives; ``language``: of the reader."""
    facts = [shown["subject"], *filter(None, (shown["when_before"], shown["when"]))]
    parts = [text(" · ".join(map(str, facts))), _table(shown)]
    for name, lines in ((_("Your strengths"), shown["strengths"]), (_("Where you can grow"), shown["grow"])):
        if lines:
            parts += [heading(2, name), items([[Run(_named(line))] for line in lines])]
    parts.append(heading(2, _("Statement by statement")))
    for group in shown["answers"]:
        parts += _statements(group, language)
    says = _(
        "Europe tells four phases of validation apart. A self-assessment is part of the first and confirms nothing."
    )
    parts += [heading(2, _("What is done, what is not")), text(says)]
    return Paper(title=title, language=language, parts=parts)


def _table(shown: dict[str, Any]) -> Part:
    first = _("Competence") if shown["is_radar"] else _("Kind of descriptor")
    if not shown["earlier"]:
        return table([first, _("Recognised")], [[_named(line), line.now_words] for line in shown["lines"]])
    return table(
        [first, _("Before"), _("After"), _("Difference")],
        [[_named(line), line.before_words or "–", line.now_words, line.change or "–"] for line in shown["lines"]],
    )


def _named(line: Line) -> str:
    return f"{line.stop}. {line.name}" if line.stop else str(line.name)


def _statements(group: Group, language: str) -> list[Part]:
    """A list for each language in which statements follow one another."""
    parts = [heading(3, f"{group.name} ({len(group.statements)})")]
    for said, spoken, old, is_gone in group.statements:
        notes = [_("Before: %(old)s.") % {"old": old}] if old else []
        notes += [_("No longer asked.")] if is_gone else []
        line = [Run(" ".join([str(said), *map(str, notes)]))]
        own = "" if spoken == language else spoken
        if parts[-1].kind == "items" and parts[-1].language == own:
            parts[-1].lines.append(line)
        else:
            parts.append(items([line], language=own))
    return parts
