"""Images and documents with what a multilingual portal must know of them."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import DatabaseError, models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.exceptions import InvalidFilterSpecError, UnknownOutputImageFormatError
from wagtail.images.models import (
    AbstractImage,
    AbstractRendition,
    Filter,
    Image,
    SourceImageIOError,
    WagtailImageField,
    WagtailImageFieldFile,
    get_upload_to,
)

from core.i18n.languages import active_language
from core.i18n.said import language_of_text
from core.uploads import documents, pictures
from core.uploads.storage import all_or_nothing

SIZES = (
    "max-165x165",
    "max-320x160",
    "fill-192x192",
    "fill-640x480",
    "width-960|format-webp",
    "width-640|format-webp",
    "width-1280|format-webp",
    "width-640|format-jpeg",
    "width-1280|format-jpeg",
)
"""What templates and the admin's lists ask for, made when a picture is uploaded."""


class PictureFile(WagtailImageFieldFile):
    """A picture on the disk: whoever puts one there, it goes through the gate."""

    def save(self, name: str, content: File, save: bool = True) -> None:
        """Raises ValidationError when it is no picture that can be shown."""
        picture = pictures.clean(content)
        self.instance.sizes_are_due = True
        super().save(f"{Path(name).stem}{picture.suffix}", picture, save=save)


class PictureField(WagtailImageField):
    """A field for pictures."""

    attr_class = PictureFile


@contextmanager
def _shown_or_missing() -> Generator[None]:
    """A picture that cannot be read any more, or a size that finds no room, is a gap on the page, not an error."""
    try:
        yield
    except (SourceImageIOError, InvalidFilterSpecError, UnknownOutputImageFormatError, DatabaseError):
        raise
    except Exception as error:  # readers of broken files raise whatever they stumble over
        raise SourceImageIOError(getattr(error, "errno", None), str(error)) from error


class CustomImage(AbstractImage):
    """A picture with its origin. The alternative text belongs to the place where the picture is used."""

    file = PictureField(verbose_name=_("file"), upload_to=get_upload_to, width_field="width", height_field="height")
    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Who made the picture, as it must be named.")
    )
    licence = models.CharField(
        _("licence"), max_length=100, blank=True, help_text=_("Under which licence it may be shown, such as CC BY 4.0.")
    )

    admin_form_fields = (*Image.admin_form_fields, "credit", "licence")
    sizes_are_due = False

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps the picture with its sizes, or nothing of it.

        Raises ValidationError when its file cannot be shown, OSError when the disk is full.
        """
        with all_or_nothing():
            super().save(*args, **kwargs)
            if self.sizes_are_due:
                self.renditions.all().delete()
                self.make_sizes()
        self.sizes_are_due = False

    def _set_image_file_metadata(self) -> None:
        super()._set_image_file_metadata()
        if self.file._committed:
            self.file.close()  # Wagtail leaves it open

    def make_sizes(self) -> None:
        """Makes the sizes the pages show, those that are missing. Raises OSError when the disk is full."""
        self.get_renditions(*SIZES)

    def create_rendition(self, filter: Filter) -> AbstractRendition:
        """One size. Raises SourceImageIOError, which templates know, whatever is wrong."""
        with _shown_or_missing():
            return super().create_rendition(filter)

    def create_renditions(self, *filters: Filter) -> dict[Filter, AbstractRendition]:
        """Several sizes. Raises SourceImageIOError, which templates know, whatever is wrong."""
        with _shown_or_missing():
            return super().create_renditions(*filters)

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


class CustomRendition(AbstractRendition):
    """A picture in one size."""

    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    def img_tag(self, extra_attributes: dict[str, Any] | None = None) -> str:
        """Wagtail's, with the language of a text that is in another one."""
        given = dict(extra_attributes or {})
        spoken = language_of_text(given.get("alt"))
        if spoken and spoken != active_language():
            given["lang"] = spoken
        if "alt" in given:
            given["alt"] = str(given["alt"])
        return super().img_tag(given)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("image", "filter_spec", "focal_point_key"), name="one_rendition_per_filter")
        ]


class CustomDocument(AbstractDocument):
    """A file to download, which says in which language it is written."""

    language = models.CharField(
        _("language"),
        max_length=10,
        blank=True,
        choices=settings.LANGUAGES,
        help_text=_("The language the file is written in. Leave empty for a file without text."),
    )
    licence = models.CharField(
        _("licence"), max_length=100, blank=True, help_text=_("Under which licence it may be used, such as CC BY 4.0.")
    )

    admin_form_fields = (*Document.admin_form_fields, "language", "licence")

    def clean(self) -> None:
        """Raises ValidationError for a file that is not what its name says, or that a browser could not show."""
        super().clean()
        if self.file and not self.file._committed:
            try:
                documents.check(self.file.file, self.file_extension.lower())
            except ValidationError as error:
                raise ValidationError({"file": error.messages}) from error

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Raises OSError when the disk is full; then nothing of the file is left."""
        with all_or_nothing():
            super().save(*args, **kwargs)

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
