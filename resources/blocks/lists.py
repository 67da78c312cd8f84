"""Lists inside a resource: partners, sources, files."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock

from resources.vocabularies import PartnerRole


class PartnerBlock(blocks.StructBlock):
    """A partner of the practice and what it does there."""

    role = blocks.ChoiceBlock(label=_("What it does"), choices=PartnerRole.choices, default=PartnerRole.SUPPORT)
    name = blocks.CharBlock(label=_("Name"), max_length=160)

    class Meta:
        icon = "group"
        label = _("Partner")
        label_format = "{name}"


class PartnerStreamBlock(blocks.StreamBlock):
    """The partners, the leading one first."""

    partner = PartnerBlock()


class SourceBlock(blocks.StructBlock):
    """Where the facts come from."""

    title = blocks.CharBlock(label=_("Name of the source"), max_length=160)
    url = blocks.URLBlock(
        label=_("Address"), required=False, help_text=_("The page itself, not the home page of the site.")
    )
    language = blocks.CharBlock(
        label=_("Language of the source"), max_length=3, required=False, help_text=_("Two letters, such as fr or de.")
    )

    class Meta:
        icon = "link"
        label = _("Source")
        label_format = "{title}"


class SourceStreamBlock(blocks.StreamBlock):
    """The sources of a text."""

    source = SourceBlock()


class FileStreamBlock(blocks.StreamBlock):
    """Files to download; title, language and licence belong to each document."""

    document = DocumentChooserBlock(label=_("Document"))
