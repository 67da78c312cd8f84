"""Who takes which texts along, and who may bring them back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation

from home.models import StandardPage
from tests.translation.files.test_import import book, bundle, filled, said  # noqa: F401 - fixtures
from tests.translation.test_desk_following import ALL, begun, croatian, publish, say, standing  # noqa: F401 - fixtures
from translation.files import catalogue, formats
from translation.files.formats import FORMATS
from translation.models import Standing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
PAGE, DOWNLOAD, UPLOAD = (reverse(f"translation_files{name}") for name in ("", "_download", "_upload"))


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(username=name))
    return client


def names(answer: Any) -> set[str]:
    return {title for _standing, title in answer.context["things"]}


def test_a_translator_is_offered_the_own_language_and_what_is_written_passage_by_passage(
    book: StandardPage,  # noqa: F811
    begun: Translation,  # noqa: F811
) -> None:
    answer = signed_in("translator-hr").get(PAGE)
    assert "Book" in names(answer)
    assert "Book" not in {title for _standing, title, _open in answer.context["others"]}
    assert answer.context["others"], "the demo content is written by hand"
    (_label, _name, languages, chosen) = answer.context["filters"][0]
    assert ([code for code, _label in languages], chosen) == (["hr"], "hr")
    assert "Book" not in names(signed_in("translator-fr").get(f"{PAGE}?language=hr"))


@pytest.mark.parametrize("form", FORMATS)
def test_one_file_holds_what_was_chosen(
    form: str,
    book: StandardPage,  # noqa: F811
    begun: Translation,  # noqa: F811
) -> None:
    client, item = signed_in("translator-hr"), standing(book).item_id
    answer = client.get(DOWNLOAD, {"item": [item], "format": form})
    assert answer["Content-Disposition"] == f'attachment; filename="translations-en-hr.{FORMATS[form].suffix}"'
    sent = formats.read(answer.content)
    assert {one.name.item for one in sent.units} == {item}
    assert len(sent.units) == 3


def test_only_what_is_to_do_unless_all_is_wanted(
    book: StandardPage,  # noqa: F811
    begun: Translation,  # noqa: F811
) -> None:
    say(begun, **ALL | {"body": 'Tekst s <a id="a1">vezom</a>'})
    standing(book)
    publish(signed_in("administrator"), book)
    client, item = signed_in("translator-hr"), standing(book).item_id
    asked = {"item": [item], "format": "po", "state": "all"}
    answer = client.get(DOWNLOAD, asked, follow=True)
    assert "no passage to take along" in said(answer)
    assert len(formats.read(client.get(DOWNLOAD, asked | {"passages": "all"}).content).units) == 3


def test_what_nobody_could_have_chosen_is_as_if_it_were_not_said() -> None:
    client = signed_in("administrator")
    query = "?language=xx&source=%27&state=x&kind=9999999999999&format=exe&item=x&item=99999999999999999999&passages=x"
    assert client.get(PAGE + query).status_code == 200
    assert client.get(DOWNLOAD + query, follow=True).status_code == 200


@pytest.mark.parametrize("path", [PAGE, DOWNLOAD, UPLOAD])
def test_who_writes_in_no_language_has_no_files(path: str) -> None:
    assert signed_in("partner").get(path).status_code == 302
    assert signed_in("partner").post(path).status_code in {302, 405}
    assert Client().get(path).status_code == 302


@pytest.mark.parametrize(("name", "may"), [("translator-fr", 0), ("translator-hr", 1), ("editor", 1), ("moderator", 1)])
def test_a_file_is_brought_back_by_those_who_write_its_language(
    name: str,
    may: int,
    book: StandardPage,  # noqa: F811
    begun: Translation,  # noqa: F811
) -> None:
    data = filled("po", catalogue.write(bundle(book)), {"Book": "Knjiga"})
    client = signed_in(name)
    answer = client.post(UPLOAD, {"file": SimpleUploadedFile("x.po", data)}, follow=True)
    if may:
        client.post(UPLOAD, {"sent": answer.context["sent"], "digest": answer.context["plan"].digest})
    else:
        assert "a language you do not write" in said(answer)
    assert StringTranslation.objects.filter(data="Knjiga").exists() == bool(may)


def test_the_preview_of_somebody_else_is_no_key(
    book: StandardPage,  # noqa: F811
    begun: Translation,  # noqa: F811
) -> None:
    data = filled("po", catalogue.write(bundle(book)), {"Book": "Knjiga"})
    context = signed_in("moderator").post(UPLOAD, {"file": SimpleUploadedFile("x.po", data)}).context
    sent = {"sent": context["sent"], "digest": context["plan"].digest}
    assert "too old" in said(signed_in("editor").post(UPLOAD, sent, follow=True))
    assert "too old" in said(signed_in("moderator").post(UPLOAD, sent | {"sent": "x" + sent["sent"]}, follow=True))
    assert not StringTranslation.objects.exists()


def test_too_many_passages_are_refused_in_words(
    monkeypatch: pytest.MonkeyPatch,
    book: StandardPage,  # noqa: F811
    begun: Translation,  # noqa: F811
) -> None:
    data = catalogue.write(bundle(book))
    monkeypatch.setattr("translation.files.contents.MAX_PASSAGES", 2)
    client = signed_in("translator-hr")
    assert "more than 2 passages" in said(client.get(DOWNLOAD, follow=True))
    assert "more than 2 passages" in said(client.post(UPLOAD, {"file": SimpleUploadedFile("x.po", data)}, follow=True))


def test_what_is_longer_than_a_form_may_be_is_refused_in_words(
    monkeypatch: pytest.MonkeyPatch,
    book: StandardPage,  # noqa: F811
    begun: Translation,  # noqa: F811
) -> None:
    data = filled("po", catalogue.write(bundle(book)), {"Book": "Knjiga"})
    monkeypatch.setattr("translation.files.views.MAX_SEALED", 10)
    answer = signed_in("translator-hr").post(UPLOAD, {"file": SimpleUploadedFile("x.po", data)}, follow=True)
    assert "Send it in parts" in said(answer)


@pytest.mark.parametrize("number", [1, 12])
def test_a_list_and_a_file_cost_the_same_for_one_thing_and_for_many(
    number: int,
    max_queries: Callable,
    book: StandardPage,  # noqa: F811
    begun: Translation,  # noqa: F811
) -> None:
    now = standing(book)
    kept = now.item
    for copy in range(number):
        kept.pk, kept.key = None, f"copy-{copy}"
        kept.save()
        Standing.objects.create(item=kept, locale=now.locale, managed=True, state=now.state)
    client = signed_in("translator-hr")
    client.get(PAGE)
    with max_queries(25):
        answer = client.get(PAGE)
    assert len(answer.context["things"]) > number
    with max_queries(20):
        assert client.get(DOWNLOAD, {"format": "po"}).status_code == 200


def test_what_nobody_has_begun_is_begun_here_and_goes_into_the_file(book: StandardPage) -> None:  # noqa: F811
    client, now = signed_in("translator-hr"), standing(book)
    assert not now.managed
    answer = client.post(PAGE, {"begin": [now.item_id]}, follow=True)
    assert "1 text can be taken along now." in said(answer)
    assert "Book" in names(answer)
    assert len(formats.read(client.get(DOWNLOAD, {"item": [now.item_id], "format": "po"}).content).units) == 3
    assert standing(book).target_pk, "the page stands there"


def test_what_is_written_in_a_form_of_its_own_or_by_others_is_not_begun(
    book: StandardPage,  # noqa: F811
    croatian: StandardPage,  # noqa: F811
) -> None:
    item = standing(book).item_id
    for client in (signed_in("translator-hr"), signed_in("translator-fr")):
        answer = client.post(f"{PAGE}?language=hr&state=all", {"begin": [item]}, follow=True)
        assert not Translation.objects.filter(source__object_id=book.translation_key, target_locale__language_code="hr")
    assert "text can be taken along" in said(answer), "a translator begins the own language, whatever is asked for"
    assert "Nothing was begun" in said(client.post(f"{PAGE}?state=all", {"begin": ["x", "99999999"]}, follow=True))
