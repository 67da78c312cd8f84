"""Blocks explain themselves, refuse what readers would miss, and can be translated."""

import pytest
from django.core.exceptions import ValidationError
from wagtail import blocks

from core.blocks import BodyStreamBlock, ShortStreamBlock
from core.blocks.links import LinkBlock
from core.blocks.media import PictureBlock, VideoBlock
from core.blocks.texts import TableBlock

STREAMS = [BodyStreamBlock, ShortStreamBlock]
NAMES = [(stream, name) for stream in STREAMS for name in stream().child_blocks]


@pytest.mark.parametrize(("stream", "name"), NAMES)
def test_every_block_says_what_it_is_for(stream: type, name: str) -> None:
    block = stream().child_blocks[name]
    assert str(block.label)
    assert str(block.get_description()), name
    assert block.meta.icon != "placeholder"
    assert block.meta.template.startswith("core/blocks/")


@pytest.mark.parametrize("name", list(BodyStreamBlock().child_blocks))
def test_every_block_has_a_preview(name: str) -> None:
    assert BodyStreamBlock().child_blocks[name].is_previewable


@pytest.mark.parametrize(
    ("block", "value", "field"),
    [
        (LinkBlock(), {"title": "x", "page": None, "url": ""}, "page"),
        (LinkBlock(), {"title": "x", "page": None, "url": "javascript:alert(1)"}, "url"),
        (LinkBlock(), {"title": "", "page": None, "url": "https://example.org"}, "title"),
    ],
)
def test_a_link_names_what_is_missing(block: blocks.StructBlock, value: dict, field: str) -> None:
    with pytest.raises(blocks.StructBlockValidationError) as error:
        block.clean(block.to_python(value))
    assert field in error.value.block_errors


@pytest.mark.django_db
def test_a_picture_needs_words_or_says_that_it_is_decoration(seeded: None) -> None:
    from core.models import CustomImage
    from core.seed import image

    picture = CustomImage.objects.first() or image("Test", png(), "test.png")
    block = PictureBlock()
    value = {"image": picture.pk, "alt": "", "decorative": False, "caption": "", "credit": ""}
    with pytest.raises(ValidationError):
        block.clean(block.to_python(value))
    assert block.clean(block.to_python(value | {"decorative": True}))["decorative"]
    assert block.clean(block.to_python(value | {"alt": "A desk with two chairs"}))["alt"]


def png() -> bytes:
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "PNG")
    return out.getvalue()


def test_a_video_needs_a_file_or_a_link() -> None:
    block = VideoBlock()
    value = block.to_python(
        {"title": "t", "file": None, "link": "", "captions": None, "language": "fr", "transcript": "<p>x</p>"}
    )
    with pytest.raises(blocks.StructBlockValidationError) as error:
        block.clean(value)
    assert "file" in error.value.block_errors


def test_a_table_gives_its_texts_to_the_translator_and_takes_them_back() -> None:
    block = TableBlock()
    table = block.to_python(
        {
            "caption": "Before",
            "columns": [{"type": "text", "heading": "A"}],
            "rows": [{"values": ["one"]}, {"values": [""]}],
        }
    )
    segments = block.get_translatable_segments(table)
    assert [segment.path for segment in segments] == ["caption", "heading.0", "cell.0.0"]
    assert [segment.render_text() for segment in segments] == ["Before", "A", "one"]

    class Translated:
        def __init__(self, path: str, text: str) -> None:
            self.path, self.text = path, text

        def render_text(self) -> str:
            return self.text

    restored = block.restore_translated_segments(table, [Translated("caption", "Avant"), Translated("cell.0.0", "un")])
    assert restored.caption == "Avant"
    assert restored.row_data[0]["values"] == ["un"]
