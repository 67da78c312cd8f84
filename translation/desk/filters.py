"""The form above a list of the desk: (label, name, choices, chosen) of each field."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from translation.desk import lists
from translation.vocabularies import ItemState

Filter = tuple[str, str, Sequence[tuple[str, str]], str]


def filters_of(asked: lists.Asked) -> list[Filter]:
    """State, kind, whose, and until when."""
    states = [(lists.TO_DO, _("Everything to do")), *ItemState.choices, (lists.ALL, _("All"))]
    owners = [("", _("All")), (lists.ME, _("Me")), (lists.NOBODY, _("Nobody in particular"))]
    owner = lists.ME if asked.owner else lists.NOBODY if asked.owner == 0 else ""
    days = [("", _("All")), (lists.LATE, _("Late")), (lists.WEEK, _("Within a week"))]
    return [
        (_("State"), "state", [(code, str(name)) for code, name in states], asked.state or lists.ALL),
        (_("Kind"), "kind", [("", _("All")), *lists.kinds_there_are()], asked.kind),
        (_("Who"), "owner", owners, owner),
        (_("Due"), "due", days, asked.due),
    ]
