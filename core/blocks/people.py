"""Blocks that lead somewhere or to someone."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.models import Page

from core.blocks.links import LinkTargetBlock
from core.blocks.texts import SHORT_RICH_TEXT
from core.cards import Carded
from core.i18n.borrowed import told
from core.i18n.localised import pages_for_reader
from core.privacy import in_public


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


class RelatedPages(blocks.StructValue):
    """The pages as they are rendered."""

    @property
    def shown(self) -> list[Page]:
        """Those everybody may see, in the reader's language where they are there, in the order they were chosen."""
        ids = [page.pk for page in self["pages"] if page]
        here = pages_for_reader(ids)
        pages = told(Page.objects.filter(pk__in={page.pk for page in here.values()}).specific())
        by_id = {page.pk: page for page in pages if isinstance(page, Carded)}
        found = dict.fromkeys(here[pk].pk for pk in ids if pk in here)
        return [by_id[pk] for pk in found if pk in by_id]


class RelatedBlock(blocks.StructBlock):
    """Pages to read on."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    pages = blocks.ListBlock(blocks.PageChooserBlock(label=_("Page")), label=_("Pages"), min_num=1, max_num=6)

    def get_preview_value(self) -> Any:
        pages = Page.objects.filter(in_public(), depth=2)[:3]
        return self.to_python({"title": str(_("Read on")), "pages": [page.pk for page in pages]})

    class Meta:
        icon = "doc-empty-inverse"
        label = _("Read on")
        description = _("Cards of up to six pages.")
        label_format = "{title}"
        value_class = RelatedPages
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
