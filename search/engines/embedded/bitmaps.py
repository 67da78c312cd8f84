"""Sets of documents as bits of one integer: bit n is the document with row number n.

Intersecting and counting 100,000 documents takes microseconds this way, which makes facet counts over all hits
affordable, and a set takes an eighth of the memory of a numpy mask. numpy turns numbers into sets and back.
"""

from collections.abc import Iterable

import numpy as np


def of(rows: Iterable[int], size: int) -> int:
    """Return the set of `rows`, each below `size`."""
    members = np.zeros(size, dtype=bool)
    members[np.fromiter(rows, dtype=np.int64)] = True
    return load(np.packbits(members, bitorder="little").tobytes())


def rows(bits: int) -> list[int]:
    """Return the row numbers in the set, ascending."""
    packed = np.frombuffer(dump(bits), dtype=np.uint8)
    return np.flatnonzero(np.unpackbits(packed, bitorder="little")).tolist()


def digits(bits: int) -> str:
    """Return the set as a string in which character n says "1" when row n is in it; it ends with the highest row."""
    return bin(bits)[:1:-1]


def dump(bits: int) -> bytes:
    """Return the set as bytes for storage."""
    return bits.to_bytes((bits.bit_length() + 7) // 8, "little")


def load(data: bytes) -> int:
    """Return the set stored by `dump`."""
    return int.from_bytes(data, "little")
