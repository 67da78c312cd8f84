"""Keys that lie beside each other: one is easily hit for the other."""

ROWS = {
    "azerty": ("azertyuiop", "qsdfghjklm", "wxcvbn"),
    "qwertz": ("qwertzuiop", "asdfghjkl", "yxcvbnm"),
    "qwerty": ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
}
"""Rows of letters, left to right, upper to lower, of the keyboards of our countries."""


def neighbours(layout: str) -> dict[str, str]:
    """``{letter: letters beside, above and below it}`` of a keyboard."""
    rows = ROWS[layout]
    found: dict[str, str] = {}
    for number, row in enumerate(rows):
        for place, letter in enumerate(row):
            beside = row[max(place - 1, 0) : place] + row[place + 1 : place + 2]
            for other in rows[max(number - 1, 0) : number] + rows[number + 1 : number + 2]:
                beside += other[place : place + 1]
            found[letter] = beside
    return found


_PAIRS = frozenset(letter + beside for layout in ROWS for letter, keys in neighbours(layout).items() for beside in keys)


def are_beside(one: str, other: str) -> bool:
    """Whether two letters lie beside each other on some keyboard."""
    return one + other in _PAIRS
