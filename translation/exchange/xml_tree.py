"""XML of others as a tree whose nodes know their lines. Entities, external files and endless nesting are refused."""

import re
import xml.sax
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.sax.handler import ContentHandler
from xml.sax.saxutils import escape

from defusedxml.common import DefusedXmlException
from defusedxml.sax import parseString
from django.utils.translation import gettext as _

from translation.exchange.mistakes import FileError

DEEPEST, MOST = 100, 500_000
"""Elements inside one another, and of a document."""
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters XML cannot hold."""


def in_xml(text: str) -> str:
    """A text or attribute, without what XML cannot hold. Carriage returns would be read as line feeds."""
    return escape(FORBIDDEN.sub("", text), {'"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"})


@dataclass(slots=True)
class Node:
    """An element; names without their prefix. ``content``: texts and elements in their order."""

    name: str
    attributes: dict[str, str]
    line: int
    content: list["str | Node"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """That of the element itself."""
        return "".join(one for one in self.content if isinstance(one, str))

    @property
    def children(self) -> list["Node"]:
        """The elements directly below."""
        return [one for one in self.content if isinstance(one, Node)]

    def all(self, names: set[str]) -> list["Node"]:
        """Of the children, those of some names."""
        return [child for child in self.children if child.name in names]

    def below(self, name: str) -> Iterator["Node"]:
        """Those of a name at any depth, in their order."""
        for child in self.children:
            if child.name == name:
                yield child
            else:
                yield from child.below(name)


class _Tree(ContentHandler):
    """Builds the nodes of a document, each with its line."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Node("", {}, 0)
        self.open = [self.root]
        self.line = 1
        self.number = 0

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: N802 - SAX
        self.line = self._locator.getLineNumber() or self.line
        node = Node(name.split(":")[-1], {key.split(":")[-1]: value for key, value in attrs.items()}, self.line)
        self.open[-1].content.append(node)
        self.open.append(node)
        self.number += 1
        if len(self.open) > DEEPEST or self.number > MOST:
            raise ValueError("More elements than anybody needs")

    def endElement(self, name: str) -> None:  # noqa: N802 - SAX
        self.line = self._locator.getLineNumber() or self.line
        self.open.pop()

    def characters(self, content: str) -> None:
        self.open[-1].content.append(content)


def parsed(data: bytes) -> Node:
    """The outermost element. Raises FileError with the line that is wrong."""
    tree = _Tree()
    try:
        parseString(data, tree)
    except DefusedXmlException as error:
        raise FileError(
            _("Line %(line)s: the file defines entities of its own, which is refused for safety.") % {"line": tree.line}
        ) from error
    except (xml.sax.SAXException, ValueError, LookupError, RecursionError) as error:
        line = error.getLineNumber() if isinstance(error, xml.sax.SAXParseException) else tree.line
        raise FileError(
            _(
                "Line %(line)s: here the file breaks the rules of XML. It may be cut off, or stored in another encoding than it says."
            )
            % {"line": line or tree.line}
        ) from error
    return tree.root.children[0]
