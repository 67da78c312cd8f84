"""What somebody is told for whom an administrator has made an account."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from core.letters import kinds
from core.letters.letter import Kind, Letter, absolute
from core.people.languages import language_of


def password_url(user: AbstractUser) -> str:
    """The absolute address at which ``user`` sets a password: once, and as long as ``PASSWORD_RESET_TIMEOUT`` says."""
    return _password_url(urlsafe_base64_encode(force_bytes(user.pk)), default_token_generator.make_token(user))


def _password_url(uid: str, token: str) -> str:
    return absolute(reverse("wagtailadmin_password_reset_confirm", args=[uid, token]))


def invitation(name: str, url: str) -> Letter:
    """Says that there is an account, how it is called, and where its password is chosen."""
    return Letter(
        _("Your account for Keep in Pact"),
        [
            _("You are invited to work on the portal of Keep in Pact."),
            _("Choose a password; then sign in with the user name %(name)s.") % {"name": name},
        ],
        actions=[(_("Choose a password"), url)],
        closing=[
            _("The link works once and for three days. After that, ask for a new one: %(url)s")
            % {"url": absolute(reverse("wagtailadmin_password_reset"))},
        ],
    )


def invite(user: AbstractUser) -> None:
    """Mails the invitation in the language of ``user``. Raises BadHeaderError as ``Letter.post`` does."""
    with override(language_of(user)):
        invitation(user.get_username(), password_url(user)).post(user.email, INVITATION)


def _example() -> Letter:
    name = get_user_model()(username="ana").get_username()
    return invitation(name, _password_url("uid", "token"))


INVITATION = Kind("invitation", gettext_lazy("Invitation to an account"), _example)


def register_kinds() -> None:
    """Called once when the app is ready."""
    kinds.register(INVITATION)
