"""Which statements somebody is asked about."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from core.i18n.borrowed import says
from core.i18n.said import language_of_text
from skills.models import Statement, StatementSet
from skills.vocabularies import DescriptorKind

_ORDER = {kind: place for place, kind in enumerate(DescriptorKind.values)}


@dataclass(frozen=True, slots=True)
class Asked:
    """One statement. ``key``: its name in results; ``language``: BCP 47 code of the text."""

    key: str
    kind: str
    text: str
    language: str


@dataclass(slots=True)
class AskedSet:
    """The published statements of one competence in the language nearest to the reader's, by kind."""

    code: str
    version: int
    language: str
    statements: list[Asked] = field(default_factory=list)


def asked_of(language: str, codes: Iterable[str] | None = None) -> list[AskedSet]:
    """The statements for readers of ``language``, from A to G; ``codes``: only these competences. Two queries.

    What has no statements is left out.
    """
    wanted = None if codes is None else set(codes)
    rows = [row for row in StatementSet.objects.best_in(language) if wanted is None or row.code in wanted]
    found = {row.pk: row for row in rows}
    items: dict[int, list[Statement]] = {}
    for item in Statement.objects.filter(statement_set__in=found).order_by("sort_order", "pk"):
        items.setdefault(item.statement_set_id, []).append(item)
    return [_set(row, items[row.pk]) for row in rows if row.pk in items]


def asked_of_draft(row: StatementSet) -> AskedSet:
    """The statements as they are being edited."""
    return _set(row, list(row.statements.all()))


def _set(row: StatementSet, items: Iterable[Statement]) -> AskedSet:
    asked = AskedSet(row.code, row.version, row.language)
    for item in sorted(items, key=lambda item: _ORDER.get(item.kind, 0)):
        text = says(row, item.text)
        asked.statements.append(Asked(str(item.translation_key), item.kind, text, language_of_text(text, row.language)))
    return asked
