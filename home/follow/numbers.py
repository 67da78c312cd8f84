"""How many follow what: numbers alone, for those who publish."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from core.feeds import told_in
from core.i18n.languages import LANGUAGES, active_language, exonym
from core.vocabularies import Theme
from home.models import Follower
from home.vocabularies import Rhythm


@dataclass(frozen=True, slots=True)
class Table:
    """``rows``: (what, how many follow it)."""

    title: str
    rows: Sequence[tuple[str, int]]


def tables() -> tuple[int, list[Table]]:
    """How many follow, and how many of them each language, kind, theme and rhythm; one query.

    Who has chosen no kind or no theme hears of all, and is counted with each.
    """
    rows = list(Follower.objects.values_list("language", "languages", "kinds", "themes", "rhythm"))
    languages = {code: exonym(code) for code in LANGUAGES}
    kinds = {told.kind: told.title for told in told_in(active_language())}
    themes, rhythms = dict(Theme.choices), dict(Rhythm.choices)
    return len(rows), [
        _table(_("Language of the mails"), languages, [[row[0]] for row in rows]),
        _table(_("Languages of the texts"), languages, [row[1] for row in rows]),
        _table(_("Kinds of news"), kinds, [row[2] or kinds for row in rows]),
        _table(_("Themes"), themes, [row[3] or themes for row in rows]),
        _table(_("How often at most"), rhythms, [[row[4]] for row in rows]),
    ]


def _table(title: str, labels: Mapping[str, Any], chosen: Sequence[Iterable[str]]) -> Table:
    counted = Counter(code for codes in chosen for code in codes)
    return Table(title, [(str(label), counted[code]) for code, label in labels.items()])
