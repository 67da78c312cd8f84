"""What one wants to hear of, as a form."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from core.feeds import told_in
from core.forms import AddressForm
from core.i18n.languages import active_language
from core.vocabularies import Theme
from home.follow.choices import Choices
from home.models import Follower
from home.vocabularies import Rhythm, Written

NOT_OFFERED = {"invalid_choice": _("Choose from the list.")}


class ChoicesForm(forms.Form):
    """Languages, kinds, themes and rhythm."""

    use_required_attribute = False

    languages = forms.MultipleChoiceField(
        label=_("Languages of the texts"),
        help_text=_("We name what is written in these languages, each text once."),
        choices=Written.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one language."), **NOT_OFFERED},
    )
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of news"),
        help_text=_("Tick none to hear of everything."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=NOT_OFFERED,
    )
    themes = forms.MultipleChoiceField(
        label=_("Themes"),
        help_text=_("Tick none to hear of all themes. What has no theme, such as an event, comes whichever you tick."),
        choices=Theme.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages=NOT_OFFERED,
    )
    rhythm = forms.ChoiceField(
        label=_("How often at most"),
        help_text=_("When nothing is new, no mail comes."),
        choices=Rhythm.choices,
        initial=Rhythm.WEEKLY,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how often."), **NOT_OFFERED},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds: Any = self.fields["kinds"]
        kinds.choices = [(told.kind, told.title) for told in told_in(active_language())]

    def choices(self) -> Choices:
        """What a valid form says; the mails are in the language it was read in, unless it asks for another."""
        data = self.cleaned_data
        return Choices(
            language=data.get("language") or active_language(),
            languages=tuple(data["languages"]),
            kinds=tuple(data["kinds"]),
            themes=tuple(data["themes"]),
            rhythm=data["rhythm"],
        )


class FollowForm(ChoicesForm, AddressForm):
    """For who does not follow yet."""


class OwnForm(ChoicesForm):
    """For who follows."""

    language = forms.ChoiceField(
        label=_("Language of our mails"),
        choices=Written.choices,
        error_messages={"required": NOT_OFFERED["invalid_choice"], **NOT_OFFERED},
    )

    @classmethod
    def of(cls, follower: Follower, data: Any = None) -> "OwnForm":
        """Filled in with what they chose, or with what they send."""
        return cls(data, initial=Choices.of(follower).columns())
