"""This room's part of the admin."""

from resources.contribute import admin

admin.register()
