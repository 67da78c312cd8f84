"""The forms of the steps. Nothing is required while one writes: what is missing is said before sending."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from community.models import Organisation
from core.forms import UNSEEN, LineField, PassageField, StampedForm, mail_address
from core.i18n.languages import active_language, exonym
from core.vocabularies import Audience, CompetenceCode, Theme
from resources.contribute import examples
from resources.models import CaseStudyPage
from resources.vocabularies import Licence

LONGEST = 8000
"""Characters of one part of the story."""
FREE = (Licence.CC_BY, Licence.CC_BY_SA, Licence.CC0)
OLDEST_YEAR = 1900


def _model_field(name: str) -> Any:
    return CaseStudyPage._meta.get_field(name)


def _too_long() -> dict[str, Any]:
    return {"max_length": _("This text has %(show_value)d characters. Shorten it to %(limit_value)d.")}


def _line(name: str, most: int, **options: Any) -> LineField:
    """One line, named and explained as in the admin."""
    field = _model_field(name)
    given: dict[str, Any] = {"label": capfirst(field.verbose_name), "help_text": field.help_text} | options
    return LineField(required=False, max_length=most, error_messages=_too_long(), **given)


def _passage(name: str, most: int, rows: int) -> PassageField:
    field = _model_field(name)
    widget = forms.Textarea(attrs={"rows": rows})
    return PassageField(
        label=capfirst(field.verbose_name),
        help_text=field.help_text,
        required=False,
        max_length=most,
        widget=widget,
        error_messages=_too_long(),
    )


def _organisations() -> list[tuple[str, Any]]:
    """Published ones by the name readers of the active language know; one query."""
    rows = Organisation.objects.filter(live=True).with_name_in(active_language())
    names = [(str(row.pk), row.known_name or row.name) for row in rows]
    return [("", _("None of these")), *sorted(names, key=lambda pair: pair[1].casefold())]


def _languages() -> list[tuple[str, str]]:
    return [(code, capfirst(exonym(code))) for code, _name in settings.LANGUAGES]


class StepForm(forms.Form):
    """One step."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # The browser would cut the text in silence; a sentence that says so is kinder.
            field.widget.attrs.pop("maxlength", None)

    def heading(self, name: str) -> str:
        """What a field is called where its answer is shown."""
        return str(self.fields[name].label)

    def rows(self) -> Iterator[tuple[Any, str]]:
        """(field, an example of what others wrote or ``""``) in the order of the step."""
        for bound in self.visible_fields():
            if bound.name not in UNSEEN:
                yield bound, str(examples.EXAMPLES.get(bound.name, ""))


class WhoForm(StepForm):
    """Who writes, for whom, and in which language."""

    name = LineField(
        label=_("Your name"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages=_too_long(),
    )
    organisation = forms.ChoiceField(
        label=_("Your organisation"),
        required=False,
        help_text=_("Its members on the portal read your text first, if it has any."),
        error_messages={"invalid_choice": _("This organisation is no longer on the portal. Choose another one.")},
    )
    other_organisation = LineField(
        label=_("Another organisation"),
        required=False,
        max_length=200,
        help_text=_("Its name, if it is not in the list."),
        error_messages=_too_long(),
    )
    language = forms.ChoiceField(
        label=_("Language you write in"), choices=_languages, error_messages={"required": _("Choose a language.")}
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].choices = _organisations()


class BeginForm(WhoForm, StampedForm):
    """The first step: with the address the link is sent to."""

    email = LineField(
        label=_("Your e-mail address"),
        help_text=_("We send a link there. With it you go on, stop and come back whenever you like."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Write the address we shall write to.")},
    )
    field_order = ("email", "name", "organisation", "other_organisation", "language")

    def clean_email(self) -> str:
        """The address in small letters. Raises ValidationError when it is no address."""
        return mail_address(self.cleaned_data["email"])


def _year(name: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=capfirst(_model_field(name).verbose_name),
        help_text=_model_field(name).help_text,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={"invalid": _("Write a year, such as 2019.")},
    )


class PracticeForm(StepForm):
    """What it is, where and since when."""

    title = LineField(label=_("Title of the practice"), required=False, max_length=200, error_messages=_too_long())
    summary = _passage("summary", 300, 3)
    place = _line("place", 120)
    country = forms.ChoiceField(required=False)
    started = _year("started")
    ended = _year("ended")
    responsible_body = _line("responsible_body", 200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = _model_field("country")
        self.fields["country"] = forms.ChoiceField(
            label=capfirst(field.verbose_name),
            help_text=field.help_text,
            required=False,
            choices=[("", "–"), *field.choices],
            error_messages={"invalid_choice": _("Choose a country from the list.")},
        )

    def _clean_year(self, name: str) -> int | None:
        year = self.cleaned_data[name]
        if year is not None and not OLDEST_YEAR <= year <= date.today().year + 1:
            raise forms.ValidationError(_("Write a year, such as 2019."))
        return year

    def clean_started(self) -> int | None:
        """Raises ValidationError for what is no year of our time."""
        return self._clean_year("started")

    def clean_ended(self) -> int | None:
        """Raises ValidationError for what is no year of our time, or before the first."""
        ended, started = self._clean_year("ended"), self.cleaned_data.get("started")
        if ended and started and ended < started:
            message = _("%(ended)s is before the first year. Write %(started)s or later.")
            raise forms.ValidationError(message, params={"ended": ended, "started": started})
        return ended


class StoryForm(StepForm):
    """What happened, part by part."""

    context = _passage("context", LONGEST, 5)
    need = _passage("need", LONGEST, 5)
    done = _passage("done", LONGEST, 5)
    result = _passage("result", LONGEST, 5)
    attention = _passage("attention", LONGEST, 5)
    transferability = _passage("transferability", LONGEST, 5)
    tips = _passage("tips", LONGEST, 5)


def _many(name: str, vocabulary: Any) -> forms.MultipleChoiceField:
    field = _model_field(name)
    return forms.MultipleChoiceField(
        label=capfirst(field.verbose_name),
        help_text=field.help_text,
        required=False,
        choices=vocabulary.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose from the list.")},
    )


class AboutForm(StepForm):
    """By what others find it."""

    competences = _many("competences", CompetenceCode)
    themes = _many("themes", Theme)
    audiences = _many("audiences", Audience)


class LicenceForm(StepForm):
    """What others may do with it, and how its author is named."""

    licence = forms.ChoiceField(
        label=_("Licence"),
        required=False,
        help_text=_(
            "How others may use your text and files. CC BY: whoever names you; CC BY-SA: and shares alike; CC0: everybody."
        ),
        choices=[(licence.value, licence.label) for licence in FREE],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose from the list.")},
    )
    credit_line = LineField(
        label=_("How you want to be named"),
        required=False,
        max_length=200,
        help_text=_("Stands beside the text for everybody to read. Leave it empty if you do not want to be named."),
        error_messages=_too_long(),
    )
    consent = forms.BooleanField(
        label=_("I agree"),
        required=False,
        help_text=_(
            "The text and the files are mine, or I may give them; whoever can be recognised in a picture agrees. The portal may "
            "publish them under this licence, shorten and translate them."
        ),
    )
