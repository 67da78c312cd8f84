"""Captions are checked before they are kept, and what is wrong is said with its line."""

from io import BytesIO

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core import captions
from core.models import CustomDocument

GOOD = """WEBVTT - the film

NOTE who speaks
Ana

STYLE
::cue { color: white }

1
00:01.000 --> 00:04.000 align:start
<v Ana>Dobar dan.

01:00:05.000 --> 01:00:06.500
Čakovec
"""
BROKEN = {
    "": "Line 1: a WebVTT file begins with",
    "1\n00:00:01,000 --> 00:00:02,000\nSRT\n": "Line 1: a WebVTT file begins with",
    "<!doctype html><p>WEBVTT": "Line 1: a WebVTT file begins with",
    "WEBVTTX\n\n00:01.000 --> 00:02.000\nx": "Line 1: a WebVTT file begins with",
    "WEBVTT\n\n00:00:01,000 --> 00:00:02,000\nx": "Line 3: a time is written as",
    "WEBVTT\n\n00:61.000 --> 00:62.000\nx": "Line 3: a time is written as",
    "WEBVTT\n\nonly text\nand more": "Line 3: here a time is missing",
    "WEBVTT\n\n1\n00:05.000 --> 00:02.000\nx": "Line 4: the caption ends before it begins",
    "WEBVTT\n\n00:05.000 --> 00:06.000\nx\n\n00:01.000 --> 00:02.000\ny": "Line 6: the caption begins before",
    "WEBVTT\n\n00:01.000 --> 00:02.000\nx\n\n00:03.000 --> 00:04.000": "Line 6: the caption has no text",
    "WEBVTT\n\n00:01.000 --> 00:02.0": "Line 3: a time is written as",
    "WEBVTT\n\n00:01.000 --> 00:02.000\nx\x00": "Line 4: there is a control character",
    "WEBVTT\n\nNOTE nothing else": "The file holds no captions.",
    "WEBVTT" + " " * 2_000_001: "Captions of more than 2 MB",
}


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_good_captions_pass(ending: str) -> None:
    file = BytesIO(b"\xef\xbb\xbf" + GOOD.replace("\n", ending).encode())
    captions.check(file)
    assert file.tell() == 0


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_broken_captions_are_refused_with_their_line(text: str) -> None:
    with pytest.raises(ValidationError) as refused:
        captions.check(BytesIO(text.encode()))
    assert refused.value.messages[0].startswith(BROKEN[text])


def test_another_encoding_is_named() -> None:
    with pytest.raises(ValidationError, match="Line 4: this is not UTF-8"):
        captions.check(BytesIO("WEBVTT\n\n00:01.000 --> 00:02.000\nécole".encode("latin-1")))


@pytest.mark.django_db
def test_the_upload_says_it(seeded: None, client: Client) -> None:
    client.force_login(get_user_model().objects.get(username="editor"))
    for name in ("wagtaildocs:add", "wagtaildocs:add_multiple"):
        multiple = name.endswith("multiple")
        file = SimpleUploadedFile("film.vtt", b"WEBVTT\n\n1,0 --> 2,0\nx")
        data = {"files[]": file} if multiple else {"title": "Film", "file": file}
        data |= {"collection": "1"}
        response = client.post(reverse(name), data, headers={"x-requested-with": "XMLHttpRequest"} if multiple else {})
        assert response.status_code == 200
        assert "Line 3: a time is written as" in response.content.decode()
    assert not CustomDocument.objects.filter(file__endswith=".vtt").exists()
