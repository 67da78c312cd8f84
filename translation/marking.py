"""Gives what a page has borrowed from another language a ``lang`` of its own, in the HTML as it is sent.

A paragraph, heading or link is known by its words, wherever it stands: on the page itself, in a card, among hits. Everything
else of the document stays as it is, letter by letter.
"""

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.http import HttpRequest, HttpResponse

from core.i18n.languages import active_language
from translation.borrowed import borrowed_in

_TAG = re.compile(r"<[^>]*>")
_VOID = frozenset({"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
_MAIN = "<main"


def words(text: str) -> str:
    """A text without tags, its spaces made one."""
    return " ".join(html.unescape(_TAG.sub("", text)).split())


@dataclass(slots=True)
class _Open:
    """An element that has begun: where its attributes may stand, what it says so far, and which text in it is marked."""

    tag: str
    place: int
    said: list[str] = field(default_factory=list)
    has_language: bool = False
    marked: str = ""


class _Finder(HTMLParser):
    """Collects ``{place: language}``: where a ``lang`` belongs."""

    def __init__(self, borrowed: Mapping[str, str]) -> None:
        super().__init__(convert_charrefs=True)
        self.places: dict[int, str] = {}
        self._borrowed = borrowed
        self._open: list[_Open] = []
        self._lines = [0]

    def read(self, document: str) -> dict[int, str]:
        for line in document.splitlines(keepends=True):
            self._lines.append(self._lines[-1] + len(line))
        self.feed(document)
        self.close()
        return self.places

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _VOID:
            self.handle_data(" ")
            return
        line, column = self.getpos()
        place = self._lines[line - 1] + column + 1 + len(tag)
        self._open.append(_Open(tag, place, has_language=any(name == "lang" for name, _value in attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Says nothing."""

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open[-1].said.append(data)

    def handle_endtag(self, tag: str) -> None:
        if not any(one.tag == tag for one in self._open):
            return
        while self._open:
            ended = self._open.pop()
            said = "".join(ended.said)
            text = " ".join(said.split())
            language = self._borrowed.get(text)
            if language and ended.marked != text and not any(one.has_language for one in (*self._open, ended)):
                self.places[ended.place] = language
            if self._open:
                self._open[-1].said.append(said)
                self._open[-1].marked = text if language else ended.marked
            if ended.tag == tag:
                return


def marked(document: str, borrowed: Mapping[str, str]) -> str:
    """``document`` with ``lang`` on the elements of its ``<main>`` that say a text of ``borrowed``, ``{text: language}``."""
    start = document.find(_MAIN)
    if start < 0:
        return document
    before, main = document[:start], document[start:]
    for place, language in sorted(_Finder(borrowed).read(main).items(), reverse=True):
        main = f'{main[:place]} lang="{language}"{main[place:]}'
    return before + main


class BorrowedTextsMiddleware:
    """Marks pages of the portal while there are borrowed texts in their language."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        language = active_language()
        is_page = not response.streaming and response.get("Content-Type", "").startswith("text/html")
        if not is_page or not request.path_info.startswith(f"/{language}/"):
            return response
        if borrowed := borrowed_in(language):
            known = {words(text): source for text, source in borrowed.items()}
            response.content = marked(response.content.decode(response.charset), known).encode(response.charset)
            if response.has_header("Content-Length"):
                response["Content-Length"] = str(len(response.content))
        return response
