"""Roles over page trees, pictures and documents: editors work on all languages; translators, reviewers, coordinators on one."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, PagePermissionTester
from wagtail.signals import page_published

from core.people.languages import COORDINATORS, REVIEWERS, TRANSLATORS, groups_of
from core.roles import and_then

PAGE_PERMISSIONS = {
    "Editors": ("add_page", "change_page"),
    "Moderators": ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
}
LANGUAGE_PERMISSIONS = {
    TRANSLATORS: ("change_page",),
    REVIEWERS: ("change_page", "publish_page"),
    COORDINATORS: ("change_page", "publish_page", "lock_page", "unlock_page"),
}
"""Over the home page of one language, and all below it."""
MEDIA = ("image", "document")
MEDIA_ACTIONS = {"Moderators": ("add", "change", "choose")}
"""With "change" everybody's files may be changed and deleted, with "add" those one has added oneself."""
OWN_MEDIA = ("add", "choose")


def _page_permissions(codenames: tuple[str, ...]) -> list[Permission]:
    return list(Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=codenames))


def ensure_page_access() -> None:
    """Gives each role its page trees: the whole tree, or the home page of one language."""
    root = Page.objects.filter(depth=1).first()
    if root is None:
        return
    for name, codenames in PAGE_PERMISSIONS.items():
        _allow(name, root, codenames)
    for home in Page.objects.filter(depth=2).select_related("locale"):
        for role, codenames in LANGUAGE_PERMISSIONS.items():
            _allow(f"{role}{home.locale.language_code}", home, codenames)
    groups = Group.objects.filter(Q(name__in=PAGE_PERMISSIONS) | Q(name__in=groups_of(*LANGUAGE_PERMISSIONS)))
    for pk, name in groups.values_list("pk", "name"):
        _allow_media(pk, name)


def _allow(group_name: str, page: Page, codenames: tuple[str, ...]) -> None:
    group, _created = Group.objects.get_or_create(name=group_name)
    for permission in _page_permissions(codenames):
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def _allow_media(group: int, role: str) -> None:
    """Exactly the rights of its role over the collection of everything; other collections are the administrators' affair.

    Wagtail asks for the permissions of its own models, whichever model keeps the files.
    """
    collection = Collection.get_first_root_node()
    if collection is None:
        return
    names = [f"{action}_{model}" for action in MEDIA_ACTIONS.get(role, OWN_MEDIA) for model in MEDIA]
    wanted = Permission.objects.filter(content_type__app_label__in=("wagtailimages", "wagtaildocs"), codename__in=names)
    held = GroupCollectionPermission.objects.filter(group_id=group, collection=collection)
    held.exclude(permission__in=wanted).delete()
    for permission in wanted:
        held.get_or_create(group_id=group, collection=collection, permission=permission)


def _home_published(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    if instance.depth == 2:
        ensure_page_access()


def _keep_what_readers_read() -> None:
    """Who publishes a language takes pages back, but does not make away with them: that is for those who add pages."""
    plain = PagePermissionTester.can_delete

    def can_delete(self: PagePermissionTester, ignore_bulk: bool = False) -> bool:
        if not plain(self, ignore_bulk):
            return False
        adds = self.user.is_superuser or "add" in self.permissions or "publish" not in self.permissions
        return adds or not self.page.get_descendants(inclusive=True).live().exists()

    PagePermissionTester.can_delete = can_delete


def connect() -> None:
    """Called once when the app is ready."""
    _keep_what_readers_read()
    and_then(ensure_page_access)
    page_published.connect(_home_published, dispatch_uid="translation.home_published")
