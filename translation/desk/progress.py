"""How far one thing is in one language: a bar, a sentence, and a tab for each state."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from translation.desk.bar import Part, parts_of
from translation.models import Standing
from translation.vocabularies import SegmentState


@dataclass(frozen=True, slots=True)
class Tab:
    """Passages of one state, ``""`` for all of them."""

    state: str
    label: str
    number: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """``approved`` of ``total`` passages; ``left``: what waits for a translator."""

    parts: Sequence[Part]
    tabs: Sequence[Tab]
    approved: int
    total: int
    left: int


def progress_of(standing: Standing, chosen: str = "") -> Progress:
    """No query. ``chosen``: the state that is looked at."""
    numbers = {state: getattr(standing, state.value) for state in SegmentState}
    tabs = [Tab("", _("All"), standing.total, not chosen)]
    tabs += [Tab(state.value, str(state.label), number, chosen == state) for state, number in numbers.items()]
    left = standing.missing + standing.machine + standing.editing
    return Progress(parts_of(numbers), tabs, standing.approved, standing.total, left)
