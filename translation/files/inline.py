"""Tags of a passage as XLIFF writes them: pairs where they are closed, placeholders where not, with the tag itself kept as data."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from itertools import count

from translation.exchange.xml_tree import FORBIDDEN, Node, in_xml

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^<>]*?(/?)>", re.I)
_PIECE = re.compile(r"(<[^<>]*>)")
_ALONE = {"br"}


@dataclass(slots=True)
class Codes:
    """The tags of one unit: ``data`` by the name XLIFF refers to them by. A tag of the translation is that of the original."""

    data: dict[str, str] = field(default_factory=dict)
    _free: list[tuple[str, str]] = field(default_factory=list)
    _numbers: count = field(default_factory=lambda: count(1))

    def source(self, passage: str) -> str:
        """The content of ``<source>``."""
        return self._written(passage, [])

    def target(self, passage: str) -> str:
        """That of ``<target>``."""
        return self._written(passage, list(self._free))

    def original_data(self) -> str:
        """``<originalData>``, ``""`` where there are no tags."""
        rows = "".join(f'<data id="{name}">{_text(tag)}</data>' for name, tag in self.data.items())
        return f"<originalData>{rows}</originalData>" if rows else ""

    def _written(self, passage: str, known: list[tuple[str, str]]) -> str:
        pieces = _PIECE.split(passage)
        ends = _ends(pieces)
        starts = {end: start for start, end in ends.items()}
        found = []
        for number, piece in enumerate(pieces):
            if number % 2 == 0:
                found.append(_text(unescape(piece)))
            elif number in starts:
                found.append("</pc>")
            elif number in ends:
                name = self._name(f"{piece}{pieces[ends[number]]}", known)
                first, last = self._data(piece), self._data(pieces[ends[number]])
                kind = "link" if piece.startswith("<a ") else "fmt"
                found.append(f'<pc id="{name}" type="{kind}" dataRefStart="{first}" dataRefEnd="{last}">')
            else:
                found.append(f'<ph id="{self._name(piece, known)}" dataRef="{self._data(piece)}"/>')
        return "".join(found)

    def _name(self, code: str, known: list[tuple[str, str]]) -> str:
        there = next((one for one in known if one[0] == code), None)
        if there is not None:
            known.remove(there)
            return there[1]
        name = str(next(self._numbers))
        self._free.append((code, name))
        return name

    def _data(self, tag: str) -> str:
        name = next((name for name, known in self.data.items() if known == tag), None)
        if name is None:
            name = f"d{len(self.data) + 1}"
            self.data[name] = tag
        return name


def _ends(pieces: list[str]) -> dict[int, int]:
    """``{number of a tag that opens: number of the one that closes it}``, none across another."""
    found: dict[int, int] = {}
    open_ones: list[tuple[int, str]] = []
    for number in range(1, len(pieces), 2):
        tag = _TAG.fullmatch(pieces[number])
        if tag is None or tag[3] or tag[2].lower() in _ALONE:
            continue
        if not tag[1]:
            open_ones.append((number, tag[2]))
        elif any(name == tag[2] for _number, name in open_ones):
            while open_ones:
                start, name = open_ones.pop()
                if name == tag[2]:
                    found[start] = number
                    break
    return found


def html_of(node: Node, data: Mapping[str, str]) -> str:
    """The passage in a ``<source>`` or ``<target>``. Raises LookupError for a tag whose data is gone, ValueError for no character."""
    return "".join(escape(one, quote=False) if isinstance(one, str) else _html(one, data) for one in node.content)


def text_of(node: Node) -> str:
    """What stands in a ``<data>``: a tag, as it is. Raises ValueError for no character."""
    return "".join(one if isinstance(one, str) else _character(one) for one in node.content)


def _character(node: Node) -> str:
    return chr(int(node.attributes.get("hex", ""), 16))


def _html(node: Node, data: Mapping[str, str]) -> str:
    says = node.attributes
    if node.name == "cp":
        return escape(_character(node), quote=False)
    if node.name == "pc":
        return data[says.get("dataRefStart", "")] + html_of(node, data) + data[says.get("dataRefEnd", "")]
    if node.name in {"ph", "sc", "ec"}:
        return data[says.get("dataRef", "")]
    # What tools add to mark words for themselves.
    return html_of(node, data)


def _text(text: str) -> str:
    """With the characters XML lacks as elements."""
    escaped = "\x00".join(in_xml(part) for part in FORBIDDEN.split(text))
    codes = iter(FORBIDDEN.findall(text))
    return re.sub("\x00", lambda _found: f'<cp hex="{ord(next(codes)):04X}"/>', escaped)
