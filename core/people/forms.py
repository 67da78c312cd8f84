"""Forms about people: invited by mail instead of with a password somebody else has thought of, names left free."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractUser
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.account import LocalePreferencesForm, NameEmailForm
from wagtail.admin.forms.auth import PasswordResetForm
from wagtail.users.forms import UserCreationForm, UserEditForm

from core.i18n.languages import ENDONYMS, LANGUAGES
from core.people.languages import choose_language, language_of
from core.roles import OF_ORGANISATIONS


def _language_field(**options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(choices=[(code, ENDONYMS[code]) for code in LANGUAGES], **options)


class _PersonForm(forms.ModelForm):
    """Comes before Wagtail's forms: names may be left free, a language may not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = language_of(self.instance) if self.instance.pk else get_language()
        self.fields["preferred_language"] = _language_field(
            label=_("Language"),
            help_text=_("Of the admin, and of mails to this person."),
            initial=known,
            required=False,
        )
        for name in ("first_name", "last_name"):
            self.fields[name].required = False
        if "groups" in self.fields:
            # Who works for an organisation is decided there.
            self.fields["groups"].queryset = self.fields["groups"].queryset.exclude(name__startswith=OF_ORGANISATIONS)

    def save(self, commit: bool = True) -> AbstractUser:
        """Keeps the language beside the account; what is sent without one changes none."""
        kept = list(self.instance.groups.filter(name__startswith=OF_ORGANISATIONS)) if self.instance.pk else []
        user = super().save(commit)
        if commit:
            user.groups.add(*kept)
        language = self.cleaned_data.get("preferred_language")
        if commit and (language or not hasattr(user, "wagtail_userprofile")):
            choose_language(user, language or self.fields["preferred_language"].initial)
        return user


class InvitationForm(_PersonForm, UserCreationForm):
    """A new account, without a password: its owner chooses one by the link that is mailed."""

    password_enabled = False

    def save(self, commit: bool = True) -> AbstractUser:
        self.instance.set_unusable_password()
        return super().save(commit)


class PersonEditForm(_PersonForm, UserEditForm):
    """An account that exists."""


class OwnNameForm(NameEmailForm):
    """One's own name and address. Who has given none may leave them free: the same button saves the language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.required = name == "email" and bool(self.instance.email)


class OwnLanguageForm(LocalePreferencesForm):
    """One's own language and time zone. There is always a language: mails are written in it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = self.instance.preferred_language or get_language()
        self.fields["preferred_language"] = _language_field(label=_("Preferred language"))
        self.initial["preferred_language"] = known


class NewPasswordForm(PasswordResetForm):
    """The forgotten password: a mail in the language of the account, also to who was invited and has none yet."""

    def get_users(self, email: str) -> Iterable[Any]:
        """Those who may sign in and have this address."""
        return get_user_model().objects.filter(email__iexact=email, is_active=True)

    def send_mail(
        self,
        subject_template_name: str,
        email_template_name: str,
        context: dict[str, Any],
        from_email: str | None,
        to_email: str,
        html_email_template_name: str | None = None,
    ) -> None:
        """Django's, in the language of the receiver."""
        templates = subject_template_name, email_template_name
        with override(language_of(context["user"])):
            super().send_mail(*templates, context, from_email, to_email, html_email_template_name)
