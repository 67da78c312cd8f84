"""Plain text as people type it, made the simple rich text of a case study."""

import re
from html import unescape
from itertools import count

from django.utils.html import escape, strip_tags

_ITEM = re.compile(r"^\s*[-*•–]\s+(?P<text>.+)$")
_NUMBERED = re.compile(r"^\s*\d{1,2}[.)]\s+(?P<text>.+)$")
_BREAK, _ENTRY = re.compile(r"<br\s*/?>", re.I), re.compile(r"<li\b[^>]*>", re.I)
_LIST = re.compile(r"<(ol|ul)\b[^>]*>(.*?)</\1>", re.I | re.S)


def rich(text: str) -> str:
    """Paragraphs and lists; whatever looks like markup is text. ``""`` for nothing."""
    html: list[str] = []
    for block in re.split(r"\n\s*\n", text.strip()):
        html.extend(_block([line.rstrip() for line in block.split("\n") if line.strip()]))
    return "".join(html)


def plain(html: str) -> str:
    """Rich text as somebody would have typed it; bold and links are lost."""
    return re.sub(r"\n{3,}", "\n\n", unescape(strip_tags(_LIST.sub(_list, _marked(html))))).strip()


def _marked(html: str) -> str:
    return re.sub(r"</(?:p|h\d)>", "\n\n", _BREAK.sub("\n", html), flags=re.I)


def _list(found: re.Match[str]) -> str:
    numbers = count(1)
    sign = (lambda: f"{next(numbers)}. ") if found[1].lower() == "ol" else (lambda: "- ")
    return re.sub(r"</li>", "\n", _ENTRY.sub(lambda _one: sign(), found[2]), flags=re.I) + "\n"


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
