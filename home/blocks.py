"""Blocks of the home page and of the project page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.texts import FiguresBlock
from core.vocabularies import Need

SHORT_ANSWER = ["bold", "italic", "link"]


class PractitionerLinkBlock(blocks.StructBlock):
    """One line of the practitioners’ door."""

    page = blocks.PageChooserBlock(label=_("Page"))
    label = blocks.CharBlock(label=_("Text"), max_length=60)
    hint = blocks.CharBlock(
        label=_("What one finds there"),
        max_length=60,
        required=False,
        help_text=_("Two to four words, shown beside the link."),
    )

    class Meta:
        icon = "link"
        label = _("Link")
        label_format = "{label}"


class PractitionerLinksBlock(blocks.StreamBlock):
    """The lines of the practitioners’ door."""

    link = PractitionerLinkBlock()


class NeedTileBlock(blocks.StructBlock):
    """One need: the words people use for it."""

    need = blocks.ChoiceBlock(label=_("Need"), choices=Need.choices)
    title = blocks.CharBlock(label=_("Title"), max_length=60)
    text = blocks.CharBlock(label=_("Text"), max_length=160)

    class Meta:
        icon = "tag"
        label = _("Need")
        label_format = "{title}"


class NeedTilesBlock(blocks.StreamBlock):
    """The needs, in the order of their lines."""

    tile = NeedTileBlock()


class QuestionBlock(blocks.StructBlock):
    """A question people ask first, with an honest answer."""

    question = blocks.CharBlock(label=_("Question"), max_length=120)
    answer = blocks.RichTextBlock(label=_("Answer"), features=SHORT_ANSWER)

    class Meta:
        icon = "help"
        label = _("Question")
        label_format = "{question}"


class QuestionsBlock(blocks.StreamBlock):
    """Questions with their answers."""

    question = QuestionBlock()


class KeyFiguresBlock(blocks.StreamBlock):
    """What a project comes to in numbers."""

    figures = FiguresBlock()
