"""The kinds of mail the rooms send."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from core.letters.letter import Kind

_kinds: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Makes kinds known. Rooms call it when they are ready."""
    _kinds.update({kind.code: kind for kind in kinds})


def kinds() -> dict[str, Kind]:
    """Every kind by its code, in the order of the codes."""
    return dict(sorted(_kinds.items()))


def label_of(code: str) -> str | Promise:
    """What administrators read; mails without a kind are written by Wagtail and Django."""
    if not code:
        return _("Notice from the admin")
    return _kinds[code].label if code in _kinds else code
