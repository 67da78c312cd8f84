"""What this room adds to the figures of the portal and to the names of what visitors open."""

from collections.abc import Collection, Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_lazy as _

from centres.models import Centre, FinderPage
from centres.pages.serving import VISITED
from core import ownership
from core.figures import registry
from core.figures.registry import ONE, Count, Dimension, Figure, month_of
from core.i18n.languages import active_language
from core.visits import things, used
from core.visits.things import Named
from core.visits.used import Own
from core.waiting.sections import form_url


def register_figures() -> None:
    """Called once when the app is ready."""
    countries = Dimension(_("Country"), registry.country_names)
    checked = registry.one(_("Number"))
    registry.register(
        Figure(
            "centres-checked",
            50,
            _("Centres whose facts were checked, by country"),
            countries,
            checked,
            _checked,
            note=_("Each centre counts when it was checked last."),
        )
    )
    things.register(VISITED, things.Kind(_("Centre"), _names))
    used.register(_own)


def _checked() -> Iterator[Count]:
    rows = Centre.objects.public().filter(checked_on__isnull=False).order_by().values_list("checked_on", "country")
    for day, country in rows:
        yield Count(month_of(day), country, ONE, 1)


def _own(user: Any) -> list[Own]:
    """Centres of the organisations somebody works for."""
    rows = Centre.objects.public().filter(ownership.own(Centre, user)).order_by("name", "pk").values_list("pk", "name")
    kind = ContentType.objects.get_for_model(Centre)
    return [Own(VISITED, (pk,), name, form_url(kind, pk)) for pk, name in rows]


def _names(keys: Collection[int]) -> dict[int, Named]:
    base = FinderPage.url_in(active_language())
    rows = Centre.objects.filter(pk__in=keys).values_list("pk", "name", "slug")
    return {pk: Named(name, f"{base}{slug}/" if base else "") for pk, name, slug in rows}
