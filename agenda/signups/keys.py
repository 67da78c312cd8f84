"""Addresses of somebody's own sign-up: the key in them tells who it is, and nothing is asked again."""

from datetime import timedelta
from urllib.parse import quote

from agenda.models import AgendaIndexPage, SignUp
from core.i18n.languages import active_language
from core.keys import Purpose
from core.letters.letter import absolute

OWN = Purpose("agenda.sign-up", timedelta(days=800), (int, str))
"""The key and the address of a sign-up. It outlives both."""


def own_url(signup: SignUp, tail: str = "") -> str:
    """The absolute address of the own sign-up in the active language; ``tail``: what stands below it."""
    url = AgendaIndexPage.url_in(active_language()) or "/"
    key = quote(OWN.key(signup.pk or 0, signup.email))
    return absolute(f"{url}{AgendaIndexPage.OWN_SIGN_UP}{tail}?key={key}")


def owner(key: str) -> tuple[bool, SignUp | None]:
    """Whether the key is one of ours, and the sign-up it is for; ``None`` when that is deleted."""
    match OWN.read(key):
        case [pk, email]:
            return True, SignUp.objects.select_related("register").filter(pk=pk, email=email).first()
    return False, None
