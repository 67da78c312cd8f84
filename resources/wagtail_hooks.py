"""This room's part of the admin."""

from wagtail import hooks

from resources.contribute import admin
from resources.scenes import panels

admin.register()
hooks.register("register_admin_urls", panels.urls)
