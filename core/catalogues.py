"""Gettext catalogues without GNU gettext: compile ours, and take over regional ones under our language codes.

Three trees, in the order of ``LOCALE_PATHS`` (the first one wins):

1. ``locale/<language>``: the portal's own texts;
2. ``locale/admin/<language>``: completions and corrections of texts of Django, Wagtail and other packages;
3. ``var/locale/<language>``: written here, never committed. Wagtail and wagtail-localize ship ``pt_PT`` and
   ``hr_HR``; Django asks for ``pt`` and ``hr`` and would find neither. English is our msgids themselves: without a
   catalogue that has them, Django looks for each text of an English page in the empty ones of twenty packages, twice.
"""

from __future__ import annotations

import gettext
import hashlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path

import polib
from django.apps import apps
from django.conf import settings
from django.utils.translation import trans_real

from core.pseudo import dress

REGIONAL = {"pt": "pt_PT", "hr": "hr_HR"}
DOMAINS = ("django", "djangojs")
PSEUDO_LOCALE = "en_XA"


def compile_all(*, force: bool = False) -> list[Path]:
    """Bring every compiled catalogue up to date and return the files written.

    Needs settings and the app registry, no database. Raises ``OSError`` (with file and line) for a broken .po file.
    """
    *sources, generated = [Path(path) for path in settings.LOCALE_PATHS]
    written = [mo for tree in sources for po in sorted(tree.glob("*/LC_MESSAGES/*.po")) for mo in _compile(po, force)]
    app_paths = [Path(config.path) for config in apps.get_app_configs()]
    for language, regional in REGIONAL.items():
        for domain in DOMAINS:
            found = regional_catalogues(app_paths, language, regional, domain)
            target = generated / language / "LC_MESSAGES" / f"{domain}.mo"
            written += _take_over(found, target, force)
    written += _out_of_msgids(sources[0], generated / "en" / "LC_MESSAGES" / "django.mo", force, str)
    if any(code == "en-xa" for code, _ in settings.LANGUAGES):
        # Dressed up, so that a text left outside gettext stands out on a page.
        written += _out_of_msgids(sources[0], generated / PSEUDO_LOCALE / "LC_MESSAGES" / "django.mo", force, dress)
    if written:
        forget_loaded()
    return written


def forget_loaded() -> None:
    """Drop the catalogues already in memory, as Django's own reloader does."""
    # The module caches compiled files by path for the life of the process and has no public way to forget one.
    gettext._translations = {}
    trans_real._translations = {}
    trans_real._default = None


def regional_catalogues(app_paths: Iterable[Path], language: str, regional: str, domain: str) -> list[Path]:
    """Compiled catalogues of packages that have ``regional`` but not ``language``, in the order of the apps."""
    found = []
    for path in app_paths:
        mo = path / "locale" / regional / "LC_MESSAGES" / f"{domain}.mo"
        if mo.is_file() and not (path / "locale" / language / "LC_MESSAGES" / f"{domain}.mo").is_file():
            found.append(mo)
    return found


def merged(catalogues: Iterable[Path]) -> polib.MOFile:
    """One catalogue out of several; the first wins.

    Plural entries of a catalogue whose Plural-Forms differ from the first one's are left out: their forms would
    be picked by the wrong rule.
    """
    result = polib.MOFile()
    seen: set[tuple[str | None, str]] = set()
    for path in catalogues:
        catalogue = polib.mofile(str(path))
        if not result.metadata:
            result.metadata = {
                "Content-Type": "text/plain; charset=UTF-8",
                "Plural-Forms": catalogue.metadata.get("Plural-Forms", "nplurals=2; plural=(n != 1);"),
            }
        same_plurals = _bare(catalogue.metadata.get("Plural-Forms", "")) == _bare(result.metadata["Plural-Forms"])
        for entry in catalogue:
            key = (entry.msgctxt, entry.msgid)
            if key not in seen and (same_plurals or not entry.msgid_plural):
                seen.add(key)
                result.append(entry)
    return result


def _bare(plural_forms: str) -> str:
    return "".join(plural_forms.split()).rstrip(";")


def _compile(po: Path, force: bool) -> list[Path]:
    mo = po.with_suffix(".mo")
    if not force and mo.is_file() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns:
        return []
    return [_write(mo, polib.pofile(str(po)))]


def _take_over(catalogues: list[Path], target: Path, force: bool) -> list[Path]:
    if not catalogues:
        return []
    stamp = _stamp(catalogues)
    if not force and target.is_file() and stamp.encode() in target.read_bytes():
        return []
    catalogue = merged(catalogues)
    catalogue.metadata["X-Sources"] = stamp
    return [_write(target, catalogue)]


def _stamp(paths: list[Path]) -> str:
    facts = [f"{path}:{path.stat().st_size}:{path.stat().st_mtime_ns}" for path in paths]
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()


def _write(target: Path, catalogue: polib.POFile | polib.MOFile) -> Path:
    """Write in one step: a server or a parallel test run may be reading the old file."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.{os.getpid()}")
    part.write_bytes(catalogue.to_binary())
    part.replace(target)
    return target


def _out_of_msgids(own: Path, target: Path, force: bool, say: Callable[[str], str]) -> list[Path]:
    source = next(iter(sorted(own.glob("*/LC_MESSAGES/django.po"))), None)
    if source is None:
        return []
    if not force and target.is_file() and target.stat().st_mtime_ns >= source.stat().st_mtime_ns:
        return []
    return [_write(target, said_in_english(polib.pofile(str(source)), say))]


def said_in_english(catalogue: polib.POFile, say: Callable[[str], str] = str) -> polib.POFile:
    """A catalogue with the same msgids, each translated by what ``say`` makes of it; two plural forms, as in English."""
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
            twin.msgstr_plural = {0: say(entry.msgid), 1: say(entry.msgid_plural)}
        else:
            twin.msgstr = say(entry.msgid)
        result.append(twin)
    return result
