"""Case studies, learning modules and publications."""

from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    """Case studies, learning modules and publications."""

    name = "resources"
    verbose_name = "Resources"

    def ready(self) -> None:
        from community import contributions
        from resources import cards
        from resources.vocabularies import ResourceKind
        from skills import links

        links.register("modules", cards.module_of_competence)
        links.register("case-studies", cards.cases_of_competence)
        contributions.register("case-studies", cards.contributions_of(ResourceKind.CASE))
        contributions.register("modules", cards.contributions_of(ResourceKind.MODULE))
        contributions.register("publications", cards.contributions_of(ResourceKind.PUBLICATION))
