"""What is written passage by passage is looked at before readers see it: pages, and snippets readers have a page of."""

# ruff: noqa: F811 - fixtures of another file
import pytest
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from home.models import StandardPage
from skills.models import Competence
from tests.translation.test_desk_following import ALL, begun, book, say, standing  # noqa: F401 - fixtures
from tests.translation.test_editor import address, signed_in
from translation.following import follow
from translation.models import Standing
from translation.writing import write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def test_a_page(book: StandardPage, begun: Translation) -> None:
    client = signed_in("translator-hr")
    preview = client.get(address(standing(book))).context["preview"]
    assert "Book" in client.get(preview).text
    say(begun, title=ALL["title"])
    shown = client.get(preview)
    assert f"<h1>{ALL['title']}</h1>" in shown.text
    assert '<html lang="hr"' in shown.text
    assert begun.get_target_instance().title == "Book"


def test_a_page_nobody_writes_passage_by_passage_has_none(book: StandardPage, begun: Translation) -> None:
    one = standing(book)
    Translation.objects.update(enabled=False)
    follow()
    where = reverse("translation_preview", args=[one.item_id, "hr"])
    assert signed_in("translator-hr").get(where).status_code == 404


def test_a_competence() -> None:
    original = Competence.objects.get(code="C", locale__language_code="en")
    source, _made = TranslationSource.get_or_create_from_instance(original)
    locale = Locale.objects.get(language_code="hr")
    Translation.objects.create(source=source, target_locale=locale)
    follow()
    one = Standing.objects.get(item__kind="skills.competence", item__key=str(original.translation_key), locale=locale)
    assert one.managed
    client = signed_in("translator-hr")
    segment = one.item.segments.get(path="summary")
    write(one, {segment.pk: "Sve povezati."}, client.get(reverse("wagtailadmin_home")).wsgi_request.user)
    shown = client.get(client.get(address(one)).context["preview"])
    assert shown.status_code == 200
    assert "Sve povezati." in shown.text
    assert not Competence.objects.filter(summary="Sve povezati.").exists()
