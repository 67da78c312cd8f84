"""What a group may do, in plain words: Wagtail's form lists names of permissions, in English, and some that open nothing here."""

from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from wagtail.users.forms import GroupForm, PagePermissionsForm

from core.roles import granted_to_any

ACTIONS = {
    "add": pgettext_lazy("right of a group", "Add"),
    "change": pgettext_lazy("right of a group", "Change"),
    "delete": pgettext_lazy("right of a group", "Delete"),
    "view": pgettext_lazy("right of a group", "See"),
    "publish": pgettext_lazy("right of a group", "Publish"),
    "lock": pgettext_lazy("right of a group", "Lock"),
    "unlock": pgettext_lazy("right of a group", "Unlock"),
}
"""What the name of a permission begins with → what it allows with the things of its kind."""
WORDS = {
    "access_admin": gettext_lazy("Sign in to the admin"),
    "submit_translation": gettext_lazy("Have texts translated"),
    "add_page": gettext_lazy("Add pages, and change one’s own"),
    "bulk_delete_page": gettext_lazy("Delete pages together with those below them"),
    "change_page": gettext_lazy("Change every page"),
    "lock_page": gettext_lazy("Lock pages, and unlock those one has locked"),
    "publish_page": gettext_lazy("Publish every page"),
    "unlock_page": gettext_lazy("Unlock every page"),
}
"""Permissions that say more than an action."""


def words(permission: Permission) -> str:
    """What a permission allows, in the active language. Who reads only this label hears the kind of thing too."""
    if said := WORDS.get(permission.codename):
        return str(said)
    action = permission.codename.split("_")[0]
    if action not in ACTIONS:
        return capfirst(permission.name)
    if action not in ("add", "change", "delete"):
        return str(ACTIONS[action])  # stands in the row of its kind
    return _("%(action)s: %(thing)s") % {"action": ACTIONS[action], "thing": permission.content_type.name}


class ShownPermissions(QuerySet):
    """Permissions whose name is what they allow in the active language. They are for looking at, not for saving."""

    def _fetch_all(self) -> None:
        super()._fetch_all()
        for one in self._result_cache or ():
            if isinstance(one, Permission):
                one.name = words(one)


def shown(permissions: QuerySet) -> ShownPermissions:
    """The same permissions, in words."""
    return (
        ShownPermissions(Permission).filter(pk__in=permissions.order_by().values("pk")).select_related("content_type")
    )


def that_do_something(registered: QuerySet) -> QuerySet:
    """Those of Wagtail's own things, and of the portal's what a room gives to some role: nothing asks for any other."""
    ours = [app.label for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR]
    given = Q(pk__in=[])
    for name in granted_to_any():
        label, codename = name.split(".")
        given |= Q(content_type__app_label=label, codename=codename)
    own = Q(content_type__app_label__in=ours) & ~Q(content_type__model="user")
    return Permission.objects.filter(given | Q(pk__in=registered.order_by().values("pk")) & ~own)


class PlainGroupForm(GroupForm):
    """Wagtail's, with what a permission allows in the reader's words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.registered_permissions = that_do_something(self.registered_permissions)
        self.fields["permissions"].queryset = shown(self.registered_permissions)


def connect() -> None:
    """Called once when the app is ready."""
    field: Any = PagePermissionsForm.base_fields["permissions"]
    field.label_from_instance = words
