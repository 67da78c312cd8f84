"""The mail with the link that signs in, in the active language."""

from urllib.parse import quote

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.i18n.languages import active_language
from core.letters import kinds
from core.letters.letter import Kind, Letter, absolute


def sign_in(key: str, people_url: str) -> Letter:
    """The same for everybody: it does not tell whether there is a profile. ``people_url``: path of the directory."""
    link = absolute(f"{people_url}sign-in/open/?key={quote(key)}")
    return Letter(
        _("Your link to sign in"),
        [
            _("You, or somebody with your address, asked to sign in to the practitioners’ directory of Keep in Pact."),
            _("The link works once, within half an hour."),
        ],
        actions=[(_("Sign in"), link)],
        closing=[_("If it was not you, do nothing: without the link nobody gets in.")],
    )


SIGN_IN = Kind(
    "people-sign-in",
    gettext_lazy("Link to sign in to the practitioners’ directory"),
    lambda: sign_in("…", f"/{active_language()}/kompas/people/"),
)


def register_kinds() -> None:
    """Called once when the app is ready."""
    kinds.register(SIGN_IN)
