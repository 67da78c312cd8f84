"""Lists inside a resource: partners, sources, activities, files."""

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


class ActivityBlock(blocks.StructBlock):
    """One activity of a learning module."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.TextBlock(label=_("What to do"), max_length=600)
    minutes = blocks.IntegerBlock(
        label=_("Minutes"),
        required=False,
        min_value=1,
        max_value=600,
        help_text=_("Leave empty if everyone works at their own pace."),
    )
    compulsory = blocks.BooleanBlock(
        label=_("Compulsory"), required=False, help_text=_("Needed for the confirmation at the end of the module.")
    )

    class Meta:
        icon = "list-ol"
        label = _("Activity")
        label_format = "{title}"


class ActivityStreamBlock(blocks.StreamBlock):
    """The activities in the order of the module."""

    activity = ActivityBlock()


class FileStreamBlock(blocks.StreamBlock):
    """Files to download; title, language and licence belong to each document."""

    document = DocumentChooserBlock(label=_("Document"))
