"""The editors' guide as Markdown: ``docs/edit.md``, and ``docs/edit/<language>.md`` for the five other languages.

Files of all languages have the same headings in the same order: anchors are made of the English ones. What stands in
``*asterisks*`` is a word of the interface, in English in every file: it is shown as the admin shows it in the reader's
language. Two comments may follow a heading: in English ``<!-- screens: pages/* -->``, the addresses below ``/admin/`` the topic
is about; in a translation ``<!-- of: 1a2b3c4d -->``, the digest of the English topic it says the same as.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext
from markdown_it import MarkdownIt
from markdown_it.token import Token

SOURCE = "en"
_HEADING = re.compile(r"^(#{1,3}) (.+)$", re.MULTILINE)
_COMMENT = re.compile(r"<!-- (screens|of): (.*?) -->\n?")
_MARKDOWN = MarkdownIt("commonmark", {"html": False}).enable("table")


@dataclass(frozen=True, slots=True)
class Topic:
    """One heading and what stands below it. ``level``: 1 for the whole guide, 2, 3; ``of``: what a translation is made of."""

    anchor: str
    level: int
    title: str
    text: str
    screens: tuple[str, ...] = ()
    of: str = ""

    @property
    def digest(self) -> str:
        """Changes with the words of the topic, not with its line breaks."""
        words = " ".join(f"{self.title} {self.text}".split())
        return hashlib.sha256(words.encode()).hexdigest()[:8]

    def html(self) -> SafeString:
        """The text, with the words of the interface in the active language."""
        tokens = tokens_of(self.text)
        for token in tokens:
            if token.type == "inline" and token.children:
                token.children = list(_in_words_of_the_admin(token.children))
        return mark_safe(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))


def tokens_of(text: str) -> list[Token]:
    """What Markdown makes of a text."""
    return _MARKDOWN.parse(text)


def path_of(language: str) -> Path:
    """The file of a language."""
    docs = Path(settings.BASE_DIR) / "docs"
    return docs / "edit.md" if language == SOURCE else docs / "edit" / f"{language}.md"


@lru_cache(maxsize=8)
def guide(language: str) -> tuple[Topic, ...]:
    """All topics in one language, read once. Raises FileNotFoundError for a language without a guide."""
    topics = list(_topics(path_of(language).read_text(encoding="utf-8")))
    if language == SOURCE:
        return tuple(topics)
    return tuple(
        Topic(own.anchor, one.level, one.title, one.text, own.screens, one.of)
        for own, one in zip(guide(SOURCE), topics, strict=True)
    )


def _topics(document: str) -> Iterator[Topic]:
    found = list(_HEADING.finditer(document))
    ends = [match.start() for match in found[1:]] + [len(document)]
    for match, end in zip(found, ends, strict=True):
        text = document[match.end() : end]
        said = dict(_COMMENT.findall(text))
        yield Topic(
            anchor=slugify(match[2]),
            level=len(match[1]),
            title=match[2],
            text=_COMMENT.sub("", text).strip(),
            screens=tuple(said.get("screens", "").split()),
            of=said.get("of", ""),
        )


def _in_words_of_the_admin(children: list[Token]) -> Iterator[Token]:
    """``*Save draft*`` becomes one piece of text, as the button has it."""
    words: list[str] | None = None
    for child in children:
        if child.type == "em_open":
            words = []
            yield child
        elif child.type == "em_close":
            yield Token("text", "", 0, content=label(" ".join(" ".join(words or []).split())))
            words = None
            yield child
        elif words is not None:
            words.append(child.content or " ")
        else:
            yield child


def label(text: str) -> str:
    """A word of the interface in the active language. Names of fields are written small and shown with a capital."""
    for known in (text, f"{text[:1].lower()}{text[1:]}", f"{text} "):
        if (shown := gettext(known)) != known:
            return capfirst(shown.strip())
    return text
