"""What somebody is told who shall work for an organisation."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.letters import kinds
from core.letters.letter import Kind, Letter, absolute


def welcome(organisation: str, name: str, password: str) -> Letter:
    """``password``: where a password is chosen, ``""`` for who has one."""
    admin = absolute(reverse("wagtailadmin_home"))
    begin = (
        _("Choose a password; then sign in with the user name %(name)s.")
        if password
        else _("Sign in as always, with the user name %(name)s.")
    )
    again = _("The link works once and for three days. After that, ask for a new one: %(url)s") % {
        "url": absolute(reverse("wagtailadmin_password_reset"))
    }
    return Letter(
        _("You work for “%(organisation)s” on Keep in Pact") % {"organisation": organisation},
        [
            _("You are invited to look after what “%(organisation)s” shows on the portal of Keep in Pact.")
            % {"organisation": organisation},
            begin % {"name": name},
        ],
        actions=[(_("Choose a password"), password) if password else (_("Open the admin"), admin)],
        closing=[again] if password else [],
    )


def _example() -> Letter:
    return welcome(
        "AZVO", "ana@example.org", absolute(reverse("wagtailadmin_password_reset_confirm", args=["uid", "token"]))
    )


MEMBERSHIP = Kind("membership", gettext_lazy("Invitation to work for an organisation"), _example)


def register_kinds() -> None:
    """Called once when the app is ready."""
    kinds.register(MEMBERSHIP)
