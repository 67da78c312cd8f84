"""What this room adds to the names of what visitors open, and to the figures of the portal."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from core.figures import registry
from core.figures.registry import Dimension, Figure
from core.i18n.languages import active_language
from core.visits import things
from core.visits.things import Named
from skills.assessment import sharing
from skills.cards import competence_titles
from skills.models import Competence, SkillsIndexPage
from skills.views import VISITED
from skills.vocabularies import AnswerStep, DescriptorKind


def register_names() -> None:
    """Called once when the app is ready."""
    things.register(VISITED, things.Kind(_("Competence"), _names))


def _names(keys: Collection[int]) -> dict[int, Named]:
    base = SkillsIndexPage.url_in(active_language())
    rows = Competence.objects.filter(pk__in=keys)
    return {row.pk: Named(row.title, f"{base}{row.slug}/" if base else "") for row in rows}


def register_figures() -> None:
    """Called once when the app is ready."""
    registry.register(
        Figure(
            "self-assessments",
            45,
            _("Self-assessments that people shared, statements by answer"),
            Dimension(_("Competence and kind"), _statements),
            Dimension(_("Answer"), registry.named(dict(AnswerStep.choices))),
            sharing.told,
            note=_(
                "Who ticked the box for it. Answers are added ten people at a time, so that nobody is found in them."
            ),
        )
    )


def _statements(codes: Collection[str]) -> dict[str, registry.Name]:
    """``"C-skill"`` in words, from A to G and by kind."""
    titles = competence_titles(active_language())
    each = ((code, kind) for code in titles for kind in DescriptorKind)
    return {
        f"{code}-{kind.value}": registry.Name(f"{code}. {titles[code].short_title} · {kind.label}", titles[code].url)
        for code, kind in each
        if f"{code}-{kind.value}" in codes
    }
