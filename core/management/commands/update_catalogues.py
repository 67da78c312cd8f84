"""Bring locale/<language>/LC_MESSAGES/django.po in line with the texts in the code."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

import django
import polib
from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.core.management.commands import makemessages

IGNORED = [".venv/*", "venv/*", "var/*", "node_modules/*", "tests/*", "docs/*", "tools/*", "build/*"]
SOURCE_LANGUAGE = "en"


def plural_forms(language: str) -> str:
    """Django's own Plural-Forms of a language, e.g. ``nplurals=2; plural=(n != 1);``."""
    path = Path(django.__file__).parent / "conf" / "locale" / language / "LC_MESSAGES" / "django.po"
    return polib.pofile(str(path)).metadata["Plural-Forms"]


def target_languages() -> list[str]:
    """Languages that have catalogues: all but English, whose texts are the msgids."""
    return [code for code, _ in settings.LANGUAGES if code != SOURCE_LANGUAGE and not code.startswith("en-")]


def merged(template: polib.POFile, current: polib.POFile | None, language: str) -> polib.POFile:
    """The template's msgids with the translations of ``current``: sorted, without obsolete or guessed entries."""
    result = polib.POFile(wrapwidth=110)
    result.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": language,
        "MIME-Version": "1.0",
        "Plural-Forms": plural_forms(language),
    }
    known = {(entry.msgctxt, entry.msgid): entry for entry in current or [] if not entry.obsolete}
    for entry in sorted(template, key=lambda item: (item.msgid, item.msgctxt or "")):
        old = known.get((entry.msgctxt, entry.msgid))
        forms = int(result.metadata["Plural-Forms"].split("nplurals=")[1][0])
        if entry.msgid_plural:
            entry.msgstr_plural = dict.fromkeys(range(forms), "")
            if old is not None and len(old.msgstr_plural) == forms:
                entry.msgstr_plural = old.msgstr_plural
        elif old is not None:
            entry.msgstr = old.msgstr
        # Files without line numbers: a moved line is no change of a text.
        entry.occurrences = sorted({(path.removeprefix("./"), "") for path, _ in entry.occurrences})
        entry.comment = ""
        result.append(entry)
    return result


class Command(makemessages.Command):
    """makemessages with the portal's settled options and quiet diffs. Needs GNU gettext."""

    help = "Update the portal's message catalogues from its code and templates (needs GNU gettext)."
    requires_system_checks: ClassVar[list[str]] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Add --check to makemessages' options."""
        super().add_arguments(parser)
        parser.add_argument(
            "--check", action="store_true", help="write nothing; exit 1 when a catalogue is not up to date"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Extract and merge, or compare only. Raises CommandError when a compared one is not up to date."""
        self.check_only = options["check"]
        self.differences: list[str] = []
        options.update(locale=target_languages(), ignore_patterns=IGNORED, domain="django", add_location="file")
        super().handle(*args, **options)
        if self.differences:
            raise CommandError(
                "\n".join(["The catalogues are not up to date; run update_catalogues.", *self.differences])
            )

    def write_po_file(self, potfile: str, locale: str) -> None:
        """Merge one language with the extracted template."""
        path = Path(potfile).parent / locale / "LC_MESSAGES" / "django.po"
        current = polib.pofile(str(path)) if path.is_file() else None
        result = merged(polib.pofile(potfile), current, locale)
        if self.check_only:
            self._compare(locale, result, current)
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        text = f"{result}\n"
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")

    def _compare(self, locale: str, wanted: polib.POFile, current: polib.POFile | None) -> None:
        there = {(entry.msgctxt, entry.msgid) for entry in current or [] if not entry.obsolete}
        needed = {(entry.msgctxt, entry.msgid) for entry in wanted}
        self.differences += [f"{locale}: missing: {msgid!r}" for _, msgid in sorted(needed - there, key=str)]
        self.differences += [f"{locale}: no longer used: {msgid!r}" for _, msgid in sorted(there - needed, key=str)]
