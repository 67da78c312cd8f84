"""What the desk shows: how far each language is, and rows of things; each list costs the same for two things and for two hundred."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, Count, F, IntegerField, Min, Q, QuerySet, Sum, When
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from wagtail.models import Locale

from core.collation import sort_key
from core.i18n.languages import LANGUAGES, endonym, exonym
from core.kept import kept
from translation.desk.bar import PARTS, Part, parts_of
from translation.desk.names import PASSAGES
from translation.kinds import kinds
from translation.models import Item, Standing
from translation.vocabularies import ItemState

ALL, TO_DO = "all", "todo"
ME, NOBODY = "me", "nobody"
LATE, WEEK = "late", "week"


@dataclass(frozen=True, slots=True)
class Coverage:
    """One language: passages by their state, words still to do, and things whose source has changed."""

    language: str
    name: str
    percent: int
    parts: Sequence[Part]
    words_left: int
    changed: int
    waiting: int
    mine: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A thing in one language. ``url``: its passages, or where it is begun; ``""`` for whom it is not."""

    language: str
    state: ItemState
    changed: int
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """A thing. ``standing``: in the one language that is asked for; ``cells``: in all of them else.

    ``url``: its passages; ``form_url``: where it is written, ``""`` for whom it is not.
    """

    title: str
    kind: str
    source: str
    url: str = ""
    form_url: str = ""
    standing: Any = None
    passages: int = 0
    cells: Sequence[Cell | None] = ()

    @property
    def is_late(self) -> bool:
        """Whether its day is over."""
        return bool(self.standing and self.standing.due and self.standing.due < timezone.localdate())


def locales() -> dict[int, str]:
    """Languages by pk of their locale, in the order of the house; no query most of the time."""
    return kept("translation/locales", _locales)


def _locales() -> dict[int, str]:
    found = dict(Locale.objects.values_list("pk", "language_code"))
    order = {code: number for number, code in enumerate(LANGUAGES)}
    return dict(sorted(found.items(), key=lambda pair: order.get(pair[1], len(order))))


def coverage(languages: dict[int, str], mine: Iterable[int]) -> list[Coverage]:
    """All languages; one query."""
    sums = {name.value: Sum(name.value) for name in PARTS}
    rows = (
        Standing.objects.filter(item__live=True)
        .order_by()
        .values("locale")
        .annotate(
            passages=Sum("total"),
            left=Sum("words_left"),
            changed_things=Count("pk", filter=Q(state=ItemState.CHANGED)),
            waiting=Count("pk", filter=~Q(state=ItemState.PUBLISHED)),
            **{f"sum_{name}": total for name, total in sums.items()},
        )
    )
    by_locale = {row["locale"]: row for row in rows}
    own = set(mine)
    return [_coverage(code, by_locale[pk], mine=pk in own) for pk, code in languages.items() if pk in by_locale]


def _coverage(code: str, row: dict[str, Any], *, mine: bool) -> Coverage:
    total = row["passages"] or 0
    parts = parts_of({state: row[f"sum_{state.value}"] or 0 for state in PARTS})
    # Rounded down: nothing is ready before all of it is.
    percent = 100 * parts[0].count // total if total else 100
    left, changed, waiting = row["left"] or 0, row["changed_things"], row["waiting"]
    return Coverage(code, endonym(code), percent, parts, left, changed, waiting, mine)


def kinds_there_are() -> list[tuple[str, str]]:
    """``(pk, name)`` of the kinds of things, in the reader's words and alphabet; no query most of the time."""
    types = kept("translation/content_types", _content_types)
    return sorted(((str(pk), _kind_of(pk)) for pk in types), key=lambda pair: sort_key(pair[1]))


def _content_types() -> list[int]:
    return list(Item.objects.filter(live=True).order_by().values_list("content_type", flat=True).distinct())


def title_of(item: Item) -> str:
    """The thing's own title, or the name of its kind."""
    return item.title or _kind_of(item.content_type_id)


def _kind_of(pk: int) -> str:
    content_type = ContentType.objects.get_for_id(pk)
    model = content_type.model_class()
    return capfirst(str(model._meta.verbose_name)) if model else content_type.name


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is asked for. ``state``: one of ``ItemState``, ``TO_DO`` or ``""`` for all; ``kind`` and ``source`` are keys of
    content type and locale; ``owner``: a key, 0 for nobody; ``due``: ``LATE`` or ``WEEK``.
    """

    state: str = ""
    kind: str = ""
    source: int | None = None
    owner: int | None = None
    due: str = ""

    @classmethod
    def of(cls, get: Mapping[str, str], user: Any) -> "Asked":
        """From an address; what cannot be chosen counts for nothing."""
        state, kind, source = get.get("state", TO_DO), get.get("kind", ""), get.get("source", "")
        owners = {ME: user.pk, NOBODY: 0}
        return cls(
            state="" if state == ALL else state if state in {*ItemState.values, TO_DO} else TO_DO,
            kind=kind if kind.isdecimal() and len(kind) < 10 else "",
            source=next((pk for pk, code in locales().items() if code == source), None),
            owner=owners.get(get.get("owner", "")),
            due=get.get("due", "") if get.get("due") in (LATE, WEEK) else "",
        )

    def of_standings(self, rows: QuerySet) -> QuerySet:
        """Those of ``rows`` that are asked for."""
        if self.state == TO_DO:
            rows = rows.exclude(state=ItemState.PUBLISHED)
        elif self.state:
            rows = rows.filter(state=self.state)
        if self.owner is not None:
            rows = rows.filter(owner=self.owner or None)
        if self.due:
            today = timezone.localdate()
            rows = rows.filter(due__lt=today) if self.due == LATE else rows.filter(due__lte=today + timedelta(days=7))
        return rows


def one_language(locale: int, asked: Asked) -> QuerySet:
    """What is to be done in a language: what has a day, the oldest debt, and last what is done."""
    rows = asked.of_standings(Standing.objects.filter(item__live=True, locale=locale))
    if asked.kind:
        rows = rows.filter(item__content_type=asked.kind)
    if asked.source:
        rows = rows.filter(item__locale=asked.source)
    done = Case(When(state=ItemState.PUBLISHED, then=1), default=0, output_field=IntegerField())
    return rows.select_related("item", "owner").order_by(
        done, F("due").asc(nulls_last=True), F("since").asc(nulls_last=True), "item__title", "pk"
    )


def all_languages(asked: Asked) -> QuerySet:
    """Things with something to do in any language, the oldest debt first."""
    items = Item.objects.filter(live=True)
    if asked.kind:
        items = items.filter(content_type=asked.kind)
    if asked.source:
        items = items.filter(locale=asked.source)
    if asked.state or asked.due or asked.owner is not None:
        items = items.filter(pk__in=asked.of_standings(Standing.objects.all()).values("item"))
    oldest = Case(When(~Q(standings__state=ItemState.PUBLISHED), then=F("standings__since")))
    return items.annotate(oldest=Min(oldest)).order_by(F("oldest").asc(nulls_last=True), "title", "pk")


@dataclass(frozen=True, slots=True)
class Rows:
    """Makes rows for ``user``, who may write pages in ``mine``."""

    user: Any
    languages: Mapping[int, str]
    mine: Sequence[int]

    def of_language(self, standings: Iterable[Standing]) -> list[Row]:
        """One row a standing, with its ``item``."""
        return [
            replace(
                self._row(one.item),
                url=self._passages_url(one.item, one),
                form_url=self._form_url(one.item, one),
                standing=one,
                passages=one.total - one.approved,
            )
            for one in standings
        ]

    def of_all(self, items: Sequence[Item]) -> list[Row]:
        """One row an item, with a cell for each language; one query."""
        by_item: dict[int, dict[int, Standing]] = {}
        for standing in Standing.objects.filter(item__in=[item.pk for item in items]):
            by_item.setdefault(standing.item_id, {})[standing.locale_id] = standing
        return [replace(self._row(item), cells=self._cells(item, by_item.get(item.pk, {}))) for item in items]

    def _row(self, item: Item) -> Row:
        kind = _kind_of(item.content_type_id)
        return Row(title_of(item), kind if item.title else "", exonym(self.languages[item.locale_id]))

    def _cells(self, item: Item, standings: Mapping[int, Standing]) -> list[Cell | None]:
        found = ((code, standings.get(pk)) for pk, code in self.languages.items())
        return [
            Cell(code, ItemState(one.state), one.changed, self._cell_url(item, one)) if one else None
            for code, one in found
        ]

    def _passages_url(self, item: Item, standing: Standing) -> str:
        return reverse(PASSAGES, args=[item.pk, self.languages[standing.locale_id]])

    def _cell_url(self, item: Item, standing: Standing) -> str:
        """What nobody has begun has no passages to look at."""
        begun = standing.total > standing.missing
        return self._passages_url(item, standing) if begun else self._form_url(item, standing)

    def _form_url(self, item: Item, standing: Standing) -> str:
        """The form of a version, or the passages where it is written, or begun, by them."""
        content_type = ContentType.objects.get_for_id(item.content_type_id)
        if standing.locale_id not in self.mine:
            return ""
        language = self.languages[standing.locale_id]
        begins = standing.state in (ItemState.FALLBACK, ItemState.MISSING)
        if standing.managed or begins:
            return self._passages_url(item, standing)
        return kinds()[item.kind].form_url(content_type, item.source_pk, standing.target_pk, language)
