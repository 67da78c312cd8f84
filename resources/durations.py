"""Lengths of time in words."""

from django.utils.translation import gettext as _


def duration(minutes: int) -> str:
    """``135`` → ``about 2 h 15 min`` in the active language; ``""`` for 0."""
    hours, rest = divmod(minutes, 60)
    if hours and rest:
        return _("about %(hours)s h %(minutes)s min") % {"hours": hours, "minutes": rest}
    if hours:
        return _("about %(hours)s h") % {"hours": hours}
    return _("about %(minutes)s min") % {"minutes": rest} if rest else ""
