"""A partner's colour, made readable: the tone of it that reaches WCAG's contrast on our grounds."""

import re
from dataclasses import dataclass
from functools import lru_cache

AA = 4.5
"""Contrast that text needs at least (WCAG 2.2, 1.4.3)."""
STEPS = 50
LIGHT_GROUND, DARK_GROUND = "f2eada", "182d33"
"""The grounds of ``core/base.css`` that are hardest to read on: sand in light, sand in dark."""
_HEX = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3})", re.I)


@dataclass(frozen=True, slots=True)
class Tone:
    """What becomes of a colour on one ground: ``asked`` and ``used`` are six hexadecimal digits."""

    asked: str
    used: str
    contrast: float

    @property
    def kept(self) -> bool:
        """Whether the colour could stay as it is."""
        return self.asked == self.used


def parse_colour(text: str) -> str:
    """``#0B5A64``, ``0b5a64`` or ``0b6`` as six small digits; ``""`` for anything else."""
    found = _HEX.fullmatch(text.strip())
    if found is None:
        return ""
    digits = found[1].lower()
    return digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)


def _channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (0, 2, 4))
    return red, green, blue


def _luminance(colour: str) -> float:
    """Relative luminance, 0 (black) to 1 (white), as WCAG 2.2 defines it."""
    parts = [value / 255 for value in _channels(colour)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mix(colour: str, towards: str, share: float) -> str:
    """``share`` (0 to 1) of ``towards`` in ``colour``."""
    pairs = zip(_channels(colour), _channels(towards), strict=True)
    return "".join(f"{round(one + (other - one) * share):02x}" for one, other in pairs)


@lru_cache(maxsize=256)
def readable(colour: str, ground: str, towards: str) -> Tone:
    """The nearest tone of ``colour`` on the way to ``towards`` (black or white) that can be read on ``ground``."""
    tones = (mix(colour, towards, step / STEPS) for step in range(STEPS + 1))
    used = next((tone for tone in tones if contrast(tone, ground) >= AA), towards)
    return Tone(colour, used, contrast(used, ground))


def on_light(colour: str) -> Tone:
    """The colour on the light grounds."""
    return readable(colour, LIGHT_GROUND, "000000")


def on_dark(colour: str) -> Tone:
    """The colour on the dark grounds."""
    return readable(colour, DARK_GROUND, "ffffff")
