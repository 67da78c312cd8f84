"""The language somebody works in: of the admin, and of the mails that come from it."""

from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest
from wagtail.users.models import UserProfile

from core.admin.person import person_answered
from core.i18n.languages import LANGUAGES

TRANSLATORS, REVIEWERS, COORDINATORS = "Translators ", "Reviewers ", "Coordinators "
"""What the names of the groups begin with that look after one language; its code follows."""
OF_A_LANGUAGE = (TRANSLATORS, REVIEWERS, COORDINATORS)
"""From the least rights to the most."""


def groups_of(*roles: str) -> tuple[str, ...]:
    """Names of the groups of these roles in all languages."""
    return tuple(f"{role}{code}" for role in roles for code in LANGUAGES)


def code_in(group: str) -> str:
    """The language a group looks after; ``""`` for groups of no language."""
    return next((group.removeprefix(role) for role in OF_A_LANGUAGE if group.startswith(role)), "")


def language_of(user: Any) -> str:
    """The language ``user`` has chosen; of who has not and looks after a language, that one; else the portal's first."""
    profile = getattr(user, "wagtail_userprofile", None)
    if profile and profile.preferred_language:
        return profile.preferred_language
    own = {
        code_in(name) for name in user.groups.filter(name__in=groups_of(*OF_A_LANGUAGE)).values_list("name", flat=True)
    }
    return next((code for code in LANGUAGES if code in own), settings.LANGUAGE_CODE)


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
