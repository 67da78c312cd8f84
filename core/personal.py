"""What the portal holds about the owner of an e-mail address: every room that keeps addresses says so here.

Whoever has shown that an address is theirs may take all of it along, and have all of it deleted. Accounts of the admin are
not among it: they belong to the work of those who have them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

QUIET = timedelta(days=730)
"""How long an address is kept without a sign from its owner; some are then asked whether they want to stay."""
LAST_CALL = timedelta(days=30)
"""How long those have who are asked."""
Rows = list[dict[str, Any]]
"""Each row as values JSON can hold."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A kind of data. ``label``: what it is, for its owner.

    ``export(email)`` gives the rows, ``erase(email)`` deletes them, or empties what is personal in them, and tells how many
    there were. Both take the address in small letters.
    """

    label: "StrOrPromise"
    export: Callable[[str], Rows]
    erase: Callable[[str], int]


_holders: dict[str, Holder] = {}


def register(name: str, holder: Holder) -> None:
    """Makes a kind of data known under a name that stands in exports. Rooms call it when they are ready."""
    _holders[name] = holder


def export(email: str) -> dict[str, Rows]:
    """All rows about the owner of an address, by the name of their kind; kinds without any are left out."""
    found = {name: holder.export(email.lower()) for name, holder in sorted(_holders.items())}
    return {name: rows for name, rows in found.items() if rows}


def held(email: str) -> "list[tuple[StrOrPromise, int]]":
    """What is held about the owner of an address, in words, and how many of each."""
    return [(_holders[name].label, len(rows)) for name, rows in export(email).items()]


@transaction.atomic
def erase(email: str) -> dict[str, int]:
    """Deletes everything about the owner of an address, or nothing; how many rows there were by the name of their kind."""
    return {name: holder.erase(email.lower()) for name, holder in sorted(_holders.items())}
