"""All items of the repository in all languages, read in two queries and kept until a competence is published."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from core.i18n.borrowed import says
from core.i18n.languages import LANGUAGES, X_DEFAULT
from core.kept import kept
from skills.codes import item_code
from skills.models import Competence
from skills.parts import lines_of
from skills.vocabularies import ItemKind

_KINDS = {"tasks": ItemKind.TASK.value, "outcomes": ItemKind.OUTCOME.value}
"""By the list an item stands in; a descriptor's list is its kind."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item. ``code``: ``c-3f9a1c2b``; ``kind``: of ``ItemKind``; ``texts``: by language, those that are published."""

    code: str
    kind: str
    texts: dict[str, str]

    @property
    def letter(self) -> str:
        """The competence it belongs to."""
        return self.code[0].upper()


@dataclass(frozen=True, slots=True)
class Area:
    """One competence with its items in the order it is read. ``steps``: the last step of its address, by language.

    ``origins``: where its texts were published, by language; none for the portal's own.
    """

    letter: str
    titles: dict[str, str]
    short_titles: dict[str, str]
    summaries: dict[str, str]
    origins: dict[str, str]
    steps: dict[str, str]
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Repository:
    """All that is published, from A to G. ``changed``: when last; ``None`` while there is nothing."""

    areas: tuple[Area, ...]
    changed: datetime | None

    def items(self) -> Iterator[Item]:
        """Every item, competence by competence."""
        for area in self.areas:
            yield from area.items

    def area(self, letter: str) -> Area | None:
        """The competence with this letter."""
        return next((area for area in self.areas if area.letter == letter), None)

    def item(self, code: str) -> Item | None:
        """The item with this code; the case of letters does not count."""
        return next((item for item in self.items() if item.code == code.lower()), None)

    def chosen(self, codes: Iterable[str]) -> list[Item]:
        """The items with these codes, in the order of the repository; unknown ones are left out."""
        wanted = set(codes)
        return [item for item in self.items() if item.code in wanted]


def language_for(texts: dict[str, str], reader: str) -> str:
    """The language a reader of ``reader`` is shown: the own one, else English, else the first of the house; ``""`` for no texts."""
    return next((code for code in (reader, X_DEFAULT, *LANGUAGES) if code in texts), "")


def repository() -> Repository:
    """The repository as it is published. Two queries, none once it is known."""
    return kept("skills/repository", _read)


def _read() -> Repository:
    rows = list(Competence.objects.published())
    below: dict[int, list[tuple[str, str, str]]] = {}
    letters = {row.pk: row for row in rows}
    for pk, name, key, text in lines_of(list(letters)):
        row = letters[pk]
        below.setdefault(pk, []).append((_KINDS.get(name, name), item_code(row.code, key), says(row, text)))
    areas = []
    for letter in sorted({row.code for row in rows}):
        same = {row.language: row for row in rows if row.code == letter}
        areas.append(
            Area(
                letter=letter,
                titles={language: row.title for language, row in same.items()},
                short_titles={language: row.short_title for language, row in same.items()},
                summaries={language: row.summary for language, row in same.items()},
                origins={language: row.origin for language, row in same.items() if row.origin},
                steps={language: row.slug for language, row in same.items()},
                items=_items({language: below.get(row.pk, []) for language, row in same.items()}),
            )
        )
    changed = max((row.last_published_at for row in rows if row.last_published_at), default=None)
    return Repository(tuple(areas), changed)


def _items(lines: dict[str, list[tuple[str, str, str]]]) -> tuple[Item, ...]:
    """The items of one competence. ``lines``: ``(kind, code, text)`` by language.

    Their order is that of the first language of the house that has the competence; what only others have follows.
    """
    found: dict[str, Item] = {}
    for language in (X_DEFAULT, *LANGUAGES):
        for kind, code, text in lines.get(language, ()):
            found.setdefault(code, Item(code, kind, {})).texts[language] = text
    order = ItemKind.values
    return tuple(sorted(found.values(), key=lambda item: order.index(item.kind)))
