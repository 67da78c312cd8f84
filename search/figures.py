"""What this room adds to the figures of the portal: searches that found something, and those that found nothing."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Q, Sum
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext_lazy as _

from core.figures import registry
from core.figures.registry import Count, Dimension, Figure
from search.models import SearchCount

ANSWERED, UNANSWERED = "answered", "unanswered"


def register_figures() -> None:
    """Called once when the app is ready."""
    languages = Dimension(_("Language"), registry.language_names)
    outcomes = {ANSWERED: _("With results"), UNANSWERED: _("Without result")}
    registry.register(
        Figure(
            "searches",
            60,
            _("Searches, by language"),
            languages,
            Dimension(_("Searches"), registry.named(outcomes)),
            _searches,
            known_since=_known_since,
            note=_("Only searches that are made again are counted: by three visits of one day, or on three days."),
        )
    )


def _searches() -> Iterator[Count]:
    rows = (
        SearchCount.objects.annotate(month=TruncMonth("day"))
        .order_by()
        .values_list("month", "language")
        .annotate(
            answered=Sum("count", filter=Q(results__gt=0), default=0),
            unanswered=Sum("count", filter=Q(results=0), default=0),
        )
    )
    for month, language, answered, unanswered in rows:
        yield Count(month, language, ANSWERED, answered)
        yield Count(month, language, UNANSWERED, unanswered)


def _known_since(today: date) -> date:
    """The first month of which nothing has been forgotten."""
    first = (today - SearchCount.KEPT).replace(day=1)
    return (first + timedelta(days=32)).replace(day=1)
