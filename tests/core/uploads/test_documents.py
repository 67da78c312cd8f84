"""Documents are what their names promise, films keep no place, and private ones are handed out to who may see them."""

import errno
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import Client, override_settings
from django.urls import reverse
from wagtail.models import Collection, CollectionViewRestriction

from core.models import CustomDocument, CustomImage, User
from core.uploads import documents, older
from core.uploads.storage import WholeFileStorage
from tests.core.uploads import samples

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PAGE = b"<!doctype html><script>alert(1)</script>"
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00"


def archive(**files: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, text in files.items():
            made.writestr(name.replace("__", "/"), text)
    return out.getvalue()


GOOD = {
    "plan.pdf": PDF,
    "plan.docx": archive(word__document="x"),
    "plan.odt": archive(mimetype="application/vnd.oasis.opendocument.text"),
    "plan.epub": archive(mimetype="application/epub+zip"),
    "plan.zip": archive(a="x"),
    "plan.rtf": b"{\\rtf1 x}",
    "plan.txt": "Čakovec\r\n".encode(),
    "plan.csv": b"\xef\xbb\xbfname;town\r\n",
    "notes.txt": "Čakovec".encode("utf-16"),
    "film.mp4": samples.mp4(),
    "film.webm": samples.WEBM,
}
BAD = {
    "page.pdf": PAGE,
    "program.pdf": PROGRAM,
    "picture.pdf": samples.picture(),
    "hidden.pdf": PAGE + PDF,
    "program.zip": PROGRAM + archive(a="x"),
    "half.zip": archive(a="x" * 99)[:60],
    "page.txt": b"\n  " + PAGE,
    "drawing.csv": b"<svg onload=alert(1)>",
    "program.txt": PROGRAM,
    "plan.docx": archive(xl__workbook="x"),
    "plan.odt": archive(mimetype="application/epub+zip"),
    "page.rtf": PAGE,
    "page.mp4": PAGE,
    "half.mp4": samples.mp4()[:-50],
    "film.webm": samples.mp4(),
    "empty.pdf": b"",
}
BAD["macro.docx"] = archive(**{"word__document": "x", "word__vbaProject.bin": "x"})


def kept(name: str, content: bytes) -> bytes:
    file = ContentFile(content, name)
    documents.check(file, name.rsplit(".")[-1])
    assert file.tell() == 0
    return file.read()


@pytest.mark.parametrize("name", GOOD)
def test_what_holds_its_promise_passes(name: str) -> None:
    kept(name, GOOD[name])


@pytest.mark.parametrize("name", BAD)
def test_what_does_not_is_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        kept(name, BAD[name])


def test_a_film_loses_its_place_and_nothing_else() -> None:
    before, after = samples.mp4(), kept("film.mp4", samples.mp4())
    assert samples.PLACE in before
    assert samples.PLACE not in after
    assert len(after) == len(before)
    assert after.endswith(b"film" * 99)
    assert kept("film.mp4", after) == after


@pytest.fixture
def editor(client: Client, seeded: None) -> Client:
    client.force_login(User.objects.get(username="editor"))
    return client


@pytest.mark.django_db
@pytest.mark.parametrize("view", ["wagtaildocs:add", "wagtaildocs:add_multiple", "wagtaildocs_chooser:create"])
@pytest.mark.parametrize("name", ["page.pdf", "half.mp4", "drawing.svg", "empty.pdf"])
def test_every_form_says_it(editor: Client, view: str, name: str) -> None:
    file = SimpleUploadedFile(name, BAD.get(name, PAGE))
    prefix = "document-chooser-upload-" if "chooser" in view else ""
    field = "files[]" if view.endswith("multiple") else f"{prefix}file"
    headers = {} if view == "wagtaildocs:add" else {"x-requested-with": "XMLHttpRequest"}
    response = editor.post(
        reverse(view), {f"{prefix}title": "Test", f"{prefix}collection": "1", field: file}, headers=headers
    )
    assert response.status_code == 200
    assert "error" in response.content.decode()
    assert not CustomDocument.objects.filter(title="Test").exists()


@pytest.mark.django_db
def test_a_film_is_uploaded_and_played_in_parts(editor: Client) -> None:
    file = SimpleUploadedFile("film.mp4", samples.mp4(), "video/mp4")
    assert (
        editor.post(reverse("wagtaildocs:add"), {"title": "Film", "collection": "1", "file": file}).status_code == 302
    )
    film = CustomDocument.objects.get(title="Film")
    part = Client().get(film.url, headers={"range": "bytes=0-7", "accept-encoding": "gzip"})
    assert part.status_code == 206
    assert part["Content-Range"] == f"bytes 0-7/{film.file.size}"
    assert b"".join(part.streaming_content)[4:8] == b"ftyp"
    whole = Client().get(film.url)
    assert whole["Content-Type"] == "video/mp4"
    assert samples.PLACE not in b"".join(whole.streaming_content)


@pytest.fixture
def plan(seeded: None) -> CustomDocument:
    collection = Collection.get_first_root_node().add_child(name="Internal")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type=CollectionViewRestriction.LOGIN)
    return CustomDocument.objects.create(title="Plan", file=ContentFile(PDF, "plan.pdf"), collection=collection)


@pytest.mark.django_db
def test_a_private_document_has_one_address_and_it_asks(client: Client, plan: CustomDocument) -> None:
    assert client.get(plan.url).status_code == 302
    assert Path(settings.MEDIA_ROOT) not in Path(plan.file.path).parents
    for path in (f"/media/{plan.file.name}", f"/media/../private/{plan.file.name}", "/media/wagtail_uploads/a.jpg"):
        assert client.get(path).status_code == 404
    client.force_login(User.objects.get(username="partner"))
    answer = client.get(plan.url)
    assert b"".join(answer.streaming_content) == PDF
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "private" in answer["Cache-Control"]
    assert client.get(f"{plan.url.rpartition('/')[0]}/other.pdf").status_code == 404


@pytest.mark.django_db
@override_settings(PRIVATE_FILES_ADDRESS="/-private/")
def test_the_front_server_hands_it_out_after_asking(client: Client, plan: CustomDocument) -> None:
    assert "X-Accel-Redirect" not in client.get(plan.url).headers
    client.force_login(User.objects.get(username="partner"))
    assert client.get(plan.url)["X-Accel-Redirect"] == f"/-private/{plan.file.name}"


@pytest.mark.django_db
def test_private_files_of_older_versions_leave_media(plan: CustomDocument) -> None:
    private, public = Path(plan.file.path), Path(settings.MEDIA_ROOT) / plan.file.name
    public.parent.mkdir(parents=True, exist_ok=True)
    private.rename(public)
    older.put_right()
    assert not public.exists()
    assert private.read_bytes() == PDF


@pytest.mark.django_db
def test_public_files_have_no_rights_in_the_browser(client: Client) -> None:
    folder = Path(settings.MEDIA_ROOT, "images")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "test.png").write_bytes(samples.picture("PNG"))
    answer = client.get("/media/images/test.png")
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert b"".join(answer.streaming_content) == (folder / "test.png").read_bytes()
    assert client.get("/media/images/").status_code == 404


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """The disk takes no more, from the first file whose name holds the word on."""
    save = WholeFileStorage._save

    class Cut(ContentFile):
        def chunks(self, chunk_size: int | None = None) -> object:
            yield b"beginning"
            raise OSError(errno.ENOSPC, "No space left on device")

    def start(word: str) -> None:
        monkeypatch.setattr(
            WholeFileStorage,
            "_save",
            lambda self, name, content: save(self, name, Cut(b"", name) if word in name else content),
        )

    return start


def files() -> set[Path]:
    roots = [Path(settings.MEDIA_ROOT), Path(settings.PRIVATE_ROOT), Path(settings.IMPORTS_ROOT)]
    return {path for root in roots for path in root.rglob("*") if path.is_file()}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("view", "field", "name", "word"),
    [
        ("wagtailimages:add", "file", "one.png", "original"),
        ("wagtailimages:add", "file", "one.png", "width-960"),
        ("wagtailimages:add_multiple", "files[]", "one.png", "original"),
        ("wagtailimages_chooser:create", "image-chooser-upload-file", "one.png", "fill-192"),
        ("wagtaildocs:add", "file", "plan.pdf", "documents"),
        ("wagtaildocs:add_multiple", "files[]", "plan.pdf", "documents"),
        ("centre_import_new", "file", "plan.csv", "table"),
    ],
)
def test_a_full_disk_is_a_sentence_and_leaves_nothing(
    editor: Client, full_disk: Callable[[str], None], view: str, field: str, name: str, word: str
) -> None:
    before = files()
    full_disk(word)
    content = samples.picture("PNG") if name.endswith("png") else GOOD.get(name, b"")
    titles = {"title": "Test", "image-chooser-upload-title": "Test", "source_name": "Test", "new_centres": "publish"}
    titles |= {"collection": "1", "image-chooser-upload-collection": "1"}
    quiet = "multiple" in view or "chooser" in view
    headers = {"x-requested-with": "XMLHttpRequest"} if quiet else {}
    response = editor.post(reverse(view), {**titles, field: SimpleUploadedFile(name, content)}, headers=headers)
    assert response.status_code == (200 if quiet else 507)
    assert "no room left" in response.content.decode()
    assert files() == before
    assert not CustomDocument.objects.filter(title="Test").exists()
    assert not CustomImage.objects.filter(title="Test").exists()


@pytest.mark.django_db
def test_a_disk_full_while_the_file_arrives_is_a_sentence_too(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(*args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", no_room)
    film = SimpleUploadedFile("film.mp4", samples.mp4() + samples.box(b"free", bytes(3_000_000)))
    response = editor.post(reverse("wagtaildocs:add"), {"title": "Test", "collection": "1", "file": film})
    assert response.status_code == 507
    assert "no room left" in response.content.decode()
