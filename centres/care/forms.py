"""Forms for the public: the facts of one centre, and an e-mail address."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from centres.care import changes as facts
from centres.care.wording import label, language_of
from centres.fields.hours import HoursWidget, parse_week
from centres.models import Centre
from centres.vocabularies import Status
from core import params
from core.forms import LineField, PassageField, mail_address
from core.i18n.languages import active_language

_LONG = ("papers", "transport")
_GROUPS = (
    (_("Name and address"), ("name", "site", "street", "postcode", "city")),
    (_("Contact"), ("phone", "email", "website")),
    (_("Opening hours"), ("hours",)),
    (_("How to come"), ("access", "spoken", "accessible", *_LONG)),
    (_("Services"), ("services",)),
    (_("Status"), ("status", "moves_to")),
)


class WeekWidget(HoursWidget):
    """The weekly grid as seven lines that wrap on a small screen."""

    template_name = "centres/care/week.html"


def _fact_field(centre: Centre, name: str) -> forms.Field:
    base, _language = facts.text_field(name)
    options: dict[str, Any] = {"label": label(name), "required": name == "name"}
    if name == "website":
        options["assume_scheme"] = "https"
    if base:
        options["widget"] = forms.Textarea(attrs={"rows": 2})
    form_field = facts.model_field(name).formfield(**options)
    if name == "hours":
        form_field.widget = WeekWidget()
    language = language_of(centre, name)
    if language and language != active_language():
        form_field.widget.attrs["lang"] = language
    if name == "name":
        form_field.error_messages["required"] = _("Write the name of the centre.")
    return form_field


def _status_field(centre: Centre) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Is it in service?"),
        required=False,
        widget=forms.RadioSelect,
        choices=[
            ("", gettext("No change: %(status)s") % {"status": Status(centre.status).label}),
            (Status.OPEN, _("It is in service")),
            (Status.MOVING, _("It moves or has moved")),
            (Status.SUSPENDED, _("It is closed for some time")),
            (Status.CLOSED, _("It is closed for good")),
        ],
    )


class FactsForm(forms.Form):
    """The present facts of a centre, to be put right. Each value is checked by the model's own field.

    ``in_words``: whether one may write what is wrong instead of changing facts.
    """

    in_words: ClassVar[bool] = False
    use_required_attribute = False

    def __init__(self, centre: Centre, *args: Any, **kwargs: Any) -> None:
        self.centre = centre
        names = facts.names_of(centre)
        initial = {name: facts.value_of(centre, name) for name in names if name != "status"}
        super().__init__(*args, **kwargs, initial=initial)
        own = {name: _status_field(centre) if name == "status" else _fact_field(centre, name) for name in names}
        self.fields = own | self.fields

    @property
    def groups(self) -> Iterable[tuple[str, list[BoundField]]]:
        """(heading, fields) in the order of the page."""
        for heading, names in _GROUPS:
            bound = [self[name] for name in self.fields if (facts.text_field(name)[0] or name) in names]
            if bound:
                yield str(heading), bound

    def clean(self) -> dict[str, Any]:
        """Asks the model's own field about each value, in the words an editor would read."""
        data = super().clean() or {}
        for name in facts.names_of(self.centre):
            if name not in data:
                continue
            value = params.clean_text(data[name], 1000) if isinstance(data[name], str) else data[name]
            field = facts.model_field(name)
            try:
                data[name] = field.clean(value, self.centre) if value or name != "status" else value
            except ValidationError as error:
                self.add_error(name, error)
        if data.get("moves_to") and not data.get("status") and "moves_to" in self.changed_data:
            self.add_error(
                "status", ValidationError(_("Choose “It moves or has moved”, or empty the new place below."))
            )
        return data

    @property
    def wanted(self) -> dict[str, Any]:
        """The values that were changed, by name."""
        changed = set(self.changed_data)
        if self._same_week:
            changed.discard("hours")
        return {name: self.cleaned_data[name] for name in facts.names_of(self.centre) if name in changed}

    @property
    def _same_week(self) -> bool:
        """Whether the hours say the same in other signs: ``Mo,Tu`` and ``Mo-Tu``."""
        week = parse_week(self.cleaned_data.get("hours", ""))
        return week is not None and week == parse_week(self.centre.hours)

    def changes(self) -> facts.Changes:
        """What is different, with what follows from it."""
        return facts.difference(self.centre, facts.with_consequences(self.centre, self.wanted))


class OwnerForm(FactsForm):
    """The facts, saved by the centre itself: saving confirms them."""

    def changes(self) -> facts.Changes:
        """What is different, with what becomes true because the centre says so today."""
        wanted = facts.confirmed_by_owner(self.centre) | self.wanted
        return facts.difference(self.centre, facts.with_consequences(self.centre, wanted))


class TrapMixin(forms.Form):
    """``company`` is a trap for robots: people do not see it."""

    company = forms.CharField(required=False)

    @property
    def is_robot(self) -> bool:
        """Someone filled in the field people do not see."""
        return bool(self.data.get("company"))


class SuggestForm(TrapMixin, FactsForm):
    """What is wrong in the visitor's own words, where to answer, and for those who want it every fact."""

    in_words = True

    note = PassageField(
        label=_("What is wrong?"),
        help_text=_("Write it in your own words: what you read here, what is right, how you know."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    reply_to = LineField(
        label=_("Your e-mail address (optional)"),
        help_text=_("Only to tell you what was decided. Then we delete it."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    @property
    def facts_open(self) -> bool:
        """Whether the visitor has begun to change facts: the form then stays unfolded."""
        names = facts.names_of(self.centre)
        return self.is_bound and any(name in self.errors or name in self.changed_data for name in names)

    def clean_reply_to(self) -> str:
        value = self.cleaned_data["reply_to"]
        return mail_address(value) if value else ""


class AddressForm(TrapMixin):
    """One e-mail address."""

    use_required_attribute = False

    address = LineField(
        label=_("Your e-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": _("Write your e-mail address.")},
    )

    def clean_address(self) -> str:
        return mail_address(self.cleaned_data["address"])
