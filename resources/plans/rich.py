"""Rich text of the editor as parts of a paper."""

from collections.abc import Callable, Iterable
from html.parser import HTMLParser

from wagtail.rich_text import expand_db_html

from core.papers import Line, Part, Run

_BETWEEN = "\x1e"
_LISTS = {"ul": False, "ol": True}
Absolute = Callable[[str], str]
"""Makes the address of a link absolute."""


def expanded(sources: Iterable[str]) -> dict[str, str]:
    """``{as it is kept: as it is read}``. All at once, so that links cost the same few queries however many texts there are."""
    known = list(dict.fromkeys(sources))
    return dict(zip(known, expand_db_html(_BETWEEN.join(known)).split(_BETWEEN), strict=True))


def parts_of(html: str, absolute: Absolute, *, level: int = 4, language: str = "", aside: bool = False) -> list[Part]:
    """Paragraphs, lists and headings (all of one ``level``) of expanded rich text. Lists in lists become one."""
    reader = _Reader(absolute, level, language, aside)
    reader.feed(html)
    reader.close()
    reader.end()
    return reader.parts


class _Reader(HTMLParser):
    def __init__(self, absolute: Absolute, level: int, language: str, aside: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[Part] = []
        self._absolute, self._level, self._language, self._aside = absolute, level, language, aside
        self._line: Line = []
        self._items: list[Line] = []
        self._lists: list[bool] = []
        self._heading = False
        self._bold = self._italic = 0
        self._href = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("p", "li", "h2", "h3", "h4") or tag in _LISTS:
            self._break()
        if tag in _LISTS:
            self._lists.append(_LISTS[tag])
        elif tag in ("h2", "h3", "h4"):
            self._heading = True
        elif tag in ("b", "strong"):
            self._bold += 1
        elif tag in ("i", "em"):
            self._italic += 1
        elif tag == "a":
            self._href = self._target(dict(attrs).get("href") or "")
        elif tag == "br":
            self._line.append(Run(" "))

    def handle_endtag(self, tag: str) -> None:
        if tag in ("p", "li", "h2", "h3", "h4") or tag in _LISTS:
            self._break()
        if tag in _LISTS and self._lists:
            ordered = self._lists.pop()
            if not self._lists:
                self._list(ordered)
        elif tag in ("h2", "h3", "h4"):
            self._heading = False
        elif tag in ("b", "strong"):
            self._bold = max(0, self._bold - 1)
        elif tag in ("i", "em"):
            self._italic = max(0, self._italic - 1)
        elif tag == "a":
            self._href = ""

    def handle_data(self, data: str) -> None:
        if data:
            self._line.append(Run(data, bool(self._bold), bool(self._italic), self._href))

    def end(self) -> None:
        """What is left open is part of it too."""
        self._break()
        self._list(bool(self._lists and self._lists[0]))

    def _target(self, href: str) -> str:
        address = self._absolute(href) if href else ""
        return address if address.startswith(("http://", "https://", "mailto:", "tel:")) else ""

    def _break(self) -> None:
        line, self._line = self._line, []
        if not "".join(run.text for run in line).strip():
            return
        if self._lists:
            self._items.append(line)
            return
        kind, level = ("heading", self._level) if self._heading else ("text", 0)
        self.parts.append(Part(kind=kind, level=level, lines=[line], language=self._language, aside=self._aside))

    def _list(self, ordered: bool) -> None:
        if self._items:
            self.parts.append(
                Part(kind="items", lines=self._items, ordered=ordered, language=self._language, aside=self._aside)
            )
        self._items = []
