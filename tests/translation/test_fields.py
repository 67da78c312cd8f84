"""A passage says where it stands in the words of the form, and which picture it speaks of."""

from typing import Any

import pytest
from django.utils.translation import override
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file

from core.seed import page_by_key
from home.models import StandardPage
from translation.fields import names_of, picture_of
from translation.models import Item, Segment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
PICTURE, GALLERY = "11111111-1111-4111-8111-111111111111", "22222222-2222-4222-8222-222222222222"
QUOTE, INNER = "33333333-3333-4333-8333-333333333333", "44444444-4444-4444-8444-444444444444"


@pytest.fixture
def image() -> Any:
    return get_image_model().objects.create(title="Gate", file=get_test_image_file())


@pytest.fixture
def page(image: Any) -> StandardPage:
    body = [
        {"type": "paragraph", "value": "<p>One</p><p>Two</p>", "id": INNER},
        {"type": "quote", "value": {"text": "Said", "source": "Somebody"}, "id": QUOTE},
        {"type": "image", "value": {"image": image.pk, "alt": "A gate", "caption": "Old"}, "id": PICTURE},
    ]
    inner = {"type": "item", "value": {"image": image.pk, "alt": "Again"}, "id": INNER}
    body.append({"type": "gallery", "value": {"title": "", "images": [inner]}, "id": GALLERY})
    return StandardPage(title="Gate", body=body, hero_image=image)


def test_names_are_those_of_fields_and_blocks_with_a_number_where_several_are_called_so(page: StandardPage) -> None:
    paths = ["title", f"body.{INNER}", f"body.{INNER}", f"body.{QUOTE}.text", f"body.{GALLERY}.images.{INNER}.alt"]
    assert names_of(page, paths) == [
        "Title",
        "Text 1",
        "Text 2",
        "Text · Quote",
        "Text · Gallery · Pictures · Alternative text",
    ]
    with override("hr"):
        assert names_of(page, ["title"]) == ["Naslov"]


def test_what_left_the_page_has_the_name_of_its_field(page: StandardPage) -> None:
    assert names_of(page, ["body.gone.text", "nothing.there"]) == ["Text", ""]


def test_every_passage_of_the_demo_content_has_a_name() -> None:
    nameless = []
    for item in Item.objects.filter(live=True):
        paths = list(Segment.objects.filter(item=item, order__isnull=False).values_list("path", flat=True))
        instance = item.content_type.model_class()._default_manager.get(pk=item.source_pk)
        nameless += [(item.kind, path) for path, name in zip(paths, names_of(instance, paths), strict=True) if not name]
    assert nameless == []


def test_words_of_a_picture_lead_to_it(page: StandardPage, image: Any) -> None:
    for path in (f"body.{PICTURE}.alt", f"body.{PICTURE}.caption", f"body.{GALLERY}.images.{INNER}.alt", "hero_alt"):
        assert picture_of(page, path) == image.pk, path
    assert picture_of(page_by_key("home", "en").specific, f"body.{PICTURE}.alt") is None
    for path in ("title", f"body.{QUOTE}.text", "alt", "body.gone.alt"):
        assert picture_of(page, path) is None, path
