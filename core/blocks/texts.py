"""Blocks of text."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from core.i18n.fields import StringSegmentValue

RICH_TEXT = ["bold", "italic", "link", "document-link", "ul", "ol", "h3"]
SHORT_RICH_TEXT = ["bold", "italic", "link", "document-link", "ul", "ol"]
EXAMPLE_HTML = "<p>A centre listens first. Then it shows the ways that are open, and who can help on each.</p>"


class HeadingBlock(blocks.CharBlock):
    """A section heading, second level."""

    class Meta:
        icon = "title"
        label = _("Heading")
        description = _("The title of a section.")
        template = "core/blocks/heading.html"
        preview_value = "How a first visit goes"
        max_length = 120


class ParagraphBlock(blocks.RichTextBlock):
    """Running text."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("features", RICH_TEXT)
        super().__init__(**kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        description = _("Paragraphs, lists, links and small headings.")
        template = "core/blocks/paragraph.html"
        preview_value = EXAMPLE_HTML


class QuoteBlock(blocks.StructBlock):
    """Someone's words."""

    text = blocks.TextBlock(label=_("Quote"), max_length=600)
    source = blocks.CharBlock(label=_("Who said it"), max_length=160, required=False)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        description = _("Words of a person or an organisation, with their source.")
        label_format = "{text}"
        template = "core/blocks/quote.html"
        preview_value = {"text": "Would it work in another place?", "source": "The practitioners’ group"}


class Callout(blocks.StructValue):
    """A call-out as it is rendered."""

    @property
    def kind(self) -> str:
        """What kind of passage it is, in words; ``""`` for plain information."""
        choices = dict(self.block.child_blocks["tone"].field.choices)
        return "" if self["tone"] == "info" else str(choices.get(self["tone"], ""))


class CalloutBlock(blocks.StructBlock):
    """A passage that stands out."""

    tone = blocks.ChoiceBlock(
        label=_("Kind"),
        choices=[
            ("info", _("Information")),
            ("recommendation", _("Recommendation")),
            ("good", _("Good practice")),
            ("tip", _("Tip")),
            ("warning", _("Point of attention")),
            ("result", _("Key result")),
        ],
        default="info",
        help_text=_("All but “Information” stand over the title in words: the five kinds of passage of the guide."),
    )
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=SHORT_RICH_TEXT)

    class Meta:
        icon = "info-circle"
        label = _("Call-out")
        description = _("A passage that stands out: information, or one of the guide’s five kinds.")
        label_format = "{title}"
        value_class = Callout
        template = "core/blocks/callout.html"
        preview_value = {"tone": "tip", "title": "Begin small", "text": "<p>One half day a week is enough.</p>"}


class StepBlock(blocks.StructBlock):
    """One step."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=SHORT_RICH_TEXT, required=False)


class StepsBlock(blocks.StructBlock):
    """Numbered steps."""

    title = blocks.CharBlock(label=_("Title"), max_length=120, required=False)
    steps = blocks.ListBlock(StepBlock(), label=_("Steps"), min_num=2)

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        description = _("Things to do one after the other, numbered as stops on a line.")
        label_format = "{title}"
        template = "core/blocks/steps.html"
        preview_value = {
            "title": "Your first visit",
            "steps": [
                {"title": "Come in", "text": "<p>No appointment is needed.</p>"},
                {"title": "Say what you look for", "text": "<p>In your words.</p>"},
            ],
        }


class AccordionItemBlock(blocks.StructBlock):
    """A question with its answer."""

    question = blocks.CharBlock(label=_("Question"), max_length=200)
    answer = blocks.RichTextBlock(label=_("Answer"), features=SHORT_RICH_TEXT)


class AccordionBlock(blocks.StructBlock):
    """Questions that open."""

    items = blocks.ListBlock(AccordionItemBlock(), label=_("Questions"), min_num=1)

    class Meta:
        icon = "collapse-down"
        label = _("Questions and answers")
        description = _("Questions whose answers open on a click.")
        label_format = "{items}"
        template = "core/blocks/accordion.html"
        preview_value = {
            "items": [{"question": "Must I bring papers?", "answer": "<p>Not for a first talk.</p>"}],
        }


class TableBlock(TypedTableBlock):
    """A table with a caption; every cell is a line of text."""

    text = blocks.CharBlock(label=_("Text"), required=False)

    def get_translatable_segments(self, value: Any) -> list[Any]:
        """Caption, headings and cells for the translator (called by wagtail-localize)."""
        segments = [StringSegmentValue("caption", value.caption)] if value.caption else []
        for column, entry in enumerate(value.columns):
            if entry["heading"]:
                segments.append(StringSegmentValue(f"heading.{column}", entry["heading"]))
        for row, entry in enumerate(value.row_data):
            for column, cell in enumerate(entry["values"]):
                if cell:
                    segments.append(StringSegmentValue(f"cell.{row}.{column}", cell))
        return segments

    def restore_translated_segments(self, value: Any, segments: list[Any]) -> Any:
        """Puts translated texts back (called by wagtail-localize)."""
        for segment in segments:
            place, *index = segment.path.split(".")
            text = segment.render_text()
            if place == "caption":
                value.caption = text
            elif place == "heading":
                value.columns[int(index[0])]["heading"] = text
            else:
                value.row_data[int(index[0])]["values"][int(index[1])] = text
        return value

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("Rows and columns of short texts.")
        template = "core/blocks/table.html"
        preview_value = {
            "caption": "Before and after",
            "columns": [{"type": "text", "heading": "Competence"}, {"type": "text", "heading": "After"}],
            "rows": [{"values": ["Coordination", "8 of 8"]}],
        }


class FigureBlock(blocks.StructBlock):
    """One figure."""

    value = blocks.CharBlock(label=_("Figure"), max_length=20)
    label = blocks.CharBlock(label=_("What it counts"), max_length=120)
    source = blocks.CharBlock(label=_("Source"), max_length=160, required=False)


class FiguresBlock(blocks.StructBlock):
    """Key figures."""

    title = blocks.CharBlock(label=_("Title"), max_length=120, required=False)
    figures = blocks.ListBlock(FigureBlock(), label=_("Figures"), min_num=1, max_num=6)

    class Meta:
        icon = "order"
        label = _("Key figures")
        description = _("Up to six figures with what they count and where they come from.")
        label_format = "{title}"
        template = "core/blocks/figures.html"
        preview_value = {
            "title": "Two surveys",
            "figures": [{"value": "48", "label": "answers", "source": "Guide to cooperation, 2021"}],
        }
