"""The kit all rooms stand on."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Base page, blocks, media, languages, cards and components; imports no other room."""

    name = "core"
    verbose_name = "Core"

    def ready(self) -> None:
        from wagtail.models import PageViewRestriction

        from core import editing_unversioned, kept, publishing, roles, sign_in, spreadsheets
        from core.i18n import checks, following
        from core.uploads import forms as upload_forms

        kept.connect()
        publishing.connect()
        kept.forget_after_saving(self.get_model("LanguageSettings"), PageViewRestriction)
        checks.register_checks()
        following.connect()
        roles.connect()
        sign_in.connect()
        spreadsheets.protect_wagtail()
        editing_unversioned.protect_edit_forms()
        upload_forms.connect()
