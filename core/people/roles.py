"""What roles are called wherever the admin names a group."""

from django.contrib.auth.models import Group
from django.utils.translation import gettext, gettext_noop

from core.admin.shown_names import show_translated
from core.i18n.languages import exonym
from core.people.languages import COORDINATORS, OF_A_LANGUAGE, REVIEWERS, TRANSLATORS, code_in, groups_of

ROLES = (
    gettext_noop("Editors"),
    gettext_noop("Moderators"),
    gettext_noop("Partners"),
    *groups_of(*OF_A_LANGUAGE),
)
"""Groups the portal makes: their names are keys, shown translated."""
_SHOWN = {
    TRANSLATORS: gettext_noop("Translators: %(language)s"),
    REVIEWERS: gettext_noop("Reviewers: %(language)s"),
    COORDINATORS: gettext_noop("Coordinators: %(language)s"),
}


def role_name(key: str) -> str:
    """What one of ``ROLES`` is called in the active language."""
    if code := code_in(key):
        return gettext(_SHOWN[key.removesuffix(code)]) % {"language": exonym(code)}
    return gettext(key)


def connect() -> None:
    """Called once when the app is ready."""
    show_translated(Group, "name", names=lambda: ROLES, show=role_name)
