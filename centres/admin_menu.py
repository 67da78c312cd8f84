"""The directory's own submenu of the admin. What belongs there registers with the hook ``MENU_HOOK``."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, SubmenuMenuItem

MENU_HOOK = "register_directory_menu_item"

directory_menu = Menu(register_hook_name=MENU_HOOK)


def directory_menu_item() -> SubmenuMenuItem:
    """The entry "Centres" with the list, what needs care, imports and the rest below it."""
    return SubmenuMenuItem(_("Centres"), directory_menu, name="directory", icon_name="site", order=210)
