"""Events and peer exchanges."""

from django.apps import AppConfig


class AgendaConfig(AppConfig):
    """Events and peer exchanges."""

    name = "agenda"
    verbose_name = "Agenda"

    def ready(self) -> None:
        from agenda import contributions, views  # noqa: F401 - the views register themselves

        contributions.register_contributions()
