"""Events and peer exchanges."""

from django.apps import AppConfig


class AgendaConfig(AppConfig):
    """Events and peer exchanges."""

    name = "agenda"
    verbose_name = "Agenda"

    def ready(self) -> None:
        from agenda import contributions, figures, letters, onward, personal, tasks, used, views  # noqa: F401 - the views register themselves
        from agenda.signups import leaving
        from agenda.signups import letters as signup_letters
        from core import ownership
        from core.admin import consequences
        from core.ownership import Owned
        from core.roles import grant

        contributions.register_contributions()
        figures.register_figures()
        used.register_notes()
        ownership.register(
            Owned(
                self.get_model("EventPage"),
                "organiser",
                published_by_managers=True,
                parents=self.get_model("AgendaIndexPage"),
            )
        )
        onward.register_offer()
        letters.register_kinds()
        signup_letters.register_kinds()
        personal.connect()
        consequences.register("sign-ups", leaving.signed_up_below)
        tasks.connect()
        # Who asks to be forgotten is deleted by whoever reads the message.
        grant("agenda.view_subscriber", "agenda.delete_subscriber", to=("Editors", "Moderators"))
