"""Takes the texts of the editor's form: what was changed is written, what cannot be is handed back with the reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name

from translation.confirming import nothing_missing
from translation.desk.lines import Line, Lines, Problem, seen_of
from translation.marks import MarksError, passage_of, written
from translation.models import Place, Rendering, Segment, Standing
from translation.writing import Outcome, write

TEXT, SEEN, RIGHT, HERE = "text-", "seen-", "passage", "here"
"""Names of fields: a passage's text and the name of the one before; passages that are right as they are; where one is."""
UNKNOWN = "\0"
"""No text a passage can have: somebody has seen another one."""


@dataclass(slots=True)
class Taken:
    """``written``: keys of passages; ``problems`` and the texts as they were ``typed`` of the others; ``gone`` from the original."""

    written: list[int] = field(default_factory=list)
    problems: dict[int, Problem] = field(default_factory=dict)
    typed: dict[int, str] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)

    def shown(self, lines: list[Line]) -> list[Line]:
        """The lines with what was typed into them and not kept. Theirs counts as seen: whoever saves again means to."""
        return [
            replace(one, text=self.typed[one.pk], problem=self.problems[one.pk]) if one.pk in self.problems else one
            for one in lines
        ]


def passages_in(post: Mapping[str, str], names: Any = (TEXT,)) -> set[int]:
    """Keys of the passages a form has fields of."""
    found = (name.removeprefix(prefix) for prefix in names for name in post if name.startswith(prefix))
    return {int(pk) for pk in found if is_key(pk)}


def is_key(text: str) -> bool:
    """Whether it may be a key."""
    return text.isascii() and text.isdecimal() and len(text) < 19


def take(post: Any, lines: Lines, user: Any) -> Taken:
    """Writes the texts of a form into the draft, in the name of ``user``, whose rights are the caller's affair.

    Raises NotWrittenByPassagesError.
    """
    known = lines.of(passages_in(post))
    sources = dict(Segment.objects.filter(pk__in=known).values_list("pk", "text"))
    taken, texts, seen = Taken(), {}, {}
    needless = []
    right = {int(pk) for pk in post.getlist(RIGHT) if is_key(pk)}
    for pk in sorted(passages_in(post)):
        typed, saw = post[f"{TEXT}{pk}"], post.get(f"{SEEN}{pk}", "")
        if pk not in known:
            taken.gone.append(typed)
        elif pk in right and known[pk].asks and not typed.strip() and known[pk].seen == saw:
            needless.append(pk)
        elif seen_of(typed) != saw or pk in right:
            try:
                texts[pk] = passage_of(typed, sources[pk])
            except MarksError as error:
                taken.typed[pk] = typed
                taken.problems[pk] = Problem(_broken_mark(error.mark))
            else:
                taken.typed[pk] = typed
                seen[pk] = known[pk].seen == saw
    outcome = write(lines.standing, texts, user, seen=_seen(seen, lines.standing)) if texts else Outcome()
    taken.written = list(outcome.written)
    if needless:
        nothing_missing(lines.item, needless, lines.standing.locale_id, user)
    authors = _authors(outcome.meanwhile, lines.standing)
    for pk, theirs in outcome.meanwhile.items():
        taken.problems[pk] = Problem(_meanwhile(authors.get(pk, "")), written(theirs, sources[pk]))
    for pk in outcome.broken:
        taken.problems[pk] = Problem(_("This text cannot be shown on the page. Shorten it, or write it anew."))
    for pk, why in outcome.refused.items():
        taken.problems[pk] = Problem(why)
    taken.gone += [taken.typed[pk] for pk in outcome.gone if pk in taken.typed]
    _remember(post.get(HERE, ""), [*taken.problems, *taken.written], lines.standing, user)
    return taken


def _seen(same: Mapping[int, bool], standing: Standing) -> dict[int, str]:
    """The texts as they stand, where they are those the writer has seen."""
    now = dict(Rendering.objects.filter(segment__in=same, locale=standing.locale_id).values_list("segment", "text"))
    return {pk: now.get(pk, "") if is_same else UNKNOWN for pk, is_same in same.items()}


def _authors(pks: Mapping[int, str], standing: Standing) -> dict[int, str]:
    rows = Rendering.objects.filter(segment__in=pks, locale=standing.locale_id, author__isnull=False)
    return {row.segment_id: get_user_display_name(row.author) for row in rows.select_related("author")}


def _broken_mark(mark: str) -> str:
    says = _(
        "%(mark)s does not stand in the original, or lacks its other half. Write [1] before the words and [/1] after."
    )
    return says % {"mark": mark}


def _meanwhile(author: str) -> str:
    """Both texts are shown; the second save decides."""
    if author:
        says = _("%(name)s wrote this meanwhile. Yours is not saved: save again to put it in its place.")
        return says % {"name": author}
    return _("Somebody wrote this meanwhile. Yours is not saved: save again to put it in its place.")


def _remember(here: str, touched: list[int], standing: Standing, user: Any) -> None:
    """Where somebody is, or has written last."""
    pk = int(here) if is_key(here) else (touched[-1] if touched else None)
    if pk and Segment.objects.filter(pk=pk, item=standing.item_id, order__isnull=False).exists():
        Place.objects.update_or_create(user=user, standing=standing, defaults={"segment_id": pk})
