"""The competence framework of the partnership manager."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SkillsConfig(AppConfig):
    """Seven competences, what each asks for, and what belongs to them elsewhere."""

    name = "skills"
    verbose_name = _("Competences")

    def ready(self) -> None:
        from core.admin.workflows import review
        from core.kept import forget_after_saving
        from core.people.languages import COORDINATORS, OF_A_LANGUAGE, REVIEWERS, groups_of
        from core.roles import grant
        from skills import figures, onward, sources, views  # noqa: F401 - the views register themselves
        from skills.assessment import previews  # noqa: F401 - as above

        sources.register_sources()
        onward.register_offer()
        figures.register_names()
        figures.register_figures()
        for name in ("competence", "statementset"):
            forget_after_saving(self.get_model(name))
            review(self.get_model(name))
            grant(f"skills.change_{name}", to=("Editors", *groups_of(*OF_A_LANGUAGE)))
            grant(f"skills.publish_{name}", to=groups_of(REVIEWERS, COORDINATORS))
            grant(
                *(f"skills.{action}_{name}" for action in ("add", "change", "delete", "publish", "lock", "unlock")),
                to=("Moderators",),
            )
