"""A translator writes text by text in wagtail-localize's editor, which sends a form for each."""

from urllib.parse import urlencode

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import OverridableSegment, SegmentOverride, StringTranslation, Translation

from core.i18n.languages import LANGUAGES
from core.seed import page_by_key
from tests.translation.test_po_files import translation_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def sent(who: str, method: str, address: str, value: str = "") -> int:
    """The status of what the editor's script sends, with its token."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(get_user_model().objects.get(username=who))
    client.get(reverse("wagtailadmin_home"))
    token = client.cookies["csrftoken"].value
    answer = getattr(client, method)(
        address,
        urlencode({"value": value}),
        content_type="application/x-www-form-urlencoded",
        headers={"X-CSRFToken": token, "Accept": "*/*"},
    )
    return answer.status_code


def first_text(translation: Translation) -> str:
    segment = translation.source.stringsegment_set.order_by("order").first()
    return reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])


@pytest.fixture(params=[code for code in LANGUAGES if code != "en"])
def translation(request: pytest.FixtureRequest) -> Translation:
    return translation_of(page_by_key("contact", "en").specific, request.param)


def test_a_translator_of_the_language_writes_and_takes_back(translation: Translation) -> None:
    code, address = translation.target_locale.language_code, first_text(translation)
    assert sent(f"translator-{code}", "put", address, "Naslov & više") == 201
    assert StringTranslation.objects.get(locale=translation.target_locale).data == "Naslov & više"
    assert sent(f"translator-{code}", "put", address, "Titre") == 200
    assert sent(f"translator-{code}", "delete", address) == 200
    assert not StringTranslation.objects.filter(locale=translation.target_locale).exists()


@pytest.mark.parametrize("who", ["partner", "translator-en"])
def test_nobody_else_does(translation: Translation, who: str) -> None:
    assert sent(who, "put", first_text(translation), "Titre") in {302, 403}
    assert not StringTranslation.objects.filter(locale=translation.target_locale).exists()


def test_what_is_the_same_in_all_languages_may_differ_in_one() -> None:
    translation = translation_of(page_by_key("project", "en").specific, "fr")
    segment = OverridableSegment.objects.filter(source=translation.source).first()
    address = reverse("wagtail_localize:edit_override", args=[translation.pk, segment.pk])
    assert sent("translator-fr", "put", address, "1") == 201
    assert SegmentOverride.objects.get(locale=translation.target_locale).context_id == segment.context_id
