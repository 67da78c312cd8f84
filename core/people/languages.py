"""The language somebody works in: of the admin, and of the mails that come from it."""

from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest
from wagtail.users.models import UserProfile

from core.admin.person import person_answered
from core.i18n.languages import LANGUAGES

TRANSLATORS = "Translators "
"""What the names of the groups begin with that write one language; its code follows."""


def language_of(user: Any) -> str:
    """The language ``user`` has chosen; of a translator who has not, the one translated into; else the portal's first."""
    profile = getattr(user, "wagtail_userprofile", None)
    if profile and profile.preferred_language:
        return profile.preferred_language
    names = user.groups.filter(name__startswith=TRANSLATORS).values_list("name", flat=True)
    return next((code for code in LANGUAGES if f"{TRANSLATORS}{code}" in names), settings.LANGUAGE_CODE)


def choose_language(user: Any, language: str) -> None:
    """Keeps the language of the admin and of mails to ``user``."""
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})


def _signed_in(sender: Any, request: HttpRequest | None, user: Any, **kwargs: Any) -> None:
    """Who has never chosen goes on in the language of the page they signed in on."""
    language = getattr(request, "LANGUAGE_CODE", "")
    if language in LANGUAGES and not UserProfile.get_for_user(user).preferred_language:
        choose_language(user, language)


def connect() -> None:
    """Called once when the app is ready."""
    user_logged_in.connect(_signed_in, dispatch_uid="core.people.signed_in")
    plain = UserProfile.get_preferred_language

    def get_preferred_language(self: UserProfile) -> str:
        """Wagtail's falls back to the language of whoever presses the button: right for their admin, wrong for mail to others."""
        person = person_answered()
        return plain(self) if person is not None and person.pk == self.user_id else language_of(self.user)

    UserProfile.get_preferred_language = get_preferred_language
