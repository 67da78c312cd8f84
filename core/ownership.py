"""What is an organisation's own: rooms name the field of their things that says whose they are, and who lets people in names its people.

Wagtail knows what one person has written, as the own of that person. Here the same holds for what belongs to an organisation one
works for. Rights over more than that come from groups, as everywhere.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any, cast

from django.db.models import Model, Q
from wagtail.models import Page


@dataclass(frozen=True, slots=True)
class Holding:
    """Keys of the organisations somebody works for, and of those among them somebody answers for."""

    works_for: Collection[int] = frozenset()
    answers_for: Collection[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Owned:
    """Things of one kind. ``field``: the name of the key of their organisation.

    ``published_by_managers``: whoever answers for the organisation publishes them too. ``parents``: under which pages its people
    add such pages. ``decided``: names of fields that others decide on.
    """

    model: type[Model]
    field: str
    published_by_managers: bool = False
    parents: type[Model] | None = None
    decided: tuple[str, ...] = ()


@dataclass(slots=True)
class _Book:
    owned: dict[type[Model], Owned] = field(default_factory=dict)
    holding: Callable[[Any], Holding] = lambda user: Holding()


_book = _Book()
_KEPT = "_core_own_pages"


def register(owned: Owned) -> None:
    """Makes a kind of things somebody's own. Rooms call it when they are ready."""
    _book.owned[owned.model] = owned


def let_in(holding: Callable[[Any], Holding]) -> None:
    """Says who works for whom, at most one query a request. The room that knows calls it when it is ready."""
    _book.holding = holding


def holding_of(user: Any) -> Holding:
    """For which organisations somebody works."""
    return _book.holding(user)


def owned(model: type[Model]) -> Owned | None:
    """How things of this kind, or of a class below it, are owned; ``None``: they are nobody's."""
    return next((kind for one in model.__mro__ if (kind := _book.owned.get(cast(Any, one)))), None)


def every() -> list[Owned]:
    """All kinds, in the order they were registered."""
    return list(_book.owned.values())


def own(model: type[Model], user: Any, *, to_publish: bool = False) -> Q:
    """Which rows are those of organisations somebody works for; of pages those of all kinds.

    With ``to_publish`` those somebody may publish because of answering for their organisation.
    """
    if issubclass(model, Page):
        return Q(pk__in=_pages(user, to_publish))
    kind = owned(model)
    return Q(**{f"{kind.field}__in": _keys(kind, user, to_publish)}) if kind else Q(pk__in=())


def is_own(instance: Model, user: Any, *, to_publish: bool = False) -> bool:
    """Whether a row is one of ``own``."""
    if isinstance(instance, Page):
        return instance.pk in _pages(user, to_publish)
    kind = owned(type(instance))
    return kind is not None and _owner(instance, kind.field) in _keys(kind, user, to_publish)


def _keys(kind: Owned, user: Any, to_publish: bool) -> Collection[int]:
    holding = holding_of(user)
    if to_publish:
        return holding.answers_for if kind.published_by_managers else ()
    return holding.works_for


def _owner(instance: Any, name: str) -> Any:
    return instance.pk if name == "pk" else getattr(instance, f"{name}_id")


def _pages(user: Any, to_publish: bool) -> frozenset[int]:
    """Keys of the pages, read once a request: one query a kind. A list of pages asks for each of its rows."""
    kept: dict[bool, frozenset[int]] = user.__dict__.setdefault(_KEPT, {})
    if to_publish not in kept:
        found: set[int] = set()
        for kind in every():
            if issubclass(kind.model, Page) and (keys := _keys(kind, user, to_publish)):
                rows = kind.model._default_manager.filter(**{f"{kind.field}__in": keys}, alias_of=None)
                found.update(rows.order_by().values_list("pk", flat=True))
        kept[to_publish] = frozenset(found)
    return kept[to_publish]
