"""Files and pictures of an author: through the same gate as those of editors, each named, pictures with their text."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.images.fields import get_allowed_image_extensions

from core.forms import LineField
from core.uploads import documents, pictures
from core.uploads.storage import all_or_nothing
from resources.contribute.forms import StepForm
from resources.models import ContributedFile, Contribution

LARGEST = 20 * 1024 * 1024
"""Bytes of one file."""
MOST = 8
"""Files of one contribution."""
DOCUMENTS = ("csv", "docx", "epub", "odp", "ods", "odt", "pdf", "pptx", "rtf", "txt", "xlsx")


class _Input(forms.ClearableFileInput):
    """One button for many files."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"


class _Files(forms.FileField):
    """Keeps what passes the gate, and says of each other file why it does not."""

    widget = _Input

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Every file of the input; what is wrong with them is said by the form, which keeps the others."""
        return [one for one in (data if isinstance(data, list | tuple) else [data]) if one]


class FilesForm(StepForm):
    """The files that are there, each with its title, text and a box to take it away, and more of them."""

    more = _Files(
        label=gettext_lazy("Add files or pictures"),
        required=False,
        error_messages={"empty": gettext_lazy("This file is empty.")},
    )

    def __init__(self, contribution: Contribution, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contribution = contribution
        # What stands in the library already is looked after by editors.
        self.kept = [one for one in contribution.files.all() if not (one.image_id or one.document_id)]
        self.refused: list[str] = []
        kinds = [*get_allowed_image_extensions(), *DOCUMENTS]
        self.fields["more"].widget.attrs |= {"accept": ",".join(f".{kind}" for kind in kinds)}
        self.fields["more"].help_text = _("At most %(most)s, each up to %(size)s: %(kinds)s.") % {
            "most": MOST,
            "size": filesizeformat(LARGEST),
            "kinds": ", ".join(kinds),
        }
        for one in self.kept:
            self._add_fields_of(one)

    def _add_fields_of(self, one: ContributedFile) -> None:
        errors = {"max_length": _("This text has %(show_value)d characters. Shorten it to %(limit_value)d.")}
        self.fields[f"title-{one.pk}"] = LineField(
            label=_("Title"), required=False, max_length=120, initial=one.title, error_messages=errors
        )
        if one.is_picture:
            self.fields[f"alt-{one.pk}"] = LineField(
                label=_("What the picture shows"),
                help_text=_("For people who cannot see it. Read aloud in its place."),
                required=False,
                max_length=250,
                initial=one.alt,
                error_messages=errors,
            )
        self.fields[f"gone-{one.pk}"] = forms.BooleanField(label=_("Take this file away"), required=False)

    def groups(self) -> list[tuple[ContributedFile, list[Any]]]:
        """(file, its fields) of what is there."""
        names = ("title", "alt", "gone")
        return [
            (one, [self[f"{name}-{one.pk}"] for name in names if f"{name}-{one.pk}" in self.fields])
            for one in self.kept
        ]

    def save(self) -> bool:
        """Keeps titles, texts and every file that is right; whether something came or was refused, so that one looks again."""
        for one in self.kept:
            if self.cleaned_data.get(f"gone-{one.pk}"):
                one.delete()
                continue
            one.title = self.cleaned_data.get(f"title-{one.pk}") or one.title
            one.alt = self.cleaned_data.get(f"alt-{one.pk}", one.alt)
            one.save(update_fields=["title", "alt"])
        sent = self.cleaned_data.get("more") or []
        self.refused = keep(self.contribution, sent)
        for sentence in self.refused:
            self.add_error("more", sentence)
        return bool(sent)


def keep(contribution: Contribution, sent: Sequence[UploadedFile]) -> list[str]:
    """Keeps what passes the gate; a sentence about each file that does not."""
    refused, room = [], MOST - contribution.files.count()
    for file in sent:
        name = Path(file.name or "").name[-80:]
        if room <= 0:
            full = _("There is no room for more than %(most)s files.") % {"most": MOST}
            refused.append(f"{name}: {full}")
            continue
        try:
            _keep_one(contribution, file)
            room -= 1
        except ValidationError as error:
            refused.append(f"{name}: {' '.join(error.messages)}")
    return refused


def _keep_one(contribution: Contribution, file: UploadedFile) -> None:
    """Raises ValidationError when it is too large, or not what its name says."""
    if (file.size or 0) > LARGEST:
        raise ValidationError(_("This file is larger than %(limit)s.") % {"limit": filesizeformat(LARGEST)})
    kind = Path(file.name or "").suffix.lower().removeprefix(".")
    is_picture = kind in get_allowed_image_extensions()
    if is_picture:
        clean: Any = pictures.clean(file)
    elif kind in DOCUMENTS:
        documents.check(file, kind)
        clean = file
    else:
        raise ValidationError(_("Files of this kind cannot be taken."))
    title = Path(file.name or "").stem.replace("_", " ")[:120]
    with all_or_nothing():
        row = ContributedFile(contribution=contribution, is_picture=is_picture, title=title, size=clean.size)
        row.file.save(
            f"{Path(file.name or 'file').stem[:60]}{Path(clean.name or '').suffix.lower()}", clean, save=False
        )
        row.save()
