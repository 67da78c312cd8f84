"""Events and peer exchanges."""

from django.apps import AppConfig


class AgendaConfig(AppConfig):
    """Events and peer exchanges."""

    name = "agenda"
    verbose_name = "Agenda"

    def ready(self) -> None:
        from agenda import cards
        from community import contributions
        from skills import links

        links.register("events", cards.events_of_competence)
        contributions.register("events", cards.events_of_organisation)
