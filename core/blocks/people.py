"""Blocks that lead somewhere or to someone."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

from core.blocks.links import LinkTargetBlock
from core.blocks.texts import SHORT_RICH_TEXT


class ButtonBlock(LinkTargetBlock):
    """The one action of a passage."""

    text = blocks.CharBlock(label=_("Text"), max_length=60)
    style = blocks.ChoiceBlock(
        label=_("Weight"), choices=[("primary", _("Main action")), ("secondary", _("Other action"))], default="primary"
    )

    class Meta:
        icon = "link"
        label = _("Button")
        description = _("The one action of a passage. Use at most one main action on a page.")
        label_format = "{text}"
        template = "core/blocks/button.html"
        preview_value = {"text": "Find a centre", "url": "/en/centres/", "style": "primary"}


class RelatedBlock(blocks.StructBlock):
    """Pages to read on."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    pages = blocks.ListBlock(blocks.PageChooserBlock(label=_("Page")), label=_("Pages"), min_num=1, max_num=6)

    def get_preview_value(self) -> Any:
        pages = Page.objects.live().filter(depth=2)[:3]
        return self.to_python({"title": str(_("Read on")), "pages": [page.pk for page in pages]})

    class Meta:
        icon = "doc-empty-inverse"
        label = _("Read on")
        description = _("Cards of up to six pages.")
        label_format = "{title}"
        template = "core/blocks/related.html"


class ProfileBlock(blocks.StructBlock):
    """A person or an organisation."""

    name = blocks.CharBlock(label=_("Name"), max_length=160)
    role = blocks.CharBlock(label=_("Role"), max_length=160, required=False)
    text = blocks.RichTextBlock(label=_("Text"), features=SHORT_RICH_TEXT, required=False)
    link = blocks.URLBlock(label=_("Site"), required=False)
    image = ImageChooserBlock(label=_("Picture or logo"), required=False)

    class Meta:
        icon = "user"
        label = _("Person or organisation")
        description = _("A card with name, role and site.")
        label_format = "{name}"
        template = "core/blocks/profile.html"
        preview_value = {"name": "Lifelong Learning Platform", "role": "Partner, Brussels", "text": ""}
