"""Passages as people write them: ``[1]words[/1]`` in place of tags, and back.

Each tag of the original has a number, in the order in which they open; a translation's tag has that of the original's it
answers. What the original lacks is written by its name (``[b]words[/b]``), a line break as a new line. Nothing is lost on the way
there and back, whatever brackets the text itself has.
"""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

ALONE = ("b", "strong", "i", "em", "code", "abbr", "acronym")
"""Tags a translation may have more of than its original: they lead nowhere."""
_MARK = re.compile(rf"(\\*)\[(/?)(\d{{1,4}}|{'|'.join(ALONE)})\]")
_SPACE = re.compile(r" *[\t\r\n\f][ \t\r\n\f]*")
"""Lines of HTML code are no lines of the text."""


class MarksError(ValueError):
    """A mark without its other half, one across another, or one the original does not have; ``mark`` as it is written."""

    def __init__(self, mark: str) -> None:
        super().__init__(mark)
        self.mark = mark


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text inside of ``inside`` (names of its marks, the outer one first); of these ``opens`` begin with it."""

    text: str
    inside: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()

    @property
    def is_break(self) -> bool:
        """Whether a new line begins here."""
        return self.text == "\n"


@dataclass(frozen=True, slots=True)
class _Tag:
    name: str
    id: str
    closes: bool = False


class _Reader(HTMLParser):
    """A passage as texts and tags, in their order."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str | _Tag] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append(_Tag(tag, dict(attrs).get("id") or ""))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag != "br":
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag != "br":
            self.found.append(_Tag(tag, "", closes=True))

    def handle_data(self, data: str) -> None:
        self.found.append(data)


def _read(passage: str) -> list[str | _Tag]:
    reader = _Reader()
    reader.feed(passage)
    reader.close()
    return reader.found


def tags_of(source: str) -> Mapping[str, tuple[str, str]]:
    """``{number: (tag, id)}`` of an original, in its order."""
    tags = (one for one in _read(source) if isinstance(one, _Tag) and not one.closes and one.name != "br")
    return {str(number): (tag.name, tag.id) for number, tag in enumerate(tags, start=1)}


def has_lines(source: str) -> bool:
    """Whether an original has line breaks."""
    return "<br" in source


def written(passage: str, source: str) -> str:
    """The HTML of a ``passage``, the original's own or a translation's, with marks."""
    parts: list[str] = []
    words = ""
    for one, name in _named(passage, source):
        if isinstance(one, str):
            words += _SPACE.sub(" ", one)
            continue
        mark = "" if one.name == "br" else f"[{'/' if one.closes else ''}{name}]"
        parts += [_escaped(words, before=mark), mark or "\n"]
        words = ""
    return "".join([*parts, _escaped(words)])


def _escaped(words: str, before: str = "") -> str:
    """What looks like a mark in the text, and backslashes ``before`` a real one."""
    text = _MARK.sub(lambda mark: f"{mark[1]}{mark[1]}\\{mark[0][len(mark[1]) :]}", words)
    return text + text[len(text.rstrip("\\")) :] if before else text


def runs(passage: str, source: str) -> Sequence[Run]:
    """The same to be shown; a new line is a run ``"\\n"``."""
    found: list[Run] = []
    inside: list[str] = []
    opens: list[str] = []
    for one, name in _named(passage, source):
        if isinstance(one, _Tag) and one.name != "br":
            if one.closes:
                # What is empty still is something.
                if name in opens:
                    found.append(Run("", tuple(inside), tuple(opens)))
                    opens = []
                inside.pop()
            else:
                inside.append(name)
                opens.append(name)
            continue
        found.append(Run("\n" if isinstance(one, _Tag) else _SPACE.sub(" ", one), tuple(inside), tuple(opens)))
        opens = []
    return found


def _named(passage: str, source: str) -> Iterator[tuple[str | _Tag, str]]:
    """Texts and tags of a passage, each tag with the name of its mark; what is not closed is closed at the end."""
    free = dict(tags_of(source))
    open_ones: list[tuple[str, str]] = []
    for one in _read(passage):
        if isinstance(one, str) or one.name == "br":
            yield one, ""
        elif not one.closes:
            name = next((number for number, tag in free.items() if tag == (one.name, one.id)), "")
            free.pop(name, None)
            if name or one.name in ALONE:
                open_ones.append((one.name, name or one.name))
                yield one, name or one.name
        elif any(tag == one.name for tag, _name in open_ones):
            while open_ones:
                tag, name = open_ones.pop()
                yield _Tag(tag, "", closes=True), name
                if tag == one.name:
                    break
    for tag, name in reversed(open_ones):
        yield _Tag(tag, "", closes=True), name


def passage_of(text: str, source: str) -> str:
    """The HTML of a ``text`` with marks.

    Spaces around it and returns are left out. Raises MarksError.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").strip(" \n")
    known = tags_of(source)
    parts: list[str] = []
    open_ones: list[str] = []
    used: set[str] = set()
    at = 0
    for mark in _MARK.finditer(text):
        slashes = len(mark[1])
        parts.append(_html(text[at : mark.start()] + "\\" * (slashes // 2)))
        at = mark.end()
        name = mark[3]
        if slashes % 2:
            parts.append(_html(mark[0][slashes:]))
        elif mark[2]:
            if not open_ones or open_ones[-1] != name:
                raise MarksError(mark[0][slashes:])
            parts.append(f"</{_tag(open_ones.pop(), known)[0]}>")
        else:
            if name.isdecimal() and (name not in known or name in used):
                raise MarksError(mark[0][slashes:])
            tag, identity = _tag(name, known)
            parts.append(f'<{tag} id="{html.escape(identity)}">' if identity else f"<{tag}>")
            open_ones.append(name)
            used.add(name)
    if open_ones:
        raise MarksError(f"[{open_ones[-1]}]")
    parts.append(_html(text[at:]))
    return "".join(parts)


def _tag(name: str, known: Mapping[str, tuple[str, str]]) -> tuple[str, str]:
    return known[name] if name.isdecimal() else (name, "")


def _html(text: str) -> str:
    """As wagtail-localize writes texts."""
    return html.escape(text, quote=False).replace("\n", "<br/>")
