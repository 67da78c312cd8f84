"""Blocks of the agenda."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks

from core.blocks.media import GalleryBlock, VideoBlock
from core.blocks.streams import ShortStreamBlock


class ThemeBlock(blocks.StructBlock):
    """A theme the practitioners have opened."""

    title = blocks.CharBlock(label=_("Theme"), max_length=80)
    text = blocks.CharBlock(label=_("In one line"), max_length=160, required=False)
    page = blocks.PageChooserBlock(label=_("Page on it"), required=False, help_text=_("A note, or a case study."))

    class Meta:
        icon = "tag"
        label = _("Theme")
        label_format = "{title}"


class ThemesBlock(blocks.StreamBlock):
    """Themes, the first one first."""

    theme = ThemeBlock()


class SlotBlock(blocks.StructBlock):
    """One point of an event's programme."""

    day = blocks.DateBlock(label=_("Day"), required=False, help_text=_("Only if the event lasts several days."))
    starts = blocks.TimeBlock(label=pgettext_lazy("time of day", "From"), required=False)
    ends = blocks.TimeBlock(label=pgettext_lazy("time of day", "To"), required=False)
    title = blocks.CharBlock(label=_("What happens"), max_length=160)
    text = blocks.CharBlock(label=_("More"), max_length=300, required=False)

    class Meta:
        icon = "time"
        label = _("Point")
        label_format = "{starts} {title}"


class QuestionBlock(blocks.StructBlock):
    """One question of the organiser to who signs up."""

    text = blocks.CharBlock(label=_("Question"), max_length=160)
    required = blocks.BooleanBlock(label=_("An answer is needed"), required=False)

    class Meta:
        icon = "help"
        label = _("Question")
        label_format = "{text}"

    def get_searchable_content(self, value: Any) -> list[str]:
        """Nothing: nobody looks for an event by what is asked there."""
        return []


class QuestionsBlock(blocks.StreamBlock):
    """Questions, in their order."""

    question = QuestionBlock()

    class Meta:
        max_num = 6


class ProgrammeBlock(blocks.StreamBlock):
    """The points of a programme, in their order."""

    slot = SlotBlock()


class ReportBlock(ShortStreamBlock):
    """What is left of an event: text, slides and other documents, pictures, a film."""

    gallery = GalleryBlock()
    video = VideoBlock()


class FollowUpBlock(blocks.StructBlock):
    """One thing somebody does after an exchange."""

    what = blocks.CharBlock(label=_("What is done"), max_length=200)
    who = blocks.CharBlock(
        label=_("Who does it"), max_length=120, required=False, help_text=_("An organisation or a role.")
    )
    until = blocks.DateBlock(label=_("By when"), required=False)

    class Meta:
        icon = "tick"
        label = _("Step")
        label_format = "{what}"


class FollowUpStreamBlock(blocks.StreamBlock):
    """What was agreed, in its order."""

    step = FollowUpBlock()

    class Meta:
        max_num = 20
