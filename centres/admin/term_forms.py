"""The forms of services, networks and spoken languages."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override
from wagtail.admin.forms import WagtailAdminModelForm

from core.collation import sort_key
from core.i18n.languages import LANGUAGES, X_DEFAULT, active_language, exonym, named_languages
from core.models import RetiredCode
from core.models.terms import LONGEST_LABEL

MAX_CODE = 20


def name_field(language: str) -> str:
    """The form's field for the name in a language: ``name_hr``."""
    return f"name_{language}"


NAMES = tuple(name_field(language) for language in LANGUAGES)


class TermForm(WagtailAdminModelForm):
    """The code, which is given once, and whether the term is still offered."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vocabulary = self._meta.model.vocabulary
        if self.instance.pk is None:
            self.fields.pop("withdrawn", None)
            return
        self.fields["code"].disabled = True
        self.fields["code"].help_text = _("It stands in addresses, exports and imports, and never changes.")
        self.fields["withdrawn"].help_text = self._about_withdrawing()

    def _about_withdrawing(self) -> str:
        uses = self.instance.uses
        used = ngettext("%(n)s centre has it.", "%(n)s centres have it.", uses) % {"n": uses}
        what = _("Ticked, it is no longer offered in forms; where it is used, it is still shown and found.")
        gone = "" if self.instance.can_go else _("It cannot be deleted, only withdrawn.")
        return " ".join(part for part in (used, what, gone) if part)

    def clean_withdrawn(self) -> bool:
        """What new centres begin with stays. Raises ValidationError."""
        withdrawn = self.cleaned_data["withdrawn"]
        if withdrawn and self.instance.code == self.vocabulary.default:
            raise ValidationError(_("New centres begin with this one: it cannot be withdrawn."))
        return withdrawn

    def clean_code(self) -> str:
        """A code that has never meant anything else. Raises ValidationError."""
        code = self.cleaned_data["code"]
        if self.instance.pk is not None:
            return code
        if len(code) > MAX_CODE:
            raise ValidationError(_("Write %(n)s signs at most.") % {"n": MAX_CODE})
        if code in self.vocabulary:
            words = {"code": code, "name": self.vocabulary.label(code)}
            raise ValidationError(_("“%(code)s” is the code of “%(name)s” already.") % words)
        retired = RetiredCode.objects.filter(scheme=self.vocabulary.scheme, code=code).exists()
        if retired or code in self.vocabulary.reserved:
            raise ValidationError(
                _("“%(code)s” has another meaning in addresses and exports. Choose another code."), "", {"code": code}
            )
        return code


_Names: Any = type(
    "_Names",
    (TermForm,),
    {name: forms.CharField(required=False, max_length=LONGEST_LABEL) for name in NAMES},
)


class NamedTermForm(_Names):
    """With a name in each language. Where it is empty, the portal's own word is shown, or the English name."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language, name in zip(LANGUAGES, NAMES, strict=True):
            self.initial[name] = self.instance.labels.get(language, "")
            field = self.fields[name]
            field.label = _("%(fact)s (in %(language)s)") % {"fact": _("Name"), "language": exonym(language)}
            field.widget.attrs["lang"] = language
            field.help_text = self._own_word(language)
            field.required = language in self._needed()

    def _needed(self) -> set[str]:
        """English, which is shown where a language is missing, and the language of who writes."""
        return set() if self.instance.code and self.instance.is_built_in else {X_DEFAULT, active_language()}

    def _own_word(self, language: str) -> str:
        with override(language):
            word = self.vocabulary.own_label(self.instance.code)
        return _("Empty, the portal’s own word is shown: “%(word)s”.") % {"word": word} if word else ""

    def clean(self) -> dict[str, Any]:
        """Refuses a name that another term of the vocabulary has in that language."""
        cleaned: dict[str, Any] = super().clean() or {}
        for language, name in zip(LANGUAGES, NAMES, strict=True):
            if written := cleaned.get(name):
                self._refuse_taken(language, name, written)
        return cleaned

    def _refuse_taken(self, language: str, name: str, written: str) -> None:
        try:
            self.instance.refuse_taken(language, written)
        except ValidationError as taken:
            self.add_error(name, taken)

    def save(self, commit: bool = True) -> Any:
        """Writes the names that are not empty."""
        written = {language: self.cleaned_data[name] for language, name in zip(LANGUAGES, NAMES, strict=True)}
        self.instance.labels = {language: label for language, label in written.items() if label}
        return super().save(commit)


def _languages() -> list[tuple[str, str]]:
    """(code, name) of all languages that have a name in each of ours, by name."""
    return sorted(((code, exonym(code)) for code in named_languages()), key=lambda pair: sort_key(pair[1]))


class LanguageTermForm(TermForm):
    """A language, chosen by its name: what it is called in every language is known."""

    code = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=_languages,
        help_text=gettext_lazy("What it is called in the six languages is known: nothing to translate."),
    )
