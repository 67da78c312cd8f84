"""Whether what is said about a centre is still true, in words that never claim more than is known."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext as _

from centres.fields.partial_dates import format_partial, months_before
from centres.vocabularies import CheckedBy, ReviewInterval, Status

if TYPE_CHECKING:
    from centres.models import Centre


@dataclass(frozen=True, slots=True)
class Mark:
    """A shape and its word: ``state`` is open, confirm, moving or closed."""

    state: str
    label: str


def is_fresh(centre: "Centre", today: date | None = None) -> bool:
    """Whether somebody confirmed the facts within the centre's review interval; twelve months when it has none."""
    if centre.checked_on is None:
        return False
    months = centre.review_months if centre.review_months in ReviewInterval.values else ReviewInterval.YEAR
    return centre.checked_on >= months_before(today or timezone.localdate(), months)


def to_confirm(centre: "Centre", today: date | None = None) -> bool:
    """Whether the visitor must be told to check; a closed centre has nothing left to confirm."""
    return centre.status != Status.CLOSED and not is_fresh(centre, today)


def seen(centre: "Centre") -> str:
    """When the facts were last seen or checked, in words; ``""`` when no source carries a date."""
    if centre.checked_on:
        return format_partial(centre.checked_on.isoformat()[:7])
    return format_partial(centre.as_of)


def last_check(centre: "Centre") -> str:
    """Who checked the facts and when; without a check the date of the information, if there is one."""
    if centre.checked_on:
        sentences = {
            CheckedBy.OWNER: _("Checked on %(date)s by the centre itself"),
            CheckedBy.EDITOR: _("Checked on %(date)s by an editor"),
            CheckedBy.SOURCE: _("Checked on %(date)s with a public source"),
        }
        sentence = sentences.get(centre.checked_by) or _("Checked on %(date)s")
        return sentence % {"date": format_partial(centre.checked_on.isoformat())}
    when = format_partial(centre.as_of)
    return _("Last information: %(date)s") % {"date": when} if when else _("Last information: undated")


def _state_mark(centre: "Centre") -> Mark | None:
    since = format_partial(centre.status_since, since=True)
    if centre.status == Status.OPEN:
        return Mark("open", _("In service"))
    if centre.status == Status.MOVING:
        return Mark("moving", _("Moving"))
    if centre.status == Status.PLANNED:
        return Mark("moving", _("Planned; not known to be in service"))
    if centre.status == Status.SUSPENDED:
        return Mark("closed", _("Suspended since %(date)s") % {"date": since} if since else _("Suspended"))
    if centre.status == Status.CLOSED:
        return Mark("closed", _("Closed since %(date)s") % {"date": since} if since else _("Closed for good"))
    return None


def _doubt_mark(centre: "Centre") -> Mark:
    when = seen(centre)
    if centre.hours and centre.status == Status.OPEN:
        when = format_partial(centre.hours_as_of) or when
        return Mark(
            "confirm", _("Hours to be confirmed · %(date)s") % {"date": when} if when else _("Hours to be confirmed")
        )
    if when:
        return Mark("confirm", _("To be confirmed · seen: %(date)s") % {"date": when})
    return Mark("confirm", _("To be confirmed · undated"))


def page_marks(centre: "Centre", today: date | None = None) -> list[Mark]:
    """The marks below a centre's own name, where the date stands beside them."""
    doubt = Mark("confirm", _("Facts to be confirmed")) if to_confirm(centre, today) else None
    return [mark for mark in (_state_mark(centre), doubt) if mark]


def marks(centre: "Centre", today: date | None = None) -> list[Mark]:
    """One or two marks for a row of the list: the state, and the doubt when there is one."""
    state = _state_mark(centre)
    doubt = _doubt_mark(centre) if to_confirm(centre, today) else None
    return [mark for mark in (state, doubt) if mark]
