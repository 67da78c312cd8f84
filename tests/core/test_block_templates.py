"""What the blocks of a page look like in HTML, those with files and those with links."""

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.template import Context, Template
from django.test import RequestFactory
from PIL import Image
from wagtail.models import Page

from core.blocks import BodyStreamBlock
from core.models import BasePage, CustomDocument, CustomImage

pytestmark = [
    pytest.mark.usefixtures("seeded"),
    # Wagtail leaves the temporary file of a new rendition to the garbage collector.
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


def render(*raw: tuple[str, Any]) -> str:
    stream = BodyStreamBlock().to_python([{"type": kind, "value": value, "id": kind} for kind, value in raw])
    request = RequestFactory().get("/en/")
    request.LANGUAGE_CODE = "en"
    source = '{% include "core/components/blocks.html" with stream=stream %}'
    return Template(source).render(Context({"request": request, "stream": stream}))


@pytest.fixture
def pages() -> list[BasePage]:
    from resources.models import CaseStudyPage

    return list(CaseStudyPage.objects.filter(locale__language_code="en", live=True)[:2])


@pytest.fixture
def picture() -> CustomImage:
    data = BytesIO()
    Image.new("RGB", (1600, 900), "#0e3b42").save(data, "PNG")
    return CustomImage.objects.create(title="Desk", file=ContentFile(data.getvalue(), "desk.png"))


@pytest.fixture
def document() -> CustomDocument:
    found = CustomDocument.objects.filter(language="nl").first()
    assert found is not None
    return found


def test_a_picture_has_sizes_and_its_own_alternative_text(picture: CustomImage) -> None:
    value = {"image": picture.pk, "alt": "A desk with two chairs", "caption": "The desk", "credit": "Keep in Pact"}
    html = render(("image", value))
    assert 'alt="A desk with two chairs"' in html
    assert 'loading="lazy"' in html
    assert re.search(r'<img[^>]* width="\d+"', html)
    assert re.search(r'<img[^>]* height="\d+"', html)
    assert re.search(r"<figcaption>\s*The desk", html)


def test_a_decorative_picture_is_silent(picture: CustomImage) -> None:
    html = render(("image", {"image": picture.pk, "alt": "ignored", "decorative": True}))
    assert 'alt=""' in html
    assert "ignored" not in html


def test_a_gallery_shows_every_picture(picture: CustomImage) -> None:
    items = [{"image": picture.pk, "alt": f"Picture {number}"} for number in (1, 2, 3)]
    html = render(("gallery", {"title": "Rooms", "images": items}))
    assert [f"Picture {number}" in html for number in (1, 2, 3)] == [True] * 3
    assert html.count("<img") == 3


def test_a_download_says_language_format_and_size(document: CustomDocument) -> None:
    html = render(("document", {"document": document.pk, "title": "", "note": "Printable"}))
    assert document.title in html
    assert 'lang="nl">Nederlands' in html
    assert document.file_extension.upper() in html
    assert "Printable" in html


def test_a_film_loads_nothing_before_a_click(document: CustomDocument) -> None:
    value = {
        "title": "A day",
        "file": document.pk,
        "captions": document.pk,
        "language": "fr",
        "transcript": "<p>Words.</p>",
    }
    html = render(("video", value))
    assert 'preload="none"' in html
    assert 'kind="captions"' in html
    assert 'srclang="fr"' in html
    assert "Words." in html
    linked = render(("video", {**value, "file": None, "captions": None, "link": "https://example.org/film"}))
    assert "<video" not in linked
    assert "<iframe" not in linked
    assert 'href="https://example.org/film"' in linked


def test_related_pages_are_cards_and_a_hidden_page_is_none(pages: list[BasePage]) -> None:
    Page.objects.filter(pk=pages[1].pk).update(live=False)
    html = render(("related", {"title": "Read on", "pages": [page.pk for page in pages]}))
    assert html.count("<article") == 1
    assert pages[0].title in html


def test_a_button_goes_to_a_page_or_an_address(pages: list[BasePage]) -> None:
    page = pages[0]
    assert f'href="{page.url}"' in render(("button", {"text": "Open", "page": page.pk, "url": "", "style": "primary"}))
    assert 'href="/en/centres/"' in render(("button", {"text": "Open", "url": "/en/centres/", "style": "secondary"}))


def test_a_profile_with_a_picture(picture: CustomImage) -> None:
    html = render(
        (
            "profile",
            {
                "name": "AZVO",
                "role": "Partner",
                "text": "<p>Agency.</p>",
                "link": "https://www.azvo.hr/",
                "image": picture.pk,
            },
        )
    )
    assert html.count("<img") == 1
    assert 'href="https://www.azvo.hr/"' in html


def test_figures_and_questions_escape_what_editors_write() -> None:
    html = render(
        ("figures", {"title": "<b>", "figures": [{"value": "4 < 8", "label": "<i>", "source": "<u>"}]}),
        ("accordion", {"items": [{"question": "<script>", "answer": "<p>No.</p>"}]}),
    )
    assert "<b>" not in html
    assert "<i>" not in html
    assert "<script>" not in html
    assert "4 &lt; 8" in html
