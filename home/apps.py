"""Home, standard and project pages."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    """Home, standard and project pages."""

    name = "home"
    verbose_name = "Home"

    def ready(self) -> None:
        from centres import reports
        from core.feeds import told_by_mail
        from core.roles import grant
        from home import messages, personal, views  # noqa: F401 - the views register themselves
        from home.contributions import ask_us, change_form_url, follow_url
        from home.follow import book
        from home.follow import letters as follow_letters
        from search import exits

        reports.register(change_form_url)
        exits.register("contact", ask_us, order=1)
        told_by_mail(follow_url)
        messages.connect()
        follow_letters.register_kinds()
        book.connect()
        personal.connect()
        # Whoever has dealt with a message may delete it, as its sender can ask.
        may = ("home.view_contactmessage", "home.change_contactmessage", "home.delete_contactmessage")
        grant(*may, "home.view_follower", to=("Editors", "Moderators"))
