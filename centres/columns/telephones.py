"""Find the first telephone number in what people write: two numbers, an extension, whose number it is."""

import re

MOST_DIGITS = 15
"""Of a whole number with its country (ITU-T E.164)."""
MOST_CHARACTERS = 40
_FEWEST = 6
_WHOLE = 8
_RUN = re.compile(r"(?:\+|\(\+?\d|\d)[\d ()./-]*\d")
_JOINTS = re.compile(r"(\s*/\s*|\s+-\s+|\s{2,})")
_NEXT = re.compile(r"\s+(?=\+|0\d|\(0)")
_LINES = re.compile(r"[\n;,|]")


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))


def first_number(text: str) -> str | None:
    """The first number, as it is written; None when there is none. A short one, such as 3949, stands alone."""
    if re.fullmatch(r"\d(?:[ .]?\d){2,5}", text):
        return text
    for part in _LINES.split(text):
        for run in _RUN.findall(part):
            number = _cut(run)
            if _FEWEST <= _digits(number) <= MOST_DIGITS and len(number) <= MOST_CHARACTERS:
                return number
    return None


def _cut(run: str) -> str:
    """The first of several numbers: cut where a slash or a dash between spaces follows a number that is whole."""
    pieces = _JOINTS.split(run)
    number = pieces[0]
    for joint, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        if _digits(number) >= _WHOLE or (_digits(number) >= _FEWEST and _digits(piece) >= _FEWEST):
            break
        number += joint + piece
    if _digits(number) > MOST_DIGITS:
        number = _without_the_next(number)
    return number.strip(" ./-")


def _without_the_next(number: str) -> str:
    """Two numbers with nothing but a space between: the second begins with a zero or a plus."""
    halves = [(number[: match.start()], number[match.end() :]) for match in _NEXT.finditer(number)]
    return min(halves, key=lambda pair: abs(_digits(pair[0]) - _digits(pair[1])), default=(number, ""))[0]
