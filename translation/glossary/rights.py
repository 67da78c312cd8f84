"""Who writes the glossary: moderators everything, translators the terms of their language; editors read the list."""

from typing import Any

from core.i18n.languages import LANGUAGES
from core.people.languages import TRANSLATORS
from core.roles import grant

WHOLE = "translation.add_concept"
"""The right of those who add concepts: they write all languages."""


def languages_written_by(user: Any) -> tuple[str, ...]:
    """Codes of the languages whose terms somebody may add, change and confirm."""
    if user.has_perm(WHOLE):
        return LANGUAGES
    groups = set(user.groups.filter(name__startswith=TRANSLATORS).values_list("name", flat=True))
    mine = tuple(code for code in LANGUAGES if f"{TRANSLATORS}{code}" in groups)
    return mine if user.has_perm("translation.change_concept") else ()


def connect() -> None:
    """Called once when the app is ready."""
    translators = tuple(f"{TRANSLATORS}{code}" for code in LANGUAGES)
    grant(*(f"translation.{action}_concept" for action in ("add", "change", "delete")), to=("Moderators",))
    grant("translation.change_concept", to=translators)
    grant("translation.view_concept", to=("Editors", "Moderators", *translators))
