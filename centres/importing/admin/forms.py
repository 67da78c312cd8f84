"""What an editor is asked: which table from whom, and what its columns are."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from centres.columns.codes import Codes
from centres.columns.public import COLUMN
from centres.gazetteer.fold import fold
from centres.importing.fields import field_choices, field_label
from centres.importing.plan.words import AS_TEXT, LEAVE_OUT
from centres.importing.tables.table import LIMITS
from centres.models import Import, ImportSource
from centres.vocabularies import language_choices
from core.countries import country_choices
from core.fields import OfferedSelect

PUBLISH, DRAFTS = "publish", "drafts"


def _or_none(choices: Sequence[tuple[str, str]]) -> list[tuple[str, Any]]:
    return [("", _("None: the table says it")), *choices]


class UploadForm(forms.Form):
    """The table, who sends it, and what holds for all its rows."""

    file = forms.FileField(
        label=_("Table"),
        help_text=format_lazy(
            _("CSV, TSV, XLSX, GeoJSON or a list in JSON, up to {size} MB. The first row names the columns."),
            size=LIMITS.size // 1_000_000,
        ),
    )
    source = forms.ModelChoiceField(
        ImportSource.objects.all(),
        label=_("Who sends it"),
        required=False,
        empty_label=_("Somebody new: write the name below"),
        help_text=_("The rows of one source are known again the next time, and so are its columns."),
    )
    source_name = forms.CharField(label=_("Name of the new source"), required=False, max_length=120)
    country = forms.ChoiceField(label=_("Country of rows that name none"), required=False)
    language = forms.ChoiceField(label=_("Language of names and texts, where the table names none"), required=False)
    new_centres = forms.ChoiceField(
        label=_("New centres"),
        choices=[(PUBLISH, _("Publish them at once")), (DRAFTS, _("Keep them as drafts, to be published one by one"))],
        initial=PUBLISH,
        widget=forms.RadioSelect,
    )
    empties = forms.BooleanField(
        label=_("An empty cell empties the field"),
        required=False,
        help_text=_("Leave this unticked, and an empty cell leaves what the directory already knows."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = _or_none(country_choices())
        self.fields["language"].choices = _or_none(language_choices())

    def clean_file(self) -> Any:
        """Refuses what is too large before anything is read: raises ValidationError."""
        file = self.cleaned_data["file"]
        if file.size > LIMITS.size:
            params = {"size": LIMITS.size // 1_000_000}
            raise forms.ValidationError(_("The table is larger than %(size)s MB. Split it."), params=params)
        return file

    def clean(self) -> dict[str, Any]:
        """One source, known or new."""
        data = super().clean() or {}
        if not data.get("source") and not data.get("source_name"):
            self.add_error("source_name", _("Choose who sends the table, or write a new name."))
        return data

    def get_source(self) -> ImportSource:
        """The chosen source; a new name that exists already is that source."""
        data = self.cleaned_data
        if data["source"]:
            return data["source"]
        known = ImportSource.objects.filter(name__iexact=data["source_name"]).first()
        return known or ImportSource.objects.get_or_create(name=data["source_name"])[0]

    def get_options(self) -> dict[str, Any]:
        """What holds for the whole import."""
        data = self.cleaned_data
        chosen = {name: data[name] for name in ("country", "language", "empties")}
        return chosen | {"publish": data["new_centres"] == PUBLISH}


class SheetForm(forms.Form):
    """Which sheet of a workbook holds the centres."""

    sheet = forms.ChoiceField(label=_("Sheet with the centres"))

    def __init__(self, *args: Any, sheets: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["sheet"].choices = [(name, name) for name in sheets]


class ColumnsForm(forms.Form):
    """One choice per column of the table, and the country of rows that name none."""

    country = forms.ChoiceField(label=_("Country of rows that name none"), required=False)

    def __init__(self, *args: Any, header: Sequence[str], mapping: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["country"].choices = _or_none(country_choices())
        choices = [("", _("Leave out")), *field_choices()]
        for number, name in enumerate(header):
            self.fields[f"column-{number}"] = forms.ChoiceField(
                label=name or str(number + 1), choices=choices, required=False, initial=mapping.get(str(number), "")
            )

    def get_mapping(self) -> dict[int, str]:
        """``{column number: public column name}`` of the columns that are read."""
        return {
            number: value for number in range(len(self.fields) - 1) if (value := self.cleaned_data[f"column-{number}"])
        }

    def columns(self) -> list[forms.BoundField]:
        """The choices of the columns, in the order of the table."""
        return [self[f"column-{number}"] for number in range(len(self.fields) - 1)]


class WordsForm(forms.Form):
    """One choice per word of the file that no vocabulary holds."""

    def __init__(self, *args: Any, batch: Import, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = batch.asked
        self.known = batch.source.words
        for number, (name, word, _count, nearest) in enumerate(self.asked):
            field = forms.ChoiceField(
                label=word,
                choices=_meanings(name),
                required=False,
                initial=self.known.get(name, {}).get(fold(word), nearest),
                widget=OfferedSelect,
            )
            field.widget.vocabulary = COLUMN[name].vocabulary
            self.fields[f"word-{number}"] = field

    @property
    def open(self) -> int:
        """How many words nobody has explained yet."""
        return sum(fold(word) not in self.known.get(name, {}) for name, word, _count, _nearest in self.asked)

    def rows(self) -> list[tuple[str, int, forms.BoundField]]:
        """``(label of the column, how often the word stands there, its choice)``."""
        return [
            (field_label(name), count, self[f"word-{number}"])
            for number, (name, _word, count, _nearest) in enumerate(self.asked)
        ]

    def get_meanings(self) -> list[tuple[str, str, str]]:
        """``(field, word, answer)``; the answer of ``rest`` stands for all that nobody has explained."""
        rest = self.data.get("rest", "")
        chosen = []
        for number, (name, word, _count, _nearest) in enumerate(self.asked):
            answer = self.cleaned_data[f"word-{number}"]
            is_open = fold(word) not in self.known.get(name, {})
            chosen.append((name, word, rest if rest and is_open else answer))
        return chosen


def _meanings(name: str) -> list[tuple[Any, Any]]:
    column = COLUMN[name]
    assert isinstance(column, Codes)  # noqa: S101 - only columns of codes are asked about
    withdrawn = getattr(column.vocabulary, "withdrawn", ())
    codes = [(str(code), str(label)) for code, label in column.vocabulary.choices if code not in withdrawn]
    others = [(AS_TEXT, _("Keep it as text in the description")), (LEAVE_OUT, _("Leave it out"))]
    return [("", _("Not said yet")), (_("It means"), codes), (_("Otherwise"), others)]
