"""What practitioners write: their profile, and messages to colleagues."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from community.models import Organisation, Practitioner
from core.forms import LineField, PassageField, TrapForm
from core.i18n.languages import ENDONYMS, LANGUAGES

TOO_LONG = _("This is %(show_value)d characters long. Shorten it to %(limit_value)d.")
LONGEST_MESSAGE = 4000
LISTS = ("offers", "seeks", "languages")


class OrganisationField(forms.ModelChoiceField):
    """One of the organisations of the portal, by the name the reader knows."""

    def label_from_instance(self, obj: Organisation) -> str:
        return obj.name_in().text


class ProfileForm(forms.ModelForm):
    """What colleagues read of somebody, and who may read it."""

    use_required_attribute = False

    name = LineField(
        label=_("Your name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Write the name colleagues know you by."), "max_length": TOO_LONG},
    )
    role = LineField(
        label=_("What you do"),
        help_text=_("Such as “Adviser for young people” or “Partnership manager”."),
        max_length=120,
        required=False,
        error_messages={"max_length": TOO_LONG},
    )
    text = PassageField(
        label=_("About you and your work"),
        help_text=_("A few sentences, at most 1,000 characters."),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"max_length": TOO_LONG},
    )
    text_language = forms.ChoiceField(
        label=_("You have written this in"), choices=[(code, ENDONYMS[code]) for code in LANGUAGES]
    )
    organisation = OrganisationField(
        label=_("Your organisation"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("None of these"),
    )
    organisation_name = LineField(
        label=_("Another organisation"),
        help_text=_("If yours is not in the list."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
        error_messages={"max_length": TOO_LONG},
    )

    class Meta:
        model = Practitioner
        fields = (
            *("name", "role", "organisation", "organisation_name", "country", "languages", "offers", "seeks"),
            *("text", "text_language", "visible", "contactable"),
        )
        labels = {
            "country": _("Country"),
            "languages": _("Languages you speak"),
            "offers": _("I can show"),
            "seeks": _("I look for"),
            "visible": _("Who sees your profile?"),
            "contactable": _("Colleagues who have signed in may write to me through the portal"),
        }
        help_texts = {
            "offers": _("What you know from your work and would show a colleague."),
            "seeks": _("What you would like to see or learn at a colleague’s."),
            "visible": _("Your e-mail address is shown to nobody, whatever you choose."),
        }
        widgets = {"visible": forms.RadioSelect}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation: Any = self.fields["organisation"]
        organisation.queryset = Organisation.objects.filter(live=True).prefetch_related("texts").order_by("name")
        self.fields["country"].choices = [
            ("", _("Not said")),
            *[pair for pair in self.fields["country"].choices if pair[0]],
        ]  # type: ignore[attr-defined]
        for field in ("name", "role", "text", "organisation_name"):
            # The browser would cut the text in silence; a sentence that says so is kinder.
            self.fields[field].widget.attrs.pop("maxlength", None)

    def clean(self) -> dict[str, Any]:
        """An organisation that is chosen stands for itself."""
        data = super().clean() or self.cleaned_data
        if data.get("organisation"):
            data["organisation_name"] = ""
        return data

    def save(self, commit: bool = True) -> Practitioner:
        """Writes what the form holds and nothing else; who is erased meanwhile stays so. Raises DatabaseError then."""
        self.instance.save(update_fields=[*self.Meta.fields, "words", "sort_key"])
        return self.instance


class MessageForm(TrapForm):
    """A message to a colleague."""

    message = PassageField(
        label=_("Your message"),
        help_text=_("At most 4,000 characters. Say in which languages you can be answered."),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": _("Write your message here."), "max_length": TOO_LONG},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["message"].widget.attrs.pop("maxlength", None)
