"""What people read of ours, language by language: the texts of the content and of the catalogues."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polib
import yaml
from django.conf import settings

CONTENT = sorted(Path(settings.BASE_DIR).glob("*/content/**/*.yaml"))


def below(value: Any, language: str, inside: bool = False) -> Iterator[str]:
    """Every text below a key that names the language; addresses stay as they once were."""
    if isinstance(value, str):
        yield from [value] if inside else []
    elif isinstance(value, dict):
        for key, part in value.items():
            if key != "slug":
                yield from below(part, language, inside or key == language)
    elif isinstance(value, list):
        for part in value:
            yield from below(part, language, inside)


def content(path: Path, language: str) -> list[str]:
    """The texts of one content file in one language."""
    return list(below(yaml.safe_load(path.read_text(encoding="utf-8")), language))


def catalogue(language: str) -> list[polib.POEntry]:
    """The portal's own messages; English has none."""
    return list(polib.pofile(str(Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES/django.po")))


def translations(entry: polib.POEntry) -> list[str]:
    """The one translation of a message, or its plural forms."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def written(language: str) -> list[str]:
    """All texts of ours in a language, content and catalogue."""
    texts = [text for path in CONTENT for text in content(path, language)]
    return texts + [text for entry in catalogue(language) for text in translations(entry)]
