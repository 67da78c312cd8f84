"""Numbers of a text and of its translation: which are lost, however each language writes them."""

import re
from dataclasses import dataclass

_NUMBER = re.compile(r"\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?")
_DATE = re.compile(r"\b(\d{4})-\d{1,2}-\d{1,2}\b|\b\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?(\d{4}|\d{2})?(?!\d)")
_TIME = re.compile(
    r"\b(?:[01]?\d|2[0-4])\s?[:.h]\s?[0-5]\d(?!\d)|\b\d{1,2}\s?(?:h|u|uur|am|pm|a\.m\.|p\.m\.|heures?|ore|horas?|sat[ia]?|o[’']clock)\b"
    r"|\b24/7\b|\b7/7\b",
    re.I,
)
_ROMAN = re.compile(r"\b[IVX]{1,5}(?=\b|e\b|ème\b)")
_SCALE = re.compile(r"\bmil(?!e\b)\w*|\bmln|\bthousand|\bduizend|\btisuć\w*|\bbillion|\bmiliard\w*|\d\s?[kKM]\b", re.I)
_SPELLED = {
    word: str(number)
    for words in (
        "one/two/three/four/five/six/seven/eight/nine/ten/eleven/twelve",
        "un,une/deux/trois/quatre/cinq/six/sept/huit/neuf/dix/onze/douze",
        "een,één/twee/drie/vier/vijf/zes/zeven/acht/negen/tien/elf/twaalf",
        "un,uno,una/due/tre/quattro/cinque/sei/sette/otto/nove/dieci/undici/dodici",
        "um,uma/dois,duas/três/quatro/cinco/seis/sete/oito/nove/dez/onze/doze",
        "jedan,jedna,jedno,jednu,jednog/dva,dvije,dvaju,dvama,dvjema/tri,triju/četiri/pet/šest/sedam/osam/devet/deset/jedanaest/dvanaest",
    )
    for number, forms in enumerate(words.split("/"), start=1)
    for word in forms.split(",")
}
_ROMANS = dict(
    zip(
        *(
            [
                "I",
                "II",
                "III",
                "IV",
                "V",
                "VI",
                "VII",
                "VIII",
                "IX",
                "X",
                "XI",
                "XII",
                "XIII",
                "XIV",
                "XV",
                "XVI",
                "XVII",
                "XVIII",
                "XIX",
                "XX",
                "XXI",
            ],
            map(str, range(1, 22)),
        ),
        strict=True,
    )
)
SMALL = 12
"""Up to here numbers are as often written in words, or belong to a date."""
ROUND = 100
"""Up to here a number that stands nowhere may be said in words: “half”, “twenty”."""


@dataclass(frozen=True, slots=True)
class Lost:
    """A number as the original writes it, and the one that stands in its place, ``""`` for none. ``certain``: it is no manner of writing."""

    said: str
    instead: str
    certain: bool


@dataclass(frozen=True, slots=True)
class _Numbers:
    written: dict[str, str]
    meant: frozenset[str]
    dated: bool
    scaled: bool


def lost(source: str, target: str) -> Lost | None:
    """The first number of ``source`` that ``target`` does not say; both plain texts."""
    if not _digits(source) or _digits(source) == _digits(target):
        return None
    here, there = _read(source), _read(target)
    scaled = here.scaled or there.scaled
    gone = [number for number in here.written if not _in(number, there, scaled)]
    instead = [there.written[number] for number in there.written if not _in(number, here, scaled)]
    large = [number for number in gone if int(number) > SMALL]
    if large:
        said = here.written[large[0]]
        return Lost(said, instead[0] if instead else "", bool(instead) or int(large[0]) > ROUND)
    if gone and len(gone) == len(instead) and not (here.dated or there.dated):
        return Lost(here.written[gone[0]], instead[0], certain=True)
    return None


def _read(text: str) -> _Numbers:
    undated = _DATE.sub(lambda date: f" {date[1] or date[2] or ''} ", text)
    plain = _TIME.sub(" ", undated)
    written = {_canonical(found[0]): found[0] for found in _NUMBER.finditer(plain)}
    words = {_SPELLED[word] for word in re.findall(r"\w+", text.lower()) if word in _SPELLED}
    romans = {_ROMANS[roman] for roman in _ROMAN.findall(text) if roman in _ROMANS}
    parts = {part.lstrip("0") or "0" for part in re.findall(r"\d+", text)}
    return _Numbers(written, frozenset({*written, *words, *romans, *parts}), plain != text, bool(_SCALE.search(text)))


def _canonical(number: str) -> str:
    """``1.000``, ``1 000`` and ``1,000`` are one; so are ``2.50`` and ``2,5``."""
    if decimals := re.fullmatch(r"(.*)[.,](\d{1,2})", number):
        number = decimals[1] + decimals[2].rstrip("0")
    return _digits(number).lstrip("0") or "0"


def _digits(text: str) -> str:
    return "".join(one for one in text if one.isdecimal())


def _in(number: str, numbers: _Numbers, scaled: bool) -> bool:
    if number in numbers.meant:
        return True
    if scaled and number.rstrip("0") in {one.rstrip("0") for one in numbers.meant}:
        return True
    # The 1990s are “les années 90”, 2025/26 is 2025–2026.
    return any(
        {len(number), len(one)} == {2, 4} and number[-2:] == one[-2:] and max(number, one, key=len)[:2] in ("19", "20")
        for one in numbers.meant
    )
