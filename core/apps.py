"""The kit all rooms stand on."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Base page, blocks, media, languages, cards and components; imports no other room."""

    name = "core"
    verbose_name = "Core"

    def ready(self) -> None:
        from wagtail.models import PageViewRestriction

        from core import kept, own_rights, publishing, roles, sign_in, spreadsheets, terms
        from core.admin import autosave, date_fields, editing_unversioned, offered, workflows
        from core.admin import search as admin_search
        from core.admin import texts as admin_texts
        from core.i18n import borrowed, checks, following
        from core.uploads import forms as upload_forms

        date_fields.connect()
        kept.connect()
        terms.connect()
        borrowed.connect()
        publishing.connect()
        kept.forget_after_saving(self.get_model("LanguageSettings"), PageViewRestriction)
        checks.register_checks()
        following.connect()
        roles.connect()
        own_rights.connect()
        sign_in.connect()
        spreadsheets.protect_wagtail()
        editing_unversioned.protect_edit_forms()
        autosave.connect()
        offered.connect()
        admin_search.connect()
        admin_texts.connect()
        workflows.connect()
        workflows.review(self.get_model("LanguageSettings"))
        upload_forms.connect()
