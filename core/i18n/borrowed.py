"""Texts in another language than the page they stand on know their language, and say it wherever they are shown.

wagtail-localize fills what nobody has translated yet with the original's text, and a term without a label is shown in English. A
voice that reads Croatian must not read English words so. Such a text is a ``Said``: templates and ``format_html`` put it into a
``<bdi lang>`` by themselves. Which texts of a page are borrowed is known since it was published (``read_from``).
"""

import html
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol, Self, TypeVar
from uuid import UUID

from bs4 import BeautifulSoup, NavigableString, Tag
from django.core.signals import request_started
from django.db import models
from django.utils.safestring import SafeString
from django_tasks.signals import task_started
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import RichText

from core.i18n.said import Said
from core.kept import kept

_TAG = re.compile(r"<(br)?[^>]*>")
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdo",
        "br",
        "cite",
        "code",
        "em",
        "i",
        "kbd",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "u",
    ]
)
_TELLING = 40
"""Letters of a part that stands in no other text."""
Row = TypeVar("Row")
Texts = Mapping[str, str]
"""``{words: language}`` of the borrowed texts of one version."""


@dataclass(frozen=True, slots=True)
class Borrowed:
    """What is borrowed anywhere: by ``translation_key`` and id of the locale, and all of it by the language it stands in.

    ``machine``: of versions a machine translated first, ``parts`` or ``most`` of it; with ``-alone`` when one person stands for it.
    """

    versions: dict[tuple[UUID, int], dict[str, str]] = field(default_factory=dict)
    languages: dict[str, dict[str, str]] = field(default_factory=dict)
    machine: dict[tuple[UUID, int], str] = field(default_factory=dict)


class Version(Protocol):
    """A page or snippet in one language."""

    @property
    def translation_key(self) -> UUID: ...
    @property
    def locale_id(self) -> int: ...


class VersionKey(NamedTuple):
    """A version of which nothing else is at hand."""

    translation_key: UUID
    locale_id: int


def words(text: str) -> str:
    """A text of a translation without its tags, its spaces made one."""
    return _plain(html.unescape(_TAG.sub(lambda tag: " " if tag.group(1) else "", text)))


def _plain(text: str) -> str:
    return " ".join(text.split())


_read: Callable[[], Borrowed] = Borrowed
_known: Borrowed | None = None


def read_from(read: Callable[[], Borrowed]) -> None:
    """Who knows what is borrowed: the translation room registers it."""
    global _read
    _read = read
    forget()


def forget(**kwargs: Any) -> None:
    """Called when a request or a task begins, and after something was recorded."""
    global _known
    _known = None


def texts_of(version: Version) -> Texts:
    """What a version shows in another language than its own; empty for nearly all. No query most of the time."""
    versions = _borrowed().versions
    if not versions:
        return {}
    known = versions.get((version.translation_key, version.locale_id), {})
    # The page as a whole may be in the other language: then its texts need not say so each.
    return {} if getattr(version, "content_language", "") in known.values() else known


def by_machine(version: Version) -> str:
    """How much of a version a machine translated first: ``""``, ``parts`` or ``most``, as ``Borrowed.machine``. No query most of the time."""
    return _borrowed().machine.get((version.translation_key, version.locale_id), "")


def language_in(language: str, text: str) -> str:
    """The language of a text, or of a part of one, that was found on a version in ``language``: by its words alone."""
    known = _borrowed().languages.get(language)
    said = _plain(text.strip("… ")) if known else ""
    if not known or not said:
        return language
    if len(said) < _TELLING:
        return known.get(said, language)
    return next((source for one, source in known.items() if said in one), language)


def _borrowed() -> Borrowed:
    global _known
    known = _known
    if known is None:
        known = _known = kept("borrowed", lambda: _read())
    return known


def says(version: Version, text: str) -> str:
    """``text`` as ``version`` shows it: a ``Said`` when it is borrowed."""
    known = texts_of(version)
    return _told(text, known) if known and text else text


def mark(version: Any) -> None:
    """Lets all that ``version`` itself says know its language. For showing only: it must not be saved afterwards."""
    known = texts_of(version)
    if not known:
        return
    for column in version._meta.concrete_fields:
        if isinstance(column, models.CharField | models.TextField | StreamField) and column.attname in version.__dict__:
            value = getattr(version, column.attname)
            is_html = isinstance(column, RichTextField)
            setattr(version, column.attname, marked(value, known) if is_html else _told(value, known))


class ToldQuerySet(models.QuerySet):
    """Lists for showing: with ``told``, what is borrowed knows its language. Nobody saves their rows."""

    _is_told = False

    def told(self) -> Self:
        """The same rows, marked (``mark``) as they are read; not those of ``values`` and ``iterator``."""
        rows = self._chain()
        rows._is_told = True
        return rows

    def _clone(self) -> Self:
        rows = super()._clone()
        rows._is_told = self._is_told
        return rows

    def _fetch_all(self) -> None:
        is_new = self._result_cache is None
        super()._fetch_all()
        if is_new and self._is_told and _borrowed().versions:
            for row in self._result_cache or ():
                if isinstance(row, models.Model):
                    mark(row)


def told(rows: Iterable[Row]) -> list[Row]:
    """The rows of any list for showing, marked (``mark``)."""
    found = list(rows)
    for row in found:
        mark(row)
    return found


def _told(value: Any, known: Texts) -> Any:
    match value:
        case Said() | SafeString():
            return value
        case str():
            language = known.get(_plain(value))
            return Said(value, language) if language else value
        case RichText():
            return RichText(marked(value.source, known))
        case StructValue():
            for name, inner in value.items():
                value[name] = _told(inner, known)
        case StreamValue():
            for child in value:
                child.value = _told(child.value, known)
        case ListValue():
            for child in value.bound_blocks:
                child.value = _told(child.value, known)
        case TypedTable():
            _tell_table(value, known)
    return value


def _tell_table(table: TypedTable, known: Texts) -> None:
    table.caption = _told(table.caption, known)
    for column in table.columns:
        column["heading"] = _told(column["heading"], known)
    for row in table.row_data:
        row["values"] = [_told(cell, known) for cell in row["values"]]


def marked(text: str, known: Texts) -> str:
    """Rich text with ``lang`` on what is borrowed of it: paragraphs, items, and what stands loose between such."""
    soup = BeautifulSoup(text, "html.parser")
    _mark_below(soup, soup, known)
    return str(soup)


def _mark_below(node: Tag, soup: BeautifulSoup, known: Texts) -> None:
    children = list(node.children)
    if node is not soup and all(map(_is_inline, children)):
        if language := known.get(_words_of(children)):
            node["lang"] = language
        return
    loose: list[Any] = []
    for child in children:
        if _is_inline(child):
            loose.append(child)
            continue
        _wrap(loose, soup, known)
        loose = []
        if isinstance(child, Tag):
            _mark_below(child, soup, known)
    _wrap(loose, soup, known)


def _is_inline(node: Any) -> bool:
    return isinstance(node, NavigableString) or node.name in _INLINE


def _words_of(nodes: list[Any]) -> str:
    return words("".join(node.output_ready() if isinstance(node, NavigableString) else node.decode() for node in nodes))


def _wrap(loose: list[Any], soup: BeautifulSoup, known: Texts) -> None:
    if loose and (language := known.get(_words_of(loose))):
        span = soup.new_tag("span", attrs={"lang": language})
        loose[0].insert_before(span)
        span.extend(loose)


def connect() -> None:
    """Called once when the app is ready."""
    request_started.connect(forget, dispatch_uid="core.i18n.borrowed.request")
    task_started.connect(forget, dispatch_uid="core.i18n.borrowed.task")
