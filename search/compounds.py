"""Words written together that texts write apart, and the other way round: gegevensbeschermingsverordening, studie keuze."""

from collections.abc import Collection, Iterator

_SHORTEST = 4
_LONGEST_PART = 40
_LINKS = ("", "s", "en", "e", "n")
"""Letters between two parts of a Dutch compound."""


def splits(word: str) -> Iterator[tuple[str, str]]:
    """Yield every way to cut a folded word in two, linking letters left out."""
    if word.isalpha() and len(word) <= 2 * _LONGEST_PART:
        for cut in range(_SHORTEST, len(word) - _SHORTEST + 1):
            first, second = word[:cut], word[cut:]
            for link in _LINKS:
                if first.endswith(link) and len(first) - len(link) >= _SHORTEST:
                    yield first.removesuffix(link), second


def parts_of(word: str, known: Collection[str]) -> tuple[str, ...]:
    """The parts of a folded compound among known words: both, the most even cut first, else the longest that begins it."""
    both = [cut for cut in splits(word) if cut[0] in known and cut[1] in known]
    if both:
        return max(both, key=lambda cut: min(len(cut[0]), len(cut[1])))
    heads = [first for first, _ in splits(word) if first in known and 2 * len(first) > len(word)]
    return (max(heads, key=len),) if heads else ()
