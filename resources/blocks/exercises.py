"""What people do in a unit, alone or in a group."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.texts import SHORT_RICH_TEXT

MOST_PEOPLE = 200


class NotesBlock(blocks.RichTextBlock):
    """For whoever leads the unit; learners open it by a click."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", SHORT_RICH_TEXT)
        kwargs.setdefault("required", False)
        kwargs.setdefault("label", _("Facilitator notes"))
        kwargs.setdefault("help_text", _("How to lead it, what often goes wrong. Readers open them by a click."))
        super().__init__(**kwargs)


class ExerciseBlock(blocks.StructBlock):
    """A task with a sample solution."""

    task = blocks.RichTextBlock(label=_("Task"), features=SHORT_RICH_TEXT)
    solution = blocks.RichTextBlock(
        label=_("Sample solution"),
        features=SHORT_RICH_TEXT,
        required=False,
        help_text=_("One good answer among others. Readers open it by a click."),
    )
    notes = NotesBlock()

    class Meta:
        icon = "edit"
        label = _("Exercise")
        description = _("A task for one person, with a sample solution and notes for whoever leads it.")
        label_format = "{task}"
        template = "resources/units/exercise.html"
        preview_value = {"task": "<p>Write down who is missing at the table.</p>", "solution": "", "notes": ""}


class GroupBlock(blocks.StructBlock):
    """An activity for a group, with all one needs to lead it."""

    minutes = blocks.IntegerBlock(label=_("Minutes"), min_value=1, max_value=600)
    least = blocks.IntegerBlock(label=_("People, at least"), min_value=2, max_value=MOST_PEOPLE, default=4)
    most = blocks.IntegerBlock(label=_("People, at most"), min_value=2, max_value=MOST_PEOPLE, default=12)
    material = blocks.ListBlock(
        blocks.CharBlock(label=_("Thing"), max_length=160), label=_("Material"), default=[], required=False
    )
    steps = blocks.ListBlock(blocks.TextBlock(label=_("Step"), max_length=600, rows=2), label=_("Steps"), min_num=1)
    notes = NotesBlock()

    def clean(self, value: Any) -> Any:
        """The activity. Raises StructBlockValidationError when the group is larger at least than at most."""
        value = super().clean(value)
        if value["least"] > value["most"]:
            raise blocks.StructBlockValidationError(
                block_errors={"most": ValidationError(_("This is less than the least number of people."))}
            )
        return value

    class Meta:
        icon = "group"
        label = _("Group activity")
        description = _("Time, size of the group, material and steps, with notes for whoever leads it.")
        label_format = "{minutes} min, {least}–{most}"
        template = "resources/units/group.html"
        preview_value = {
            "minutes": 30,
            "least": 4,
            "most": 12,
            "material": ["Paper"],
            "steps": ["Draw your centre as a station."],
            "notes": "",
        }
