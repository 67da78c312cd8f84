"""Identifiers of the feed: made from a centre's own, and read back to it without a table.

HSDS wants a UUID for every organization, service, location and link. A service's UUID is the centre's combined (xor) with
one fixed UUID per kind and code: stable for ever, different for every pair, and reversible.
"""

from collections.abc import Iterable
from uuid import UUID, uuid5

NAMESPACE = UUID("6d9f0f4e-6a3b-5c1d-9f0e-2b7a4c8d1e35")
_FIXED_BITS = (0xF << 76) | (0x3 << 62)
"""Version and variant of a UUID (RFC 9562): they stay those of the centre's."""


def named(*parts: str) -> UUID:
    """The UUID of something that has a name of its own, such as a taxonomy."""
    return uuid5(NAMESPACE, "/".join(parts))


def derived(uid: UUID, *parts: str) -> UUID:
    """The UUID of a part of the thing ``uid``. ``derived(derived(uid, p), p) == uid``."""
    return UUID(int=uid.int ^ (named(*parts).int & ~_FIXED_BITS))


def origins(identifier: UUID, names: Iterable[tuple[str, ...]]) -> dict[UUID, tuple[str, ...]]:
    """What ``identifier`` may be derived from, by the parts that would have made it."""
    return {derived(identifier, *parts): parts for parts in names}


def parsed(text: str) -> UUID | None:
    """The UUID in a parameter; ``None`` when it is none."""
    try:
        return UUID(text.strip()[:40])
    except ValueError:
        return None
