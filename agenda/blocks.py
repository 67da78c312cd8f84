"""Blocks of the agenda."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks


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


class ProgrammeBlock(blocks.StreamBlock):
    """The points of a programme, in their order."""

    slot = SlotBlock()
