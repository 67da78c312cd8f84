"""What was published: read once for all who are written to, whatever they have chosen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import ngettext
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from core.feeds import Source, sources, told_in
from core.i18n.languages import LANGUAGES, active_language, exonym
from core.letters.letter import Entry, Group, absolute
from core.models import BasePage
from home.follow.choices import Choices

SHOWN = 6
"""As many of one kind are named in a mail; the others are counted."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One text in the ``versions`` it is written in, by their language."""

    themes: frozenset[str]
    versions: dict[str, BasePage]

    def told(self, languages: list[str], since: datetime, until: datetime) -> BasePage | None:
        """The version that is news: the first of these languages it is written in, if that was published in this time.

        A text somebody could read in their first language before is no news in the second one.
        """
        page = next((self.versions[code] for code in languages if code in self.versions), None)
        return page if page and since < page.first_published_at <= until else None


class News:
    """What was published after ``since`` and not after ``until``, and is public now; three queries a kind, and one for each type of it."""

    def __init__(self, since: datetime, until: datetime) -> None:
        self._until = until
        self._of = {kind: (source, list(_things(pages, since, until))) for kind, pages, source in sources()}
        self._groups: dict[tuple[Choices, datetime], list[Group]] = {}

    def groups(self, choices: Choices, since: datetime) -> list[Group]:
        """What is new for these choices, in the active language, which is theirs; no query for choices that were asked before."""
        key = choices, since
        if key not in self._groups:
            self._groups[key] = list(self._told(choices, since))
        return self._groups[key]

    def _told(self, choices: Choices, since: datetime) -> Iterator[Group]:
        order = sorted(choices.languages, key=lambda code: (code != choices.language, LANGUAGES.index(code)))
        for told in told_in(active_language()):
            if told.kind not in self._of or (choices.kinds and told.kind not in choices.kinds):
                continue
            source, things = self._of[told.kind]
            pages = [
                page
                for thing in things
                if not (choices.themes and thing.themes) or thing.themes.intersection(choices.themes)
                if (page := thing.told(order, since, self._until)) and source.is_news(page)
            ]
            if pages:
                pages.sort(key=lambda page: page.first_published_at, reverse=True)
                yield Group(told.title, [_entry(page, source) for page in pages[:SHOWN]], _more(len(pages), told.url))


def _things(pages: Any, since: datetime, until: datetime) -> Iterator[Thing]:
    """Whatever has a version of this time, with all its versions."""
    public = pages.in_public().real()
    keys = public.filter(first_published_at__gt=since, first_published_at__lte=until)
    keys = set(keys.order_by().values_list("translation_key", flat=True))
    if not keys:
        return
    long = [column.name for column in pages.model._meta.get_fields() if isinstance(column, StreamField | RichTextField)]
    rows = (
        public.filter(translation_key__in=keys).exclude(first_published_at=None).select_related("locale").defer(*long)
    )
    by_key: dict[Any, dict[str, BasePage]] = {}
    for page in rows:
        by_key.setdefault(page.translation_key, {})[page.locale.language_code] = page
    # What a page is about is known by its own type, which may be a narrower one; it is the same in all languages.
    one_each = [next(iter(versions.values())).pk for versions in by_key.values()]
    for page in Page.objects.filter(pk__in=one_each).specific():
        yield Thing(frozenset(page.subject().themes), by_key[page.translation_key])


def _entry(page: BasePage, source: Source) -> Entry:
    language = page.content_language
    name = exonym(language) if language != active_language() else ""
    note = " · ".join(part for part in (name, source.note(page)) if part)
    return Entry(page.title, absolute(page.url or "/"), page.summary, language, note)


def _more(number: int, url: str) -> tuple[str, str] | None:
    rest = number - SHOWN
    if rest <= 0 or not url:
        return None
    return ngettext("%(n)s more in the list", "%(n)s more in the list", rest) % {"n": rest}, absolute(url)
