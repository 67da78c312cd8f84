"""The form of a concept: each sees and writes the languages of the own, whatever a browser sends."""

from typing import Any

from django.db import transaction
from django.forms import BaseFormSet, Form
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm

from core.i18n.languages import LANGUAGES, exonym
from translation.glossary.rights import WHOLE, languages_confirmed_by, languages_written_by
from translation.glossary.writing import make_room, sign
from translation.models import Concept
from translation.models.glossary import doubled


class ConceptForm(WagtailAdminModelForm):
    """What is said of a concept, and its terms and definitions in the languages of ``for_user``.

    Terms of other languages are no part of the form, so that they can be neither changed, confirmed nor deleted by it. Confirmed
    terms stand in it to be read by those who do not confirm.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user = self.for_user
        self.languages = languages_written_by(user) if user else ()
        self.confirms = languages_confirmed_by(user) if user else ()
        whole = bool(user and user.has_perm(WHOLE))
        for name, field in self.fields.items():
            field.disabled = not whole or (name == "key" and self.instance.pk is not None)
        self.formsets = {name: self._of_languages(name, one) for name, one in self.formsets.items()}

    def _of_languages(self, name: str, formset: Any) -> Any:
        """The same formset with the rows and the choices of the languages somebody writes."""
        confirms = self.confirms
        choices = [(code, exonym(code)) for code in LANGUAGES if code in self.languages]

        class Own(type(formset)):
            def add_fields(self, form: Form, index: int | None) -> None:
                super().add_fields(form, index)
                field = form.fields["language"]
                field.choices = choices if len(choices) == 1 else [("", "---------"), *choices]
                field.disabled = form.instance.pk is not None
                if "confirmed" in form.fields:
                    self._keep_confirmed(form)
                numbers = form.fields["id"]
                numbers.queryset = numbers.queryset.filter(pk__in=[row.pk for row in self.get_queryset()])

            def _keep_confirmed(self, form: Form) -> None:
                """Proposals are free; what somebody stands for is not touched by those who could not stand for it."""
                row = form.instance
                knows = row.language in confirms if row.pk else len(confirms) == len(choices)
                form.fields["confirmed"].disabled = not knows
                if row.pk and row.confirmed and not knows:
                    for name, one in form.fields.items():
                        one.disabled = name != "id"  # which says that the row is there

        rows = getattr(self.instance, name).filter(language__in=self.languages)
        return Own(
            self.data if self.is_bound else None,
            self.files if self.is_bound else None,
            instance=self.instance,
            queryset=rows,
            prefix=formset.prefix,
            form_kwargs=formset.form_kwargs,
        )

    def in_other_languages(self) -> list[dict[str, Any]]:
        """``{"language", "terms", "definition"}`` of the languages that are not in the form, where there is something."""
        concept, others = self.instance, [code for code in LANGUAGES if code not in self.languages]
        rows = [
            {"language": code, "terms": concept.sayable_in(code), "definition": concept.definition_in(code)}
            for code in others
            if concept.pk
        ]
        return [row for row in rows if row["terms"] or row["definition"]]

    def clean(self) -> dict[str, Any]:
        """What was written. Two preferred terms, the same term twice or two definitions of a language are errors."""
        data = super().clean() or {}
        terms = [form.instance for form in _kept(self.formsets.get("terms"))]
        for language in doubled(terms):
            self._refuse(_("%(language)s: only one term can be the preferred one. Make the others admitted."), language)
        for language, text in _twice([(term.language, term.text.casefold()) for term in terms]):
            self._refuse(_("%(language)s: “%(text)s” stands there twice."), language, text=text)
        for language in _twice([form.instance.language for form in _kept(self.formsets.get("definitions"))]):
            self._refuse(_("%(language)s: there is room for one definition."), language)
        return data

    def _refuse(self, sentence: str, language: str, **values: str) -> None:
        name = exonym(language)
        self.add_error(None, sentence % {"language": name[:1].upper() + name[1:], **values})

    @transaction.atomic
    def save(self, commit: bool = True) -> Concept:
        """The concept with what stands in the form; who ticks "confirmed", or changes what was confirmed, signs it."""
        for form in _kept(self.formsets.get("terms")):
            sign(form.instance, self.for_user, form.changed_data)
        if commit:
            make_room([form.instance.pk for form in _kept(self.formsets.get("terms")) if form.has_changed()])
        return super().save(commit=commit)


def _kept(formset: BaseFormSet | None) -> list[Any]:
    """The valid forms of rows that are not to be deleted."""
    found = [form for form in (formset.forms if formset else []) if form.is_valid() and form.cleaned_data]
    return [form for form in found if not form.cleaned_data.get("DELETE")]


def _twice(values: list[Any]) -> list[Any]:
    return sorted({value for value in values if values.count(value) > 1})
