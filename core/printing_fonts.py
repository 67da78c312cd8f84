"""The portal's own font as programs that make PDF files need it, and which letters it has."""

import tempfile
from functools import lru_cache
from pathlib import Path

from anyascii import anyascii
from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FONTS = {"signika": "core/fonts/signika-latin.woff2", "signika-ext": "core/fonts/signika-latin-ext.woff2"}
"""``{family: static file}``; the second has the letters the first lacks."""
WEIGHTS = (400, 600)
_FAMILY_NAMES = (1, 16)


def found(file: str) -> str:
    """The path of a static file."""
    return str(finders.find(file))


def writable(text: str) -> str:
    """The text in letters the portal's font has; others are spelt in Latin ones."""
    known = _letters()
    return "".join(one if one in known else "".join(part for part in anyascii(one) if part in known) for one in text)


@lru_cache(maxsize=1)
def _letters() -> frozenset[str]:
    tables = [TTFont(found(file)).getBestCmap() or {} for file in FONTS.values()]
    return frozenset(chr(int(code)) for table in tables for code in table)


def fonts() -> Path:
    """A folder with the font unpacked, a file for each weight; made once by each process, gone when it ends."""
    return Path(_unpacked().name)


@lru_cache(maxsize=1)
def _unpacked() -> tempfile.TemporaryDirectory:
    folder = tempfile.TemporaryDirectory(prefix="fonts-")
    for family, file in FONTS.items():
        for weight in WEIGHTS:
            font = instantiateVariableFont(TTFont(found(file)), {"wght": weight})
            for name in font["name"].names:
                if name.nameID in _FAMILY_NAMES:
                    name.string = family
            font["OS/2"].usWeightClass = weight
            font.flavor = None
            font.save(Path(folder.name) / f"{family}-{weight}.ttf")
    return folder
