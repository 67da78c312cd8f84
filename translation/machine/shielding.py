"""What must not be translated is put into a tag the service leaves alone, and taken out of it again.

Placeholders, addresses, numbers that every language writes alike, and terms of the glossary: these stand in the tag as the other
language says them. What comes back in such a tag is not looked at, only where the tag stands; a tag that is lost or doubled
means that the passage cannot be used.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag

from translation.checks import MAIL, PLACEHOLDER, URL
from translation.glossary import matching

_TAG = re.compile(r"<[^>]*>")
_NUMBER = re.compile(r"(?<![\w.,/-])\+?\d+(?![\w/-]|[.,]\d)")
_ENTITY = re.compile(r"&#?\w+;")


class LostError(Exception):
    """A tag did not come back, or came back twice."""


@dataclass(frozen=True, slots=True)
class Shielded:
    """``html`` for the service; ``kept``: what stands for each of its tags, by their numbers."""

    html: str
    kept: tuple[str, ...]

    def opened(self, answer: str) -> str:
        """The translation with everything in its place again. Raises LostError."""
        page = _parsed(answer)
        tags = [tag for tag in page.find_all(["x", "span"]) if re.fullmatch(r"x?\d+", str(tag.get("id", "")))]
        numbers = [int(str(tag["id"]).removeprefix("x")) for tag in tags]
        if sorted(numbers) != list(range(len(self.kept))):
            raise LostError
        for tag, number in zip(tags, numbers, strict=True):
            tag.replace_with(*_parsed(self.kept[number]).contents)
        return page.decode_contents().strip()


def shielded(text: str, source: str, target: str, opening: str) -> Shielded:
    """A passage (HTML) of language ``source`` for a service that writes ``target``; ``opening``: see ``Provider.shield``."""
    closing = f"</{opening[1:].split(' ')[0]}>"
    parts: list[str] = []
    kept: list[str] = []
    at = 0
    for start, end, said in _spans(text, source, target):
        parts += [text[at:start], opening.format(len(kept)), said, closing]
        kept.append(said)
        at = end
    parts.append(text[at:])
    # Services that read XML want every tag closed; Beautiful Soup writes them so.
    return Shielded(_parsed("".join(parts)).decode_contents(), tuple(kept))


def _parsed(text: str) -> Tag:
    """A passage in an element of its own: alone, one that is an address or the name of a file is taken for a mistake.

    Raises LostError for one that ends the element.
    """
    page = BeautifulSoup(f"<div>{text}</div>", "html.parser")
    found = page.div
    if found is None or len(page.contents) != 1:
        raise LostError
    return found


def _spans(text: str, source: str, target: str) -> Iterator[tuple[int, int, str]]:
    """``(start, end, what is to stand there)`` in their order, none inside another one or inside a tag."""
    plain = _TAG.sub(lambda tag: "\0" * len(tag[0]), text)
    plain = _ENTITY.sub(lambda entity: "\0" * len(entity[0]), plain)
    found = [
        (*one.span(), text[slice(*one.span())])
        for pattern in (PLACEHOLDER, URL, MAIL, _NUMBER)
        for one in pattern.finditer(plain)
    ]
    found += [
        (one.start, one.end, said) for one in matching.occurrences(text, source) if (said := _term(text, one, target))
    ]
    last = 0
    # Of two that begin at one letter the longer one counts.
    for start, end, said in sorted(found, key=lambda one: (one[0], -one[1])):
        if start >= last and "\0" not in plain[start:end]:
            yield start, end, said
            last = end


def _term(text: str, one: matching.Occurrence, target: str) -> str:
    """How the other language says a term; ``""`` where it may mean several things, or nobody has confirmed one."""
    said = html.escape(matching.confirmed(one.concepts, target), quote=False)
    begins = not _TAG.sub("", text[: one.start]).strip()
    return said[:1].upper() + said[1:] if said and begins and text[one.start].isupper() else said
