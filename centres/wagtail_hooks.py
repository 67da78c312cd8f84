"""What the directory adds to the admin."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet

from centres.admin import street_map
from centres.admin.terms import VocabularyViewSetGroup
from centres.admin.viewsets import CentreViewSet
from centres.admin_menu import directory_menu_item
from centres.care import admin as care_admin
from centres.embed.viewsets import EmbedPartnerViewSet
from centres.importing.admin import hooks as import_hooks  # noqa: F401 - registers menu, addresses and history
from centres.models import Centre
from core.own_rights import keep_to_own_things

keep_to_own_things(Centre)
register_snippet(CentreViewSet)
care_admin.register()
register_snippet(EmbedPartnerViewSet)
register_snippet(VocabularyViewSetGroup)
hooks.register("register_admin_urls", street_map.urls)
hooks.register("register_admin_menu_item", directory_menu_item)
