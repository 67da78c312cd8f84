"""What is wrong with a choice of columns, before any row is read."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext_noop as _

from centres.columns.messages import Message
from centres.importing.fields import DAYS, SHARED
from centres.importing.problems import Problem


def mapping_problems(header: Sequence[str], mapping: Mapping[int, str]) -> list[Problem]:
    """No name, two columns for one field, half a point. ``mapping``: column index from 0 → field."""
    found: list[Problem] = []
    seen: dict[str, int] = {}
    for index, name in sorted(mapping.items()):
        if name in seen and name not in SHARED:
            reason = Message(
                _("“%(first)s” and “%(second)s” are both read as the same. Choose one of them."),
                {"first": header[seen[name]], "second": header[index]},
            )
            found.append(Problem(0, header[index], name, "", reason))
        seen.setdefault(name, index)
    if not {"name", "uid"} & set(seen):
        found.append(
            Problem(0, "", "name", "", Message(_("No column is read as the name. Choose the one that holds it.")))
        )
    for here, there in (
        ("lat", "lng"),
        ("lng", "lat"),
        *((f"{a}_{day}", f"{b}_{day}") for day in DAYS for a, b in (("opens", "closes"), ("closes", "opens"))),
    ):
        if here in seen and there not in seen:
            reason = Message(
                _("“%(column)s” is one half only. Choose the column with the other half too, or leave both out."),
                {"column": header[seen[here]]},
            )
            found.append(Problem(0, header[seen[here]], here, "", reason))
    return found
