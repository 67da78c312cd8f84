"""Who writes the glossary: moderators everything, translators proposals in their language, which reviewers confirm; editors read it."""

from typing import Any

from wagtail.models import Locale

from core.i18n.languages import LANGUAGES
from core.people.languages import OF_A_LANGUAGE, groups_of
from core.roles import grant
from translation.roles import Act, languages

WHOLE = "translation.add_concept"
"""The right of those who add concepts: they write all languages."""


def languages_written_by(user: Any) -> tuple[str, ...]:
    """Codes of the languages whose terms somebody may propose; confirmed ones are for ``languages_confirmed_by``."""
    return _codes(user, Act.WRITE)


def languages_confirmed_by(user: Any) -> tuple[str, ...]:
    """Codes of the languages whose terms somebody may confirm, and change once they are confirmed."""
    return _codes(user, Act.APPROVE)


def _codes(user: Any, act: Act) -> tuple[str, ...]:
    if user.has_perm(WHOLE):
        return LANGUAGES
    if not user.has_perm("translation.change_concept"):
        return ()
    mine = set(Locale.objects.filter(pk__in=languages(user, act)).values_list("language_code", flat=True))
    return tuple(code for code in LANGUAGES if code in mine)


def connect() -> None:
    """Called once when the app is ready."""
    translators = groups_of(*OF_A_LANGUAGE)
    grant(*(f"translation.{action}_concept" for action in ("add", "change", "delete")), to=("Moderators",))
    grant("translation.change_concept", to=translators)
    grant("translation.view_concept", to=("Editors", "Moderators", *translators))
