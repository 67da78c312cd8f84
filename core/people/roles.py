"""What roles are called wherever the admin names a group."""

from django.contrib.auth.models import Group
from django.utils.translation import gettext, gettext_noop

from core.admin.shown_names import show_translated
from core.i18n.languages import LANGUAGES, exonym
from core.people.languages import TRANSLATORS

ROLES = (
    gettext_noop("Editors"),
    gettext_noop("Moderators"),
    gettext_noop("Partners"),
    *(f"{TRANSLATORS}{code}" for code in LANGUAGES),
)
"""Groups the portal makes: their names are keys, shown translated."""


def role_name(key: str) -> str:
    """What one of ``ROLES`` is called in the active language."""
    if key.startswith(TRANSLATORS):
        return gettext("Translators: %(language)s") % {"language": exonym(key.removeprefix(TRANSLATORS))}
    return gettext(key)


def connect() -> None:
    """Called once when the app is ready."""
    show_translated(Group, "name", names=lambda: ROLES, show=role_name)
