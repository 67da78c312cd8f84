"""Wagtail's users, with invitations and a language each."""

from wagtail.users.apps import WagtailUsersAppConfig


class PeopleConfig(WagtailUsersAppConfig):
    """In the place of ``wagtail.users``."""

    user_viewset = "core.people.viewsets.PeopleViewSet"
    group_viewset = "core.people.viewsets.PlainGroupViewSet"

    def ready(self) -> None:
        from wagtail.admin.views.account import LocaleSettingsPanel, NameEmailSettingsPanel

        from core.people import forms, languages, letters, permissions, roles

        super().ready()
        languages.connect()
        roles.connect()
        permissions.connect()
        letters.register_kinds()
        NameEmailSettingsPanel.form_class = forms.OwnNameForm  # ty: ignore[invalid-assignment]
        LocaleSettingsPanel.form_class = forms.OwnLanguageForm  # ty: ignore[invalid-assignment]
