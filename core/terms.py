"""Vocabularies an administrator may add to: the terms of the code, with what the database adds, renames, orders, withdraws.

The one home of ``choices``, ``values`` and labels of such a vocabulary. What the database says is read once a process; it is
read again when the mark in the shared cache is another one, which is looked at when a request or a task begins.
"""

import time
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache, wraps
from itertools import count
from typing import Any, NamedTuple, TypeVar

from django.core.cache import caches
from django.core.signals import request_started
from django.db import OperationalError, ProgrammingError, models, transaction
from django.utils.translation import get_language
from django_tasks.signals import task_started

from core.i18n.said import Said

MARK = "terms"
LONGEST = 600
"""Seconds after which the database is read again in any case: the shared cache may be away while somebody saves."""
LAST_RESORT = "en"
"""The language of an added term where it has no label in the reader's."""

Value = TypeVar("Value")
_numbers = count(1)


class Row(NamedTuple):
    """What the database says about a term. ``labels``: ``{language: label}``, those that are written."""

    scheme: str
    code: str
    labels: dict[str, str]
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Edition:
    """What the database said about all terms, in their order. ``number`` differs wherever the rows do."""

    rows: tuple[Row, ...] = ()
    number: int = field(default_factory=lambda: next(_numbers))


@dataclass(slots=True)
class _Known:
    """What this process knows: the edition, the mark it belongs to, when it was read; ``edition`` is ``None`` when it is old."""

    edition: Edition | None
    mark: Any
    read_at: float


_UNTOUCHED = Edition()
_latest = _UNTOUCHED
_known = _Known(None, None, 0.0)


def edition() -> Edition:
    """What is known now; one query when the terms have changed, else none."""
    global _known, _latest
    known = _known
    if known.edition is not None:
        return known.edition
    try:
        rows = _read_rows()
    except (OperationalError, ProgrammingError):  # before the first migration
        return _UNTOUCHED
    # Equal rows are the same edition: what was made of them holds.
    _latest = _latest if rows == _latest.rows else Edition(rows)
    _known = _Known(_latest, known.mark, time.monotonic())
    return _latest


_read_rows: Callable[[], tuple[Row, ...]] = tuple


def read_from(rows: Callable[[], tuple[Row, ...]]) -> None:
    """Where all rows come from, in their order: the models register it, as they stand above the vocabularies."""
    global _read_rows
    _read_rows = rows


def codes_of(scheme: str) -> frozenset[str]:
    """The codes the database holds of a vocabulary, for rooms below that vocabulary's."""
    return frozenset(row.code for row in edition().rows if row.scheme == scheme)


def refresh(**kwargs: Any) -> None:
    """Notices what another process has saved; called when a request or a task begins. No query."""
    global _known
    mark = caches["shared"].get(MARK)
    if mark != _known.mark or time.monotonic() - _known.read_at > LONGEST:
        _known = _Known(None, mark, time.monotonic())


def forget_all() -> None:
    """Only the terms of the code from now on, until somebody saves one: for tests, which undo what they save."""
    global _known
    _known = _Known(_UNTOUCHED, None, time.monotonic())


def renew(**kwargs: Any) -> None:
    """Called after the terms have been written: this process reads them at their next use, the others at their next request.

    What is read before the commit counts for this request only, as it may yet be undone.
    """
    global _known
    _known = _Known(None, uuid.uuid4(), time.monotonic())
    transaction.on_commit(_mark_anew)


def connect() -> None:
    """Called once when the app is ready."""
    request_started.connect(refresh, dispatch_uid="core.terms.request")
    task_started.connect(refresh, dispatch_uid="core.terms.task")


def _mark_anew() -> None:
    caches["shared"].set(MARK, str(uuid.uuid4()), None)


def until_changed(function: Callable[..., Value]) -> Callable[..., Value]:
    """Keeps what ``function`` makes of the terms for each set of (hashable) arguments, until the terms change."""

    @lru_cache(maxsize=4096)
    def kept(_number: int, *args: Any, **kwargs: Any) -> Value:
        return function(*args, **kwargs)

    @wraps(function)
    def current(*args: Any, **kwargs: Any) -> Value:
        return kept(edition().number, *args, **kwargs)

    return current


@dataclass(frozen=True, slots=True)
class _Standing:
    """The terms of one vocabulary in an edition."""

    codes: tuple[str, ...]
    withdrawn: frozenset[str]
    labels: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Concept:
    """One term: its code (SKOS: notation), and its label in the active language."""

    value: str
    vocabulary: "Vocabulary"

    @property
    def label(self) -> str:
        """The label in the active language."""
        return self.vocabulary.label(self.value)

    def __str__(self) -> str:
        return self.value


class Vocabulary:
    """A vocabulary whose terms are those of the code and those an administrator has added.

    It is read as the ``TextChoices`` it is made of (``built_in``): ``choices``, ``values``, ``Service(code).label``, ``Service.COUNSELLING``.
    ``reserved``: codes that mean something else where this vocabulary's are written. ``default``: the code new objects get.
    """

    do_not_call_in_templates = True

    def __init__(
        self,
        scheme: str,
        built_in: Any,
        label_of: Callable[[str], str] | None = None,
        reserved: tuple[str, ...] = (),
        default: str = "",
    ) -> None:
        self.scheme, self.built_in, self.reserved, self.default = scheme, built_in, frozenset(reserved), default
        self.__name__, self.__doc__ = built_in.__name__, built_in.__doc__
        self._label_of = label_of
        self._own = frozenset(built_in.values)
        self._standing = until_changed(self._read)

    def __repr__(self) -> str:
        return f"<Vocabulary {self.scheme}>"

    def __getattr__(self, name: str) -> Any:
        """The built-in terms the code refers to: ``Service.COUNSELLING``. Raises AttributeError for others."""
        if not name.isupper():
            raise AttributeError(name)
        return getattr(self.built_in, name)

    def __call__(self, code: str) -> Concept:
        """The term with this code. Raises ValueError when there is none."""
        if code not in self:
            raise ValueError(f"{code!r} is not a valid {self.__name__}")
        return Concept(str(code), self)

    def __contains__(self, code: object) -> bool:
        return code in self._standing().labels

    def __iter__(self) -> Iterator[Concept]:
        return (Concept(code, self) for code in self.values)

    @property
    def values(self) -> list[str]:
        """All codes in their order, withdrawn ones too: they stay valid where they are used."""
        return list(self._standing().codes)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """(code, label in the active language) of all terms, for forms: an option holds words only."""
        return [(code, str(self.label(code))) for code in self._standing().codes]

    @property
    def withdrawn(self) -> frozenset[str]:
        """Codes that are not offered any more."""
        return self._standing().withdrawn

    @property
    def is_standard(self) -> bool:
        """Whether a standard gives its codes and names, as with languages."""
        return self._label_of is not None

    def is_built_in(self, code: str) -> bool:
        """Whether the code of the portal knows the term."""
        return code in self._own

    def label(self, code: str) -> str:
        """What the term is called in the active language; an unknown code stands for itself.

        A term nobody has named in it is called by its English label, which says so (``core.i18n.said``).
        """
        own = self._standing().labels.get(code, {})
        language = (get_language() or LAST_RESORT).split("-")[0]
        if label := own.get(language) or self.own_label(code):
            return label
        return Said(own[LAST_RESORT], LAST_RESORT) if own.get(LAST_RESORT) else str(code)

    def own_label(self, code: str) -> str:
        """The portal's own name of a term in the active language, ``""`` for one it has no name for."""
        if self._label_of is not None:
            return self._label_of(code)
        return str(self.built_in(code).label) if code in self._own else ""

    def _read(self) -> _Standing:
        rows = {row.code: row for row in edition().rows if row.scheme == self.scheme}
        codes = (*rows, *(str(code) for code in self.built_in.values if code not in rows))
        return _Standing(
            codes,
            frozenset(code for code, row in rows.items() if row.withdrawn),
            {code: rows[code].labels if code in rows else {} for code in codes},
        )


def open_vocabulary(
    scheme: str, reserved: tuple[str, ...] = (), default: str = ""
) -> Callable[[type[models.TextChoices]], Vocabulary]:
    """Makes a ``TextChoices`` a vocabulary to which an administrator may add."""
    return lambda built_in: Vocabulary(scheme, built_in, reserved=reserved, default=default)
