"""The streams: everything for a page's body, a handful for short texts."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.media import DownloadBlock, GalleryBlock, PictureBlock, VideoBlock
from core.blocks.people import ButtonBlock, ProfileBlock, RelatedBlock
from core.blocks.texts import (
    AccordionBlock,
    CalloutBlock,
    FiguresBlock,
    HeadingBlock,
    ParagraphBlock,
    QuoteBlock,
    StepsBlock,
    TableBlock,
)


class ShortStreamBlock(blocks.StreamBlock):
    """For texts beside the main one."""

    paragraph = ParagraphBlock()
    image = PictureBlock()
    callout = CalloutBlock()
    document = DownloadBlock()
    button = ButtonBlock()


class BodyStreamBlock(blocks.StreamBlock):
    """Everything a page's body may hold."""

    heading = HeadingBlock(group=_("Text"))
    paragraph = ParagraphBlock(group=_("Text"))
    quote = QuoteBlock(group=_("Text"))
    callout = CalloutBlock(group=_("Text"))
    steps = StepsBlock(group=_("Text"))
    accordion = AccordionBlock(group=_("Text"))
    table = TableBlock(group=_("Text"))
    figures = FiguresBlock(group=_("Text"))
    image = PictureBlock(group=_("Media"))
    gallery = GalleryBlock(group=_("Media"))
    video = VideoBlock(group=_("Media"))
    document = DownloadBlock(group=_("Media"))
    button = ButtonBlock(group=_("Links"))
    related = RelatedBlock(group=_("Links"))
    profile = ProfileBlock(group=_("Links"))
