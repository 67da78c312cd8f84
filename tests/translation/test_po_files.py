"""Translation files: imported whole, or refused with what is wrong and where."""

from collections.abc import Callable

import polib
import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from home.models import StandardPage

pytestmark = pytest.mark.django_db


def translation_of(page: StandardPage, language: str = "fr") -> Translation:
    source, _made = TranslationSource.get_or_create_from_instance(page)
    source.update_from_db()
    return Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code=language))


@pytest.fixture
def translation(seeded: None) -> Translation:
    return translation_of(StandardPage.objects.filter(locale__language_code="en", alias_of=None).first())


@pytest.fixture
def send(translation: Translation, client: Client) -> Callable[[bytes | None], str]:
    """Sends a file; gives what the editor is told."""
    client.force_login(get_user_model().objects.get(username="administrator"))

    def upload(data: bytes | None) -> str:
        files = {} if data is None else {"file": SimpleUploadedFile("fr.po", data)}
        path = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
        response = client.post(path, {**files, "next": "/admin/"}, follow=True)
        assert response.status_code == 200
        return " ".join(str(message) for message in response.context["messages"])

    return upload


def filled(translation: Translation) -> polib.POFile:
    file = translation.export_po()
    for entry in file:
        entry.msgstr = f"{entry.msgid[:3].strip()} (fr)" if "<a " not in entry.msgid else entry.msgid
    return file


def test_a_whole_file_is_imported(translation: Translation, send: Callable) -> None:
    file = filled(translation)
    said = send(str(file).encode())
    assert f"{len(file)} texts were imported." in said
    assert StringTranslation.objects.filter(context__object_id=translation.source.object_id).exists()


def test_broken_files_change_nothing_and_are_explained(translation: Translation, send: Callable) -> None:
    good = str(filled(translation)).encode()
    other = translation_of(StandardPage.objects.filter(locale__language_code="en", alias_of=None)[1], "nl")
    without_key = good.replace(b"X-WagtailLocalize-TranslationID", b"X-Something")
    long = filled(translation)
    long[0].msgstr = "x" * 300_000
    link = filled(translation)
    link[0].msgstr = '<a id="a99">x</a>'
    fuzzy = filled(translation)
    fuzzy[0].flags = ["fuzzy"]
    unquoted = good.replace(b'msgstr "', b"msgstr ", 3)
    cases = {
        b"": "The file is empty",
        b"\x00" * 100: "control character",
        good.replace(b"(fr)", b"(f\x00r)", 1): "Line ",
        good[: len(good) // 2].rsplit(b" ", 1)[0]: "Nothing was imported",
        good.decode().encode("utf-16"): "not UTF-8",
        unquoted: "Line ",
        str(filled(other)).encode(): "in Dutch, not for this translation",
        without_key: "does not say for which page",
        good.replace(str(translation.uuid).encode(), b"../../etc/passwd"): "a page that is not here",
        str(long).encode(): "300000 characters",
        str(link).encode(): "a link the original does not have",
        str(fuzzy).encode(): "marked as fuzzy",
        str(translation.export_po()).encode(): "holds no translation",
        b"/etc/passwd": "no PO file",
        b"<html>not found</html>": "no PO file",
        b"%PDF-1.7\xff\xfe": "not UTF-8",
        b"PK\x03\x04" + b"\x01" * 300_000: "control character",
        good + b"x" * 2_000_000: "larger than 2 MB",
    }
    for data, reason in cases.items():
        said = send(data)
        assert said.startswith("Nothing was imported."), (data[:60], said)
        assert reason in said, (data[:60], said)
        assert not StringTranslation.objects.filter(context__object_id=translation.source.object_id).exists()
    assert "Choose a PO file first" in send(None)


def test_a_file_cut_anywhere_is_never_a_success(translation: Translation, send: Callable) -> None:
    whole = str(filled(translation)).encode()
    for step in range(1, 40):
        said = send(whole[: len(whole) * step // 40])
        assert "Nothing was imported." in said or "missing in the file" in said, step


def test_files_as_other_programs_write_them(translation: Translation, send: Callable) -> None:
    file = filled(translation)
    file[0].msgstr = file[0].msgstr + '\n"x" \\\u2028y'
    text = str(file)
    for data in (
        text.replace("\n", "\r\n"),
        "\ufeff" + text.rstrip("\n"),
        text + '\n#~ msgid "old"\n#~ msgstr "alt"\n',
        text.replace("\nmsgid", "\n#. a note\nmsgid", 3),
    ):
        assert f"{len(file)} texts were imported." in send(data.encode())


def test_those_who_may_not_edit_may_not_import(translation: Translation, client: Client) -> None:
    client.force_login(get_user_model().objects.get(username="partner"))
    path = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    response = client.post(path, {"file": SimpleUploadedFile("fr.po", str(filled(translation)).encode())})
    assert response.status_code in {302, 403}
    assert not StringTranslation.objects.filter(context__object_id=translation.source.object_id).exists()
