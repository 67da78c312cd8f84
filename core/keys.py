"""Signed keys in links: each opens one thing for one purpose and grows old. Nothing secret is kept in the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core import signing


@dataclass(frozen=True, slots=True)
class Purpose:
    """What keys are for. A key of one purpose is useless for another.

    ``name`` salts the signature, so changing it makes every key out there useless, as a new ``SECRET_KEY`` does. ``shape``
    holds the type of each value: ``int``, ``str`` or ``bool``.
    """

    name: str
    age: timedelta
    shape: tuple[type, ...]

    def key(self, *values: Any) -> str:
        """A key that carries these values, readable by whoever has it; to be quoted in an address."""
        return signing.dumps(values, salt=self.name)

    def read(self, key: str) -> Sequence[Any] | None:
        """The values in the order they were given; ``None``: altered, too old, or made for something else."""
        try:
            values = signing.loads(key, salt=self.name, max_age=self.age)
        except signing.BadSignature:
            return None
        fits = isinstance(values, list) and [type(value) for value in values] == [*self.shape]
        return tuple(values) if fits else None
