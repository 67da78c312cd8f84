"""The development language en-XA: English with accents and brackets, to see texts that bypass gettext."""

from __future__ import annotations

import re

# Placeholders, tags and entities keep their letters, or the page would break instead of showing a leak.
_KEPT = re.compile(r"(%\([^)]+\)[a-zA-Z]|%[sdif%]|\{[^{}]*\}|<[^>]+>|&[a-z#0-9]+;)")
_ACCENTS = str.maketrans("aceginosuyzACEGINOSUYZ", "àçéğîñöšûýžÀÇÉĞÎÑÖŠÛÝŽ")
_ADDRESS = re.compile(r"^[a-z0-9-]+/$")


def dress(text: str) -> str:
    """Return ``text`` with accents, in brackets; placeholders, tags and parts of addresses unchanged."""
    if _ADDRESS.match(text):
        return text
    parts = _KEPT.split(text)
    accented = "".join(part if index % 2 else part.translate(_ACCENTS) for index, part in enumerate(parts))
    lead = accented[: len(accented) - len(accented.lstrip())]
    tail = accented[len(accented.rstrip()) :]
    return f"{lead}[{accented.strip()}]{tail}"
