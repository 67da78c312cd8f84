"""Who may do what: groups made and kept from one list by ``manage.py prepare`` and ``manage.py seed``."""

from collections import defaultdict
from collections.abc import Callable

from django.apps import apps as installed

ADMIN_ACCESS = "wagtailadmin.access_admin"
PARTNERS = "Partners"
"""The group of all who work for an organisation."""
OF_ORGANISATIONS = "@"
"""What the names of the groups begin with that hold the people of one organisation."""

_granted: dict[str, set[str]] = defaultdict(set)
_further: list[Callable[[], None]] = []


def grant(*permissions: str, to: tuple[str, ...]) -> None:
    """Gives roles model permissions, each ``app_label.codename``. Rooms call it when they are ready."""
    for role in to:
        _granted[role].update(permissions)


def granted(role: str) -> set[str]:
    """Permissions a role has by this list."""
    return {ADMIN_ACCESS, *_granted[role]}


def granted_to_any() -> set[str]:
    """Permissions some role has by this list."""
    return {ADMIN_ACCESS}.union(*_granted.values())


def and_then(step: Callable[[], None]) -> None:
    """Adds what a room keeps right once the groups exist. It must be safe to run again."""
    if step not in _further:
        _further.append(step)


def ensure_roles() -> None:
    """The groups, then what the rooms have added."""
    ensure_groups()
    for step in _further:
        step()


def ensure_groups() -> None:
    """Creates missing groups and adds missing permissions; takes back only what a role must never have."""
    from django.contrib.auth.models import Group, Permission

    if not installed.is_installed("wagtail.admin"):
        return
    _make_extra_permissions()
    by_name = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    for role in list(_granted):
        group, _created = Group.objects.get_or_create(name=role)
        group.permissions.add(*(by_name[name] for name in granted(role) if name in by_name))
        forbidden = [p for name, p in by_name.items() if name.endswith("submit_translation")]
        if role != "Moderators":
            group.permissions.remove(*forbidden)


def _make_extra_permissions() -> None:
    """Wagtail makes publish and lock permissions only for models whose admin addresses have been loaded."""
    from django.urls import get_resolver
    from wagtail.snippets.models import create_extra_permissions

    _ = get_resolver().url_patterns
    create_extra_permissions(installed.get_app_config("wagtailsnippets"))


def connect() -> None:
    """Called once when the app is ready."""
    grant(to=("Editors", "Moderators", PARTNERS))
    grant("core.change_languagesettings", to=("Editors", "Moderators"))
    grant("core.publish_languagesettings", to=("Moderators",))
