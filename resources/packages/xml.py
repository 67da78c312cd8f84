"""XML as packages need it: names with their prefixes as written, the same bytes for the same content."""

import re
from xml.etree import ElementTree

XSI = "http://www.w3.org/2001/XMLSchema-instance"
FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold, not even escaped."""


def clean(text: object) -> str:
    """The text without characters that XML 1.0 cannot hold."""
    return FORBIDDEN.sub("", str(text))


def element(name: str, *inside: object, **attributes: str) -> ElementTree.Element:
    """``element("item", title, "text", identifier="a")``; names of attributes may be given as ``xml__lang`` for ``xml:lang``.

    What is ``None`` is left out.
    """
    made = ElementTree.Element(name, {key.replace("__", ":"): clean(value) for key, value in attributes.items()})
    for part in inside:
        if isinstance(part, ElementTree.Element):
            made.append(part)
        elif part is not None:
            made.text = (made.text or "") + clean(part)
    return made


def written(root: ElementTree.Element) -> bytes:
    """The document as UTF-8."""
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True, short_empty_elements=True) + b"\n"
