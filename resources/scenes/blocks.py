"""The hotspots and still pictures of a scene, and a scene inside another page.

What a form checks is checked when a page is published; a draft may lack anything but sense: a place outside the picture is
refused at once.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from resources.scenes import shown

SOUNDS = ("mp3", "mp4", "webm")
FEATURES = ["bold", "italic", "ul", "ol"]
"""No links: each text with some costs a question of its own."""
WIDEST, HIGHEST = 180, 90
"""Degrees to either side of the middle of the picture, and above and below it."""


def has_words(text: Any) -> bool:
    """Whether rich text (HTML, or a block's value) says anything: an emptied editor hands over a paragraph without words."""
    return bool(strip_tags(str(getattr(text, "source", text) or "")).strip())


class DegreesBlock(blocks.IntegerBlock):
    """Whole degrees from the middle of the picture, at most ``limit`` either way."""

    def __init__(self, limit: int, **kwargs: Any) -> None:
        self.limit = limit
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        """The number. Raises ValidationError when it lies outside the picture."""
        value = super().clean(value)
        if value is not None and abs(value) > self.limit:
            raise ValidationError(
                _("This is outside the picture. Write a number from −%(limit)s to %(limit)s."),
                params={"limit": self.limit},
            )
        return value


class HotspotBlock(blocks.StructBlock):
    """A place in the picture that tells something: by text, and by picture, sound or a way on where they are given."""

    title = blocks.CharBlock(
        label=_("Title"), max_length=80, help_text=_("What is there, in two or three words. Read aloud at the marker.")
    )
    yaw = DegreesBlock(
        WIDEST,
        label=_("Degrees to the right"),
        help_text=_("From the middle of the picture; to the left with a minus. A click on the picture fills it in."),
    )
    pitch = DegreesBlock(
        HIGHEST,
        label=_("Degrees up"),
        help_text=_("From the middle of the picture; down with a minus. A click on the picture fills it in."),
    )
    text = blocks.RichTextBlock(label=_("Text"), features=FEATURES)
    image = ImageChooserBlock(label=_("Picture"), required=False)
    alt = blocks.CharBlock(
        label=_("Alternative text"),
        max_length=250,
        required=False,
        help_text=_("What the picture shows, for people who cannot see it. Read aloud in its place."),
    )
    sound = DocumentChooserBlock(
        label=_("Sound"), required=False, help_text=_("An MP3, MP4 or WebM file from the documents.")
    )
    transcript = blocks.RichTextBlock(
        label=_("Transcript"), features=FEATURES, required=False, help_text=_("What is said and heard, in writing.")
    )
    scene = blocks.PageChooserBlock(label=_("Way to another scene"), required=False, page_type="resources.ScenePage")
    question = blocks.CharBlock(
        label=_("Question of the task"),
        max_length=200,
        required=False,
        help_text=_(
            "What a visitor asks who should come here. Readers choose the place for it; leave empty for no task."
        ),
    )
    right = blocks.TextBlock(label=_("When they choose this place for it"), required=False, max_length=400, rows=2)
    wrong = blocks.TextBlock(
        label=_("When they choose this place for another question"),
        required=False,
        max_length=400,
        rows=2,
        help_text=_("Say what people are helped with here, so that the answer teaches something."),
    )

    def clean(self, value: Any) -> Any:
        """The hotspot.

        Raises StructBlockValidationError when a picture or sound says nothing to those who do not see or hear it, when the
        sound is no sound, or a question has no answer.
        """
        value = super().clean(value)
        errors: dict[str, ValidationError] = {}
        if value.get("sound") and value["sound"].file_extension.lower() not in SOUNDS:
            errors["sound"] = ValidationError(_("This is no sound. Choose an MP3, MP4 or WebM file."))
        if not self.is_deferred_validation:
            errors |= self._left_out(value)
        if errors:
            raise blocks.StructBlockValidationError(block_errors=errors)
        return value

    is_deferred_validation = False

    @staticmethod
    def _left_out(value: Any) -> dict[str, ValidationError]:
        errors: dict[str, ValidationError] = {}
        if value.get("image") and not value.get("alt"):
            errors["alt"] = ValidationError(_("Write what the picture shows. People who cannot see it depend on this."))
        if not has_words(value.get("text")):
            errors["text"] = ValidationError(_("Write what this place tells."))
        if value.get("sound") and not has_words(value.get("transcript")):
            errors["transcript"] = ValidationError(_("Write what is heard. People who cannot hear it depend on this."))
        if value.get("question"):
            for name in ("right", "wrong"):
                if not value.get(name):
                    errors[name] = ValidationError(_("Write what readers are told, or take the question away."))
        return errors

    class Meta:
        icon = "crosshairs"
        label = _("Hotspot")
        label_format = "{title}"
        form_classname = "struct-block scene-hotspot"


class HotspotStreamBlock(blocks.StreamBlock):
    """The hotspots, in the order of their numbers."""

    hotspot = HotspotBlock()


class StillBlock(blocks.StructBlock):
    """A picture of a part of the scene, for those who do not open it."""

    image = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("Alternative text"),
        max_length=250,
        help_text=_("What the picture shows, for people who cannot see it. Read aloud in its place."),
    )

    class Meta:
        icon = "image"
        label = _("Still picture")
        label_format = "{alt}"


class StillStreamBlock(blocks.StreamBlock):
    """Still pictures; the first one stands where the scene opens."""

    still = StillBlock()


class SceneBlock(blocks.StructBlock):
    """A 360° scene inside another page, by its own page."""

    scene = blocks.PageChooserBlock(label=pgettext_lazy("block", "360° scene"), page_type="resources.ScenePage")

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """With ``scene``: what is shown of it to this reader; ``None`` while it is not published."""
        context = super().get_context(value, parent_context=parent_context)
        context["scene"] = shown.inside_another(value.get("scene"))
        return context

    class Meta:
        icon = "globe"
        label = pgettext_lazy("block", "360° scene")
        description = _("A scene one looks around in. Nothing of it is loaded before a click.")
        template = "resources/blocks/scene.html"
