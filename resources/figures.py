"""What this room adds to the figures of the portal: resources by language and kind, good practices people sent, names of units."""

from collections.abc import Collection, Iterator

from django.db.models import Count as Number
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext_lazy as _

from core.figures import registry
from core.figures.registry import ONE, Count, Dimension, Figure, month_of
from core.i18n.languages import active_language
from core.visits import things
from core.visits.things import Named
from resources.cards import module_units
from resources.models import MODELS, Contribution
from resources.views.units import VISITED
from resources.vocabularies import ResourceKind


def register_figures() -> None:
    """Called once when the app is ready."""
    languages = Dimension(_("Language"), registry.language_names)
    kinds = Dimension(_("Kind"), registry.named(dict(ResourceKind.choices)))
    registry.register(Figure("resources", 10, _("Resources published, by language"), languages, kinds, _resources))
    number = registry.one(_("Number"))
    registry.register(
        Figure("contributions", 30, _("Good practices people sent, by language"), languages, number, _sent, people=True)
    )
    registry.register(
        Figure(
            "contributions-published",
            31,
            _("Good practices sent and published, by language"),
            languages,
            number,
            _shown,
        )
    )


def register_names() -> None:
    """Called once when the app is ready."""
    things.register(VISITED, things.Kind(_("Unit"), _units))


def _units(keys: Collection[int]) -> dict[int, Named]:
    units = (unit for module in module_units(active_language()) for unit in module.units)
    found = {int(unit.id[:8], 16): Named(unit.title, unit.url) for unit in units}
    return {key: found[key] for key in keys if key in found}


def _resources() -> Iterator[Count]:
    """Translations count in their language; what is no longer public does not count."""
    for kind, model in MODELS.items():
        pages = model.objects.in_public().real().filter(first_published_at__isnull=False).order_by()
        rows = pages.values_list("first_published_at", "locale__language_code")
        for published_at, language in rows:
            yield Count(month_of(published_at), language, kind, 1)


def _sent() -> Iterator[Count]:
    """Once for each person and practice."""
    rows = Contribution.objects.sent().filter(sent_at__isnull=False).order_by()
    for month, language, number in (
        rows.annotate(month=TruncMonth("sent_at")).values_list("month", "language").annotate(number=Number("pk"))
    ):
        yield Count(month_of(month), language, ONE, number)


def _shown() -> Iterator[Count]:
    rows = Contribution.objects.filter(page__live=True, page__first_published_at__isnull=False).order_by()
    pages = rows.values_list("page", "page__first_published_at", "language").distinct()
    for _page, published_at, language in pages:
        yield Count(month_of(published_at), language, ONE, 1)
