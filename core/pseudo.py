"""The development language en-XA: English with accents and brackets, to see texts that bypass gettext."""

from __future__ import annotations

import re

import polib

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


def dressed(catalogue: polib.POFile) -> polib.POFile:
    """A catalogue with the same msgids, each translated by its dressed self (two plural forms, as in English)."""
    result = polib.POFile()
    result.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    for entry in catalogue:
        if entry.obsolete:
            continue
        twin = polib.POEntry(msgctxt=entry.msgctxt, msgid=entry.msgid, msgid_plural=entry.msgid_plural)
        if entry.msgid_plural:
            twin.msgstr_plural = {0: dress(entry.msgid), 1: dress(entry.msgid_plural)}
        else:
            twin.msgstr = dress(entry.msgid)
        result.append(twin)
    return result
