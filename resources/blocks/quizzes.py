"""Questions people answer for themselves: nothing is kept of it, no score is sent."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from resources.quizzes import quiz_of


class AnswerBlock(blocks.StructBlock):
    """One answer to choose, and what is said to whoever has chosen it."""

    text = blocks.CharBlock(label=_("Answer"), max_length=250)
    right = blocks.BooleanBlock(label=_("Right"), required=False)
    feedback = blocks.TextBlock(
        label=_("Feedback"),
        max_length=400,
        rows=2,
        help_text=_("What whoever chooses this answer reads: why it is right, or what speaks against it."),
    )


class QuestionBlock(blocks.StructBlock):
    """A question with two to six answers."""

    question = blocks.CharBlock(label=_("Question"), max_length=250)
    several = blocks.BooleanBlock(
        label=_("Several answers"),
        required=False,
        help_text=_("Tick if more than one answer may be chosen. Right is who chooses all right ones and no other."),
    )
    answers = blocks.ListBlock(AnswerBlock(), label=_("Answers"), min_num=2, max_num=6)

    def clean(self, value: Any) -> Any:
        """The question. Raises StructBlockValidationError when no answer is right, or several are and one may be chosen."""
        value = super().clean(value)
        right = sum(bool(answer.get("right")) for answer in value["answers"])
        if not right:
            raise _refused(_("Say which answer is right."))
        if right > 1 and not value.get("several"):
            raise _refused(_("More than one answer is right: tick “several answers”, or leave one right."))
        return value


def _refused(text: Any) -> blocks.StructBlockValidationError:
    return blocks.StructBlockValidationError(
        block_errors={"answers": blocks.ListBlockValidationError(non_block_errors=[ValidationError(text)])}
    )


class QuizBlock(blocks.StructBlock):
    """Some questions in a row."""

    questions = blocks.ListBlock(QuestionBlock(), label=_("Questions"), min_num=1, max_num=12)

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """The page of a unit says what was answered (``quiz``); elsewhere the questions stand as they are."""
        context = super().get_context(value, parent_context)
        return context | {"quiz": context.get("quiz") or quiz_of("quiz", value)}

    class Meta:
        icon = "help"
        label = _("Quiz")
        description = _("Questions with answers to choose and a word on each. Works without a script; nothing is kept.")
        label_format = "{questions}"
        template = "resources/units/quiz.html"
        preview_value = {
            "questions": [
                {
                    "question": "When does one speak about the way out?",
                    "several": False,
                    "answers": [
                        {"text": "At the start", "right": True, "feedback": "Yes."},
                        {"text": "At the end", "right": False, "feedback": "Then it is late."},
                    ],
                }
            ]
        }
