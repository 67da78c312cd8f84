"""360° scenes: what may be placed and published, what is shown without the viewer, the task, the queries."""

import json
from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import translation
from PIL import Image
from wagtail.blocks import StreamBlockValidationError
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield
from wagtail_localize.segments.extract import extract_segments

from core.i18n.languages import LANGUAGES
from core.models import CustomDocument, CustomImage
from core.uploads import documents
from resources.models import LearningModulePage, ResourceIndexPage, ScenePage
from resources.scenes import pictures
from resources.scenes.blocks import HotspotStreamBlock, SceneBlock
from resources.scenes.task import questions_of

HALL = "scene:hall"
SPOT = {"title": "Door", "yaw": "10", "pitch": "-5", "text": rich_text("<p>A door.</p>")}
NOTHING = dict.fromkeys(("image", "alt", "sound", "scene", "question", "right", "wrong"), "")


# The picture


def test_a_picture_goes_all_around_when_it_is_twice_as_wide_as_high() -> None:
    pictures.check(4000, 2000)
    pictures.check(2048, 1030)


@pytest.mark.parametrize(
    ("width", "height", "said"), [(4000, 3000, "4000 × 3000"), (3000, 1470, "twice"), (2046, 1023, "2046")]
)
def test_others_are_refused_with_the_reason(width: int, height: int, said: str) -> None:
    with pytest.raises(ValidationError, match=said):
        pictures.check(width, height)


def test_sound_files_are_what_their_name_says() -> None:
    documents.check(SimpleUploadedFile("a.mp3", b"ID3\x04" + b"\0" * 20), "mp3")
    documents.check(SimpleUploadedFile("a.mp3", b"\xff\xfb\x90\0" + b"\0" * 20), "mp3")
    with pytest.raises(ValidationError):
        documents.check(SimpleUploadedFile("a.mp3", b"<html>"), "mp3")


# What an editor may leave out, and when


def hotspot(**values: Any) -> Any:
    block = HotspotStreamBlock()
    nothing = {"image": None, "alt": "", "sound": None, "transcript": "", "scene": None}
    spot = {"title": "Door", "yaw": 0, "pitch": 0, "text": "<p>A door.</p>", **nothing, **values}
    return block, block.to_python([{"type": "hotspot", "value": spot}])


def faults(**values: Any) -> set[str]:
    block, value = hotspot(**values)
    with pytest.raises(StreamBlockValidationError) as raised:
        block.clean(value)
    return set(raised.value.block_errors[0].block_errors)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"yaw": 181}, "yaw"),
        ({"pitch": -91}, "pitch"),
        ({"title": ""}, "title"),
        ({"text": ""}, "text"),
        ({"text": '<p data-block-key="a"></p>'}, "text"),
        ({"yaw": None}, "yaw"),
        ({"question": "Where?", "right": "Here."}, "wrong"),
    ],
)
def test_what_is_missing_or_outside_is_named(values: dict[str, Any], field: str) -> None:
    assert faults(**values) == {field}


def test_pictures_and_sounds_say_what_they_are(picture: CustomImage, sound: CustomDocument) -> None:
    assert faults(image=picture.pk, sound=sound.pk) == {"alt", "transcript"}
    sound.file.name = "talk.pdf"
    sound.save()
    assert faults(sound=sound.pk, transcript="<p>Hello.</p>") == {"sound"}


def test_a_draft_may_lack_all_but_sense() -> None:
    block, value = hotspot(title="", text="", yaw=None, question="Where?")
    assert block.clean_deferred(value)
    block, value = hotspot(yaw=200)
    with pytest.raises(StreamBlockValidationError):
        block.clean_deferred(value)


@pytest.fixture
def picture(seeded: None, page_of: Any) -> CustomImage:
    return page_of(ScenePage, HALL, "en").picture


@pytest.fixture
def sound(seeded: None) -> CustomDocument:
    item = CustomDocument(title="A talk", language="en")
    item.file.save("talk.mp3", ContentFile(b"ID3\x04" + b"\0" * 20), save=False)
    item.save()
    return item


@pytest.fixture
def form() -> dict[str, Any]:
    data: dict[str, Any] = {"title": "A hall", "slug": "a-hall", "summary": "Look around.", "competences": "C"}
    data |= {"start_yaw": "0", "start_pitch": "0", "walkthrough": rich_text("<p>You stand in a hall.</p>")}
    data |= {"hotspots": streamfield([("hotspot", NOTHING | {"transcript": rich_text("")} | SPOT)])}
    return data | {"stills": streamfield([]), "related": streamfield([]), "comments": inline_formset([])}


def add(client: Client, page_of: Any, form: dict[str, Any], action: str) -> Any:
    module = page_of(LearningModulePage, "module-c", "en")
    url = reverse("wagtailadmin_pages:add", args=["resources", "scenepage", module.pk])
    return client.post(url, nested_form_data(form | {action: "1"}))


def test_publishing_names_what_is_missing_and_a_draft_is_kept(
    admin_client: Client, page_of: Any, form: dict[str, Any], picture: CustomImage
) -> None:
    bare = form | {"walkthrough": rich_text(""), "hotspots": streamfield([])}
    answer = add(admin_client, page_of, bare, "action-publish")
    assert answer.status_code == 200
    assert set(answer.context["form"].errors) == {"picture", "hotspots", "stills", "walkthrough"}
    assert add(admin_client, page_of, bare, "action-save").status_code == 302
    assert not ScenePage.objects.get(slug="a-hall").live
    still = streamfield([("still", {"image": picture.pk, "alt": "A hall with two doors."})])
    whole = form | {"slug": "whole", "picture": picture.pk, "stills": still}
    assert add(admin_client, page_of, whole, "action-publish").status_code == 302
    assert ScenePage.objects.get(slug="whole", alias_of=None).live


def test_another_form_of_picture_is_refused_even_in_a_draft(
    admin_client: Client, page_of: Any, form: dict[str, Any]
) -> None:
    content = BytesIO()
    Image.new("RGB", (400, 300), "#0c7558").save(content, "PNG")
    wrong = CustomImage.objects.create(title="A door", file=ImageFile(content, "door.png"))
    answer = add(admin_client, page_of, form | {"picture": wrong.pk}, "action-save")
    assert "400 × 300" in str(answer.context["form"].errors["picture"])
    assert answer.context["form"].data["title"] == "A hall"


def test_scenes_stand_below_modules_and_their_list(page_of: Any) -> None:
    assert ScenePage.can_create_at(page_of(LearningModulePage, "module-c", "en"))
    assert ScenePage.can_create_at(page_of(ResourceIndexPage, "learning", "en"))
    assert not ScenePage.can_create_at(page_of(ResourceIndexPage, "case-studies", "en"))


def test_the_form_shows_the_picture_flat(admin_client: Client, page_of: Any) -> None:
    page = page_of(ScenePage, HALL, "hr")
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "resources/places.js" in html
    address = reverse("resources_scene_picture", args=[page.picture.pk])
    assert admin_client.get(address).url.endswith(".webp")
    assert admin_client.get(reverse("resources_scene_picture", args=[0])).status_code == 404
    assert Client().get(address).status_code == 302
    assert "login" in Client().get(address).url


def test_places_are_the_same_in_all_languages_and_texts_are_translated(page_of: Any) -> None:
    pages = [page_of(ScenePage, HALL, language) for language in LANGUAGES]
    assert (
        len({json.dumps([(spot.value["yaw"], spot.value["pitch"]) for spot in page.hotspots]) for page in pages}) == 1
    )
    texts = " ".join(segment.path for segment in extract_segments(page_of(ScenePage, HALL, "en")))
    for name in ("title", "text", "question", "right", "wrong"):
        assert f".{name}" in texts
    assert ".yaw" not in texts
    assert "walkthrough" in texts
    assert ".alt" in texts


# What is shown


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_everything_is_there_without_the_viewer(client: Client, page_of: Any, language: str) -> None:
    page = page_of(ScenePage, HALL, language)
    answer = client.get(page.url)
    html = answer.content.decode()
    with translation.override(language):
        for spot in page.hotspots:
            assert spot.value["title"] in html
            assert str(spot.value["text"].source)[3:40] in html
    assert html.count('data-spot="') == 6
    assert html.count("<option") == 6 * 7
    assert html.count("<figure") == 3
    assert 'src="/static/resources/three' not in html
    assert "scene_viewer.js" not in html.split("data-viewer")[0]
    assert not answer.cookies


def test_the_task_answers_without_script_and_keeps_nothing(client: Client, page_of: Any) -> None:
    page = page_of(ScenePage, HALL, "en")
    answer = client.get(page.url, {"q1": "1", "q2": "6", "q3": "99", "q4": "x", "q5": ["²"], "q77": "1"})
    html = answer.content.decode()
    assert "Right: 1 of 6" in " ".join(html.split())
    assert page.hotspots[0].value["right"] in html
    assert page.hotspots[5].value["wrong"] in html
    assert "noindex" in html
    assert not answer.cookies


def test_questions_do_not_stand_in_the_order_of_their_places(page_of: Any) -> None:
    names = [question.name for question in questions_of(page_of(ScenePage, HALL, "en"), {})]
    assert sorted(names) == [f"q{number}" for number in range(1, 7)]
    assert names != sorted(names)


@pytest.mark.parametrize("number", [2, 20])
def test_a_page_costs_the_same_for_many_hotspots(
    client: Client, page_of: Any, sound: CustomDocument, max_queries: Any, number: int
) -> None:
    page = page_of(ScenePage, HALL, "en")
    spot = {"title": "Door", "yaw": 0, "pitch": 0, "text": "<p>A door.</p>", "transcript": "<p>Hello.</p>"}
    more = {"image": page.picture_id, "alt": "A door", "sound": sound.pk, "scene": page.pk}
    page.hotspots = [{"type": "hotspot", "value": value} for value in [spot | more] * number]
    page.save()
    client.get(page.url)
    with max_queries(10):
        html = client.get(page.url).content.decode()
    assert html.count('data-spot="') == number
    assert html.count("<audio") == number


def test_a_scene_is_shown_inside_another_page(rf: Any, page_of: Any) -> None:
    page, block = page_of(ScenePage, HALL, "en"), SceneBlock()
    value = block.to_python({"scene": page.pk})
    with translation.override("fr"):
        html = block.render(value, {"request": rf.get("/")})
    assert page_of(ScenePage, HALL, "fr").title in html
    assert html.count('data-spot="') == 6
    page_of(ScenePage, HALL, "en").delete()
    assert "data-spot" not in render_to_string("resources/blocks/scene.html", {"scene": None})
