"""Case studies, learning modules and publications."""

from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    """Case studies, learning modules and publications."""

    name = "resources"
    verbose_name = "Resources"

    def ready(self) -> None:
        from core import ownership
        from core.ownership import Owned
        from resources import (  # noqa: F401 - the views register themselves
            contributions,
            figures,
            from_notes,
            onward,
            views,
        )
        from resources.contribute import letters, panels, personal, rights, tasks, workflow
        from resources.plans import views as plan_views  # noqa: F401

        contributions.register_contributions()
        figures.register_figures()
        figures.register_names()
        for name in ("CaseStudyPage", "LearningModulePage", "PublicationPage"):
            ownership.register(Owned(self.get_model(name), "contributor", parents=self.get_model("ResourceIndexPage")))
        onward.register_offer()
        from_notes.register_maker()
        letters.register_kinds()
        rights.connect()
        workflow.connect()
        panels.connect()
        personal.connect()
        tasks.connect()
