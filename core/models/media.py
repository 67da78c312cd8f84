"""Images and documents with what a multilingual portal must know of them."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Image

from core import captions


class CustomImage(AbstractImage):
    """A picture with its origin. The alternative text belongs to the place where the picture is used."""

    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Who made the picture, as it must be named.")
    )
    licence = models.CharField(
        _("licence"), max_length=100, blank=True, help_text=_("Under which licence it may be shown, such as CC BY 4.0.")
    )

    admin_form_fields = (*Image.admin_form_fields, "credit", "licence")

    class Meta(AbstractImage.Meta):
        verbose_name = _("image")
        verbose_name_plural = _("images")


class CustomRendition(AbstractRendition):
    """A picture in one size."""

    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

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
        """Raises ValidationError for captions a browser could not show."""
        super().clean()
        is_new = self.file and not self.file._committed
        if is_new and self.file_extension == "vtt":
            try:
                captions.check(self.file.file)
            except ValidationError as error:
                raise ValidationError({"file": error.messages}) from error

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
