"""The units of a learning module."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.blocks.media import DownloadBlock, VideoBlock
from core.blocks.texts import ParagraphBlock
from resources.blocks.exercises import ExerciseBlock, GroupBlock
from resources.blocks.quizzes import QuizBlock
from resources.scenes.blocks import SceneBlock


class UnitContentBlock(blocks.StreamBlock):
    """What a unit consists of. Names are stored with every page: they stay. Each block has a template of its own."""

    text = ParagraphBlock(group=_("Learn"))
    video = VideoBlock(group=_("Learn"))
    scene = SceneBlock(group=_("Learn"))
    document = DownloadBlock(group=_("Learn"))
    exercise = ExerciseBlock(group=_("Do"))
    group = GroupBlock(group=_("Do"))
    quiz = QuizBlock(group=_("Do"))


class UnitBlock(blocks.StructBlock):
    """One unit of a learning module, shown at an address of its own."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.TextBlock(
        label=_("What to do"), max_length=600, help_text=_("One to three sentences; the module shows them too.")
    )
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
    content = UnitContentBlock(
        label=_("Content"),
        required=False,
        collapsed=True,
        help_text=_("What one reads, does and answers here, in this order."),
    )

    class Meta:
        icon = "list-ol"
        label = _("Unit")
        label_format = "{title}"


class UnitStreamBlock(blocks.StreamBlock):
    """The units in the order of the module. The stored name is older than the word."""

    activity = UnitBlock()
