"""Segments written many at a time are those wagtail-localize would write one by one."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from wagtail_localize.models import (
    OverridableSegment,
    RelatedObjectSegment,
    StringSegment,
    TemplateSegment,
    TranslationContext,
    TranslationSource,
)
from wagtail_localize.segments import OverridableSegmentValue, RelatedObjectSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments

from core.models import BasePage
from core.seed import page_by_key
from home.models import StandardPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
KINDS = (StringSegment, TemplateSegment, RelatedObjectSegment, OverridableSegment)


def rows(source: TranslationSource) -> list[list[Any]]:
    """All that is kept of a source, without primary keys."""
    held = "context__path", "context__field_path", "context__path_id", "order"
    own = {
        StringSegment: ("string__data", "string__data_hash", "string__locale", "attrs"),
        TemplateSegment: ("template__template", "template__template_format", "template__string_count"),
        RelatedObjectSegment: ("object",),
        OverridableSegment: ("data_json",),
    }
    return [sorted(kind.objects.filter(source=source).values_list(*held, *own[kind])) for kind in KINDS]


def written_one_by_one(source: TranslationSource) -> None:
    """As wagtail-localize does it."""
    instance = source.as_instance()
    for one in extract_segments(instance):
        if isinstance(one, TemplateSegmentValue):
            row: Any = TemplateSegment.from_value(source, one)
        elif isinstance(one, RelatedObjectSegmentValue):
            row = RelatedObjectSegment.from_value(source, one)
        elif isinstance(one, OverridableSegmentValue):
            row = OverridableSegment.from_value(source, one)
        else:
            row = StringSegment.from_value(source, source.locale, one)
        row.context.get_field_path(instance)


def pages() -> Iterator[BasePage]:
    """One of each type, the one with most to translate."""
    for model in BasePage.__subclasses__() + [
        one for kind in BasePage.__subclasses__() for one in kind.__subclasses__()
    ]:
        if not model._meta.abstract:
            found = list(model.objects.filter(locale__language_code="en", alias_of=None)[:20])
            yield from sorted(found, key=lambda page: len(extract_segments(page)))[-1:]


def forget(source: TranslationSource) -> None:
    for kind in KINDS:
        kind.objects.filter(source=source).delete()
    TranslationContext.objects.filter(object=source.object_id).delete()


def test_the_rows_are_those_of_wagtail_localize() -> None:
    seen = 0
    for page in pages():
        source, _made = TranslationSource.update_or_create_from_instance(page)
        source.refresh_segments()
        ours = rows(source)
        forget(source)
        written_one_by_one(source)
        assert ours == rows(source), page
        seen += 1
    assert seen > 10


def paragraphs(*texts: str) -> str:
    """Body of a page, each paragraph with an identifier of its own."""
    blocks = [{"type": "paragraph", "value": f"<p>{text}</p>", "id": str(uuid4())} for text in texts]
    return json.dumps(blocks, cls=DjangoJSONEncoder)


def source_of(*texts: str) -> TranslationSource:
    page = StandardPage(
        locale=page_by_key("home", "en").locale, title="Many", summary="Texts.", body=paragraphs(*texts)
    )
    page_by_key("home", "en").add_child(instance=page)
    return TranslationSource.update_or_create_from_instance(page)[0]


def test_few_and_many_cost_the_same(max_queries: Any) -> None:
    for number in (2, 200):
        source = source_of(*(f"Text {one} of {number}." for one in range(number)))
        forget(source)
        with max_queries(40):
            source.refresh_segments()
        assert source.stringsegment_set.count() == number + 3


def test_what_is_gone_from_the_text_goes_and_what_stays_keeps_its_row() -> None:
    source = source_of("One.", "Two.", "The same.", "The same.")
    kept = source.stringsegment_set.get(string__data="One.").pk
    page = source.get_source_instance()
    page.body = json.dumps([block for block in page.body.raw_data if block["value"] != "<p>Two.</p>"])
    page.save()
    source.update_from_db()
    told = list(source.stringsegment_set.order_by("order").values_list("string__data", flat=True))
    assert "Two." not in told
    assert told.count("The same.") == 2
    assert source.stringsegment_set.get(string__data="One.").pk == kept
    again = rows(source)
    source.refresh_segments()
    assert rows(source) == again


def test_contexts_without_a_field_path_get_one() -> None:
    source = source_of("One.")
    TranslationContext.objects.filter(object=source.object_id).update(field_path="")
    source.refresh_segments()
    assert not TranslationContext.objects.filter(object=source.object_id, field_path="").exists()
