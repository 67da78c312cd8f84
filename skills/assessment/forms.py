"""The forms: a group of four answers for each statement, and the file of a result."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from skills.assessment.asking import AskedSet
from skills.assessment.results import LIMIT, Answer, Result, UnreadableResultError, read
from skills.vocabularies import AnswerStep, Moment


class Steps(forms.RadioSelect):
    """Four radio buttons; who follows a link to the group comes to the first of them."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        return super().id_for_label(id_, index or "0")


class AnswersForm(forms.Form):
    """One field for each statement of ``sets``, named by its key."""

    use_required_attribute = False

    moment = forms.ChoiceField(choices=Moment.choices, required=False)
    share = forms.BooleanField(required=False, label=_("Share my answers anonymously for the partnership’s statistics"))

    def __init__(self, sets: Sequence[AskedSet], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sets = sets
        for asked in sets:
            for one in asked.statements:
                self.fields[one.key] = forms.ChoiceField(
                    label=str(one.text),
                    choices=AnswerStep.choices,
                    widget=Steps,
                    error_messages={
                        "required": _("Choose one of the four answers."),
                        "invalid_choice": _("Choose one of the four answers."),
                    },
                )

    def clean_moment(self) -> str:
        """The moment; "now" where none was named."""
        return self.cleaned_data.get("moment") or Moment.NOW.value

    def answers(self) -> dict[str, Answer]:
        """What was answered, by key of the statement."""
        return {
            one.key: Answer(asked.code, one.kind, str(one.text), self.cleaned_data[one.key])
            for asked in self.sets
            for one in asked.statements
        }


class ResultsForm(forms.Form):
    """Up to two results: as text a page holds already, and in a file somebody chose. Errors name what could not be read."""

    use_required_attribute = False

    result = forms.CharField(required=False, widget=forms.HiddenInput)
    earlier = forms.CharField(required=False, widget=forms.HiddenInput)
    file = forms.FileField(
        required=False,
        allow_empty_file=True,
        label=_("Your file"),
        help_text=_("The .json file that this portal gave you for an earlier result."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )

    def _one(self, name: str, content: bytes | str) -> None:
        """Notes the result. One that cannot be read is an error of its field."""
        if not content:
            return
        try:
            self.cleaned_data[f"{name}_read"] = read(content)
        except UnreadableResultError as error:
            self.add_error(name if name == "file" else None, str(error))

    def clean(self) -> dict[str, Any]:
        """Reads them all. A page without any has nothing to show, and says so."""
        self._one("result", self.cleaned_data.get("result") or "")
        self._one("earlier", self.cleaned_data.get("earlier") or "")
        if file := self.cleaned_data.get("file"):
            self._one("file", file.read(LIMIT + 1))
            if not file.size:
                self.add_error("file", _("This file is empty. Choose the .json file that this portal gave you."))
        if not self.errors and not self.results:
            self.add_error("file", _("Choose a file first."))
        return self.cleaned_data

    @property
    def results(self) -> list[Result]:
        """What could be read, each once, the latest last; of more than two those of the latest days."""
        found: Iterable[Any] = (self.cleaned_data.get(f"{name}_read") for name in ("result", "earlier", "file"))
        order = list(Moment.values)
        each: list[Result] = []
        for one in found:
            if one and one not in each:
                each.append(one)
        return sorted(each, key=lambda one: (one.day, order.index(one.moment)))[-2:]
