"""What this room adds to the names of what visitors open."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from core.i18n.languages import active_language
from core.visits import things
from core.visits.things import Named
from skills.models import Competence, SkillsIndexPage
from skills.views import VISITED


def register_names() -> None:
    """Called once when the app is ready."""
    things.register(VISITED, things.Kind(_("Competence"), _names))


def _names(keys: Collection[int]) -> dict[int, Named]:
    base = SkillsIndexPage.url_in(active_language())
    rows = Competence.objects.filter(pk__in=keys)
    return {row.pk: Named(row.title, f"{base}{row.slug}/" if base else "") for row in rows}
