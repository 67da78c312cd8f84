"""Sets of documents as bits of one integer: bit n is the document with row number n.

Intersecting and counting 100,000 documents takes microseconds this way, which makes
facet counts over all hits affordable.
"""

from collections.abc import Iterable


def of(rows: Iterable[int], size: int) -> int:
    """Return the set of `rows`, each below `size`."""
    digits = bytearray(b"0") * size
    for row in rows:
        digits[-1 - row] = 49
    return int(digits, 2) if size else 0


def rows(bits: int) -> list[int]:
    """Return the row numbers in the set, ascending."""
    text = digits(bits)
    found: list[int] = []
    at = text.find("1")
    while at >= 0:
        found.append(at)
        at = text.find("1", at + 1)
    return found


def digits(bits: int) -> str:
    """Return the set as a string in which character n says "1" when row n is in it; it ends with the highest row."""
    return bin(bits)[:1:-1]


def dump(bits: int) -> bytes:
    """Return the set as bytes for storage."""
    return bits.to_bytes((bits.bit_length() + 7) // 8, "little")


def load(data: bytes) -> int:
    """Return the set stored by `dump`."""
    return int.from_bytes(data, "little")
