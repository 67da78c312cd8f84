"""Pictures, films and files."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageChooserBlock

from core.blocks.texts import SHORT_RICH_TEXT
from core.uploads.documents import FILMS


class PictureBlock(blocks.StructBlock):
    """A picture with its alternative text."""

    image = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("Alternative text"),
        max_length=250,
        required=False,
        help_text=_("What the picture shows, for people who cannot see it. Read aloud in its place."),
    )
    decorative = blocks.BooleanBlock(
        label=_("Only decoration"),
        required=False,
        help_text=_("Tick if the picture says nothing that the text does not say."),
    )
    caption = blocks.CharBlock(label=_("Caption"), max_length=250, required=False)
    credit = blocks.CharBlock(label=_("Credit"), max_length=160, required=False)

    def clean(self, value: Any) -> Any:
        """The picture.

        Raises StructBlockValidationError when it says nothing to those who do not see it and is not marked as
        decorative.
        """
        value = super().clean(value)
        if not value.get("alt") and not value.get("decorative"):
            raise blocks.StructBlockValidationError(
                block_errors={
                    "alt": ValidationError(
                        _(
                            "Write what the picture shows, or tick “only decoration”. "
                            "People who cannot see it depend on this."
                        )
                    )
                }
            )
        return value

    def get_preview_value(self) -> Any:
        picture = get_image_model().objects.first()
        return self.to_python(
            {"image": picture and picture.pk, "alt": "", "decorative": True, "caption": str(_("Caption"))}
        )

    class Meta:
        icon = "image"
        label = _("Picture")
        description = _("A picture with a text for those who cannot see it, and a caption.")
        label_format = "{alt}"
        template = "core/blocks/image.html"


class GalleryBlock(blocks.StructBlock):
    """Several pictures."""

    title = blocks.CharBlock(label=_("Title"), max_length=120, required=False)
    images = blocks.ListBlock(PictureBlock(), label=_("Pictures"), min_num=2, max_num=12)

    def get_preview_value(self) -> Any:
        pictures = get_image_model().objects.all()[:3]
        return self.to_python(
            {"title": "", "images": [{"image": picture.pk, "alt": "", "decorative": True} for picture in pictures]}
        )

    class Meta:
        icon = "image"
        label = _("Gallery")
        description = _("Two to twelve pictures side by side.")
        label_format = "{title}"
        template = "core/blocks/gallery.html"


def _refused(field: str, text: Any) -> blocks.StructBlockValidationError:
    return blocks.StructBlockValidationError(block_errors={field: ValidationError(text)})


class VideoBlock(blocks.StructBlock):
    """A film from our own files, or a link; nothing is loaded from another host."""

    title = blocks.CharBlock(label=_("Title"), max_length=160)
    file = DocumentChooserBlock(
        label=_("Film file"), required=False, help_text=_("An MP4 or WebM file from the documents, up to 200 MB.")
    )
    link = blocks.URLBlock(
        label=_("Address of the film"),
        required=False,
        help_text=_("If the film is on another site: visitors go there by a click, nothing is loaded before."),
    )
    captions = DocumentChooserBlock(
        label=_("Captions"), required=False, help_text=_("A WebVTT file (.vtt). Needed for a film with sound.")
    )
    language = blocks.ChoiceBlock(
        label=_("Language of the film"),
        choices=[
            ("fr", _("French")),
            ("nl", _("Dutch")),
            ("it", _("Italian")),
            ("pt", _("Portuguese")),
            ("hr", _("Croatian")),
            ("en", _("English")),
        ],
    )
    transcript = blocks.RichTextBlock(
        label=_("Transcript"), features=SHORT_RICH_TEXT, help_text=_("What is said and shown, in writing.")
    )

    def clean(self, value: Any) -> Any:
        """The film.

        Raises StructBlockValidationError when it has no source, a file without captions, or files of other kinds.
        """
        value = super().clean(value)
        if value.get("file") and value["file"].file_extension.lower() not in FILMS:
            raise _refused("file", _("This is no film. Choose an MP4 or WebM file."))
        if value.get("captions") and value["captions"].file_extension.lower() != "vtt":
            raise _refused("captions", _("These are no captions. Choose a WebVTT file (.vtt)."))
        if not value.get("file") and not value.get("link"):
            raise _refused("file", _("Choose a film file or write the address of the film."))
        if value.get("file") and not value.get("captions"):
            raise _refused("captions", _("Add captions: people who cannot hear depend on them."))
        return value

    class Meta:
        icon = "media"
        label = _("Video")
        description = _("A film with captions and transcript.")
        label_format = "{title}"
        template = "core/blocks/video.html"
        preview_value = {
            "title": "A day in a guidance centre",
            "link": "https://example.org/film",
            "language": "fr",
            "transcript": "<p>A visitor comes in and asks for the way.</p>",
        }


class DownloadBlock(blocks.StructBlock):
    """A file to download."""

    document = DocumentChooserBlock(label=_("Document"))
    title = blocks.CharBlock(
        label=_("Title"), max_length=160, required=False, help_text=_("Empty: the document’s own title is used.")
    )
    note = blocks.CharBlock(label=_("Note"), max_length=250, required=False)

    def get_preview_value(self) -> Any:
        document = get_document_model().objects.first()
        return self.to_python({"document": document and document.pk, "title": "", "note": ""})

    class Meta:
        icon = "doc-full"
        label = _("Download")
        description = _("A file with its language, format and size.")
        label_format = "{title}"
        template = "core/blocks/document.html"
