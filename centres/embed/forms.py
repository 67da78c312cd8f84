"""What the configurator asks: every answer has a default, so that an empty form is a whole one."""

from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from centres.embed.colour import parse_colour
from centres.finder.question import MAX_RADIUS, BadBoxError, number, parse_bbox
from centres.finder.wording import RADIUS_CHOICES
from centres.gazetteer import GazetteerError, read_place
from centres.models import EmbedPartner
from core.forms import LineField
from core.i18n.languages import active_language

MIN_HEIGHT, MAX_HEIGHT = 200, 4000


class ConfiguratorForm(forms.Form):
    """Place and look of the embedded list; the filters are the finder's own check boxes."""

    use_required_attribute = False

    place = LineField(
        label=_("Around which town?"),
        required=False,
        max_length=120,
        help_text=_("Leave it empty for everywhere. Visitors can write another town."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "data-suggest": "/api/v1/places"}),
    )
    radius = forms.ChoiceField(label=_("Within"), required=False)
    bbox = LineField(
        label=_("Or within these limits"),
        required=False,
        max_length=120,
        help_text=_("West, south, east, north in degrees, such as 13.4,42.3,19.5,46.6."),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES, required=False)
    view = forms.ChoiceField(
        label=_("List or map"),
        choices=[
            ("list", _("List")),
            ("both", _("List and map side by side")),
            ("map", _("Map above the list")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    theme = forms.ChoiceField(
        label=_("Light or dark"),
        choices=[
            ("auto", _("As your page or the visitor’s device")),
            ("light", _("Always light")),
            ("dark", _("Always dark")),
        ],
        widget=forms.RadioSelect,
        required=False,
    )
    accent = LineField(
        label=_("Colour of links and buttons"),
        required=False,
        max_length=20,
        help_text=_("Six digits or letters, such as 0B5A64. Leave it empty for the portal’s own."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "data-colour": ""}),
    )
    height = LineField(
        label=_("Height in pixels"),
        required=False,
        max_length=10,
        help_text=_("Leave it empty and the web component grows with the list; a plain iframe gets 640."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    partner = LineField(
        label=_("Your key"),
        required=False,
        max_length=40,
        help_text=_("The partnership gives it to you, for the sites you name."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def __init__(self, data: QueryDict) -> None:
        filled: dict[str, Any] = {"language": active_language(), "view": "list", "theme": "auto"}
        filled |= {name: data.get(name, "") for name in self.base_fields if data.get(name)}
        super().__init__(filled)
        choices = [(str(km), _("%(km)s km") % {"km": km}) for km in RADIUS_CHOICES]
        asked = number(str(filled.get("radius", "")), 0.1, MAX_RADIUS)
        if asked is not None and (own := f"{asked:g}") not in dict(choices):
            choices.append((own, _("%(km)s km") % {"km": own}))
        self.fields["radius"].choices = [("", _("Any distance")), *choices]
        for name in ("radius", "language", "view", "theme"):
            self.fields[name].error_messages["invalid_choice"] = _("Choose one of the list.")

    def clean_place(self) -> str:
        """The place as written. Raises ValidationError when it is not known or not sure, or cannot be looked up now."""
        place = self.cleaned_data["place"]
        if place:
            try:
                known = read_place(place, active_language(), limit=1).best is not None
            except GazetteerError as error:
                raise forms.ValidationError(_("Places cannot be looked up at the moment.")) from error
            if not known:
                raise forms.ValidationError(
                    _("We do not know a place called “%(place)s”. Write a town or a postcode."), params={"place": place}
                )
        return place

    def clean_bbox(self) -> str:
        """The part of the map. Raises ValidationError when it is no four numbers of degrees."""
        text = self.cleaned_data["bbox"]
        if not text:
            return ""
        try:
            return ",".join(f"{degrees:g}" for degrees in parse_bbox(text))
        except BadBoxError as error:
            raise forms.ValidationError(
                _("These are not four limits. Write west, south, east, north, such as 13.4,42.3,19.5,46.6.")
            ) from error

    def clean_accent(self) -> str:
        """The colour. Raises ValidationError when it is none."""
        text = self.cleaned_data["accent"]
        colour = parse_colour(text)
        if text and not colour:
            raise forms.ValidationError(
                _("“%(text)s” is not a colour. Write six digits or letters from A to F, such as 0B5A64."),
                params={"text": text},
            )
        return colour

    def clean_height(self) -> int | None:
        """The height. Raises ValidationError when it is neither ``auto`` nor a possible number of pixels."""
        text = self.cleaned_data["height"]
        if text in ("", "auto"):
            return None
        if not (text.isascii() and text.isdigit() and MIN_HEIGHT <= int(text) <= MAX_HEIGHT):
            raise forms.ValidationError(
                _("“%(text)s” is not a height. Write a number from %(low)s to %(high)s."),
                params={"text": text, "low": MIN_HEIGHT, "high": MAX_HEIGHT},
            )
        return int(text)

    def clean_partner(self) -> str:
        """The key. Raises ValidationError when no active partner has it."""
        key = self.cleaned_data["partner"]
        if key and not EmbedPartner.objects.filter(key=key, active=True).exists():
            raise forms.ValidationError(
                _("The key “%(key)s” is not known or no longer active. Copy it as it was given to you."),
                params={"key": key},
            )
        return key

    def answer(self, name: str) -> Any:
        """What was answered; the default where the answer is missing or wrong."""
        default = {"language": active_language(), "view": "list", "theme": "auto", "height": None}.get(name, "")
        return self.cleaned_data.get(name) or default
