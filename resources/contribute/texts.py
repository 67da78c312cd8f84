"""Plain text as people type it, made the simple rich text of a case study."""

import re

from django.utils.html import escape

_ITEM = re.compile(r"^\s*[-*•–]\s+(?P<text>.+)$")
_NUMBERED = re.compile(r"^\s*\d{1,2}[.)]\s+(?P<text>.+)$")
_BREAKS = re.compile(r"<br\s*/?>|</p>\s*|</h\d>\s*", re.I)


def rich(text: str) -> str:
    """Paragraphs and lists; whatever looks like markup is text. ``""`` for nothing."""
    html: list[str] = []
    for block in re.split(r"\n\s*\n", text.strip()):
        html.extend(_block([line.rstrip() for line in block.split("\n") if line.strip()]))
    return "".join(html)


def _block(lines: list[str]) -> list[str]:
    """Lines of one kind that follow one another make one paragraph or list."""
    groups: list[tuple[str, list[str]]] = []
    for line in lines:
        kind, text = _kind(line)
        if not groups or groups[-1][0] != kind:
            groups.append((kind, []))
        groups[-1][1].append(str(escape(text.strip())))
    return [_html(kind, texts) for kind, texts in groups]


def _kind(line: str) -> tuple[str, str]:
    for kind, pattern in (("ul", _ITEM), ("ol", _NUMBERED)):
        if found := pattern.match(line):
            return kind, found["text"]
    return "p", line


def _html(kind: str, texts: list[str]) -> str:
    if kind == "p":
        return f"<p>{'<br/>'.join(texts)}</p>"
    return f"<{kind}>{''.join(f'<li>{text}</li>' for text in texts)}</{kind}>"
