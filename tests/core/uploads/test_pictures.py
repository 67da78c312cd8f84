"""Every way a picture comes in leads through one gate."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.admin.views.account import AvatarSettingsPanel
from wagtail.images.models import SourceImageIOError
from wagtail.users.models import UserProfile

from core.models import CustomImage, User
from core.models.media import SIZES
from core.uploads import older, pictures
from tests.core.uploads import samples

pytestmark = pytest.mark.django_db

ODD = {
    "grey.png": samples.grey_of_16_bits,
    "print.jpg": lambda: samples.picture(mode="CMYK"),
    "palette.png": lambda: samples.picture("PNG", "P"),
    "clear.png": lambda: samples.picture("PNG", "RGBA"),
    "fax.png": lambda: samples.picture("PNG", "1"),
    "halves.png": lambda: samples.picture("PNG", "LA"),
    "moving.gif": lambda: samples.moving("GIF"),
    "moving.webp": lambda: samples.moving("WEBP"),
    "new.avif": lambda: samples.picture("AVIF"),
    "phone.heic": lambda: samples.picture("HEIF"),
    "wide.png": lambda: samples.picture("PNG", size=(4500, 20)),
    "dot.png": lambda: samples.picture("PNG", size=(1, 1)),
    "profile.png": lambda: samples.picture("PNG", icc_profile=b"no profile at all"),
}
BROKEN = {
    "half.jpg": lambda: samples.picture(size=(400, 300))[:9000],
    "half.png": lambda: samples.picture("PNG", size=(400, 300))[:9000],
    "half.webp": lambda: samples.picture("WEBP", size=(400, 300))[:5000],
    "half.heic": lambda: samples.picture("HEIF", size=(400, 300))[:5000],
    "text.gif": lambda: b"GIF89a and then a text",
    "text.jpg": lambda: b"not a picture",
    "empty.png": lambda: b"",
    "huge.png": lambda: samples.png_that_says(60_000, 60_000),
    "bomb.png": lambda: samples.png_that_says(9_000, 9_000),
    "letter.png": samples.png_with_a_long_text,
    "other.png": samples.picture,
    "moving.png": lambda: samples.moving("PNG"),
    "drawing.svg": lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "page.jpg": lambda: b"<!doctype html><script>alert(1)</script>",
}


@pytest.fixture
def admin(client: Client, seeded: None) -> Client:
    client.force_login(User.objects.get(username="administrator"))
    return client


def upload(client: Client, name: str, content: bytes, view: str = "wagtailimages:add", **more: str) -> str:
    file = SimpleUploadedFile(name, content, "image/jpeg")
    fields = {
        "wagtailimages:add": {"title": "Test", "collection": "1", "file": file},
        "wagtailimages:add_multiple": {"title": "Test", "collection": "1", "files[]": file},
        "wagtailimages_chooser:create": {
            "image-chooser-upload-title": "Test",
            "image-chooser-upload-collection": "1",
            "image-chooser-upload-file": file,
        },
    }[view]
    headers = {} if view == "wagtailimages:add" else {"x-requested-with": "XMLHttpRequest"}
    response = client.post(reverse(view), {**fields, **more}, headers=headers)
    assert response.status_code in {200, 302}
    return response.content.decode()


def notes(image: CustomImage) -> set[str]:
    files = [image.file, *(size.file for size in image.renditions.all())]
    assert len(files) == 1 + len(SIZES)
    found = set()
    for file in files:
        with file.storage.open(file.name) as stream, Image.open(stream) as opened:
            found |= set(opened.info) & {"exif", "xmp", "comment", "icc_profile"}
            assert not opened.getexif()
    return found


@pytest.mark.parametrize("view", ["wagtailimages:add", "wagtailimages:add_multiple", "wagtailimages_chooser:create"])
def test_no_file_tells_where_a_picture_was_taken(admin: Client, view: str) -> None:
    upload(admin, "phone.jpg", samples.from_a_phone(), view)
    image = CustomImage.objects.get(title="Test")
    assert not notes(image)
    assert (image.width, image.height) == (300, 400)
    assert image.get_rendition("width-640|format-webp").height > image.get_rendition("width-640|format-webp").width


def test_a_form_filled_in_later_leads_through_the_gate_too(admin: Client) -> None:
    shown = upload(admin, "phone.jpg", samples.from_a_phone(), "wagtailimages:add_multiple", title="T" * 300)
    number = shown.split("uploaded_file_id")[1].split(":")[1].split(",")[0].strip()
    assert admin.get(f"/media/wagtail_uploads/{'phone.jpg'}").status_code == 404
    prefix = f"uploaded-image-{number}"
    admin.post(
        reverse("wagtailimages:create_multiple_from_uploaded_image", args=[number]),
        {f"{prefix}-title": "Test", f"{prefix}-description": "", f"{prefix}-tags": "", f"{prefix}-collection": "1"},
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    image = CustomImage.objects.get(title="Test")
    assert not notes(image)
    assert image.height == 400


@pytest.mark.parametrize("name", ODD)
def test_odd_pictures_are_shown(admin: Client, name: str) -> None:
    upload(admin, name, ODD[name]())
    image = CustomImage.objects.get(title="Test")
    assert not notes(image)
    assert max(image.width, image.height) <= pictures.LONGEST_SIDE
    assert Path(image.file.name).suffix in pictures.SUFFIXES.values()


@pytest.mark.parametrize("view", ["wagtailimages:add", "wagtailimages:add_multiple", "wagtailimages_chooser:create"])
@pytest.mark.parametrize("name", BROKEN)
def test_broken_pictures_are_refused_in_words(admin: Client, name: str, view: str) -> None:
    text = upload(admin, name, BROKEN[name](), view)
    assert not CustomImage.objects.filter(title="Test").exists()
    assert "error" in text


def test_grey_keeps_its_range() -> None:
    clean = pictures.clean(ContentFile(samples.grey_of_16_bits(), "grey.png"))
    low, high = Image.open(BytesIO(clean.read())).convert("L").getextrema()
    assert (low, high) == (0, 255)


def test_whoever_makes_an_image_sends_it_through_the_gate(seeded: None) -> None:
    image = CustomImage.objects.create(title="Test", file=ContentFile(samples.from_a_phone(), "phone.jpg"))
    assert not notes(image)
    with pytest.raises(ValidationError, match="cut off or broken"):
        CustomImage(title="Half", width=1, height=1).file.save(
            "half.jpg", ContentFile(BROKEN["half.jpg"](), "half.jpg")
        )


def test_a_new_file_makes_its_sizes_anew(admin: Client) -> None:
    upload(admin, "one.png", samples.picture("PNG"))
    image = CustomImage.objects.get(title="Test")
    file = SimpleUploadedFile("phone.jpg", samples.from_a_phone(), "image/jpeg")
    answer = admin.post(
        reverse("wagtailimages:edit", args=[image.pk]), {"title": "Test", "collection": "1", "file": file}
    )
    assert answer.status_code == 302
    image = CustomImage.objects.get(pk=image.pk)
    assert not notes(image)
    assert image.height == 400


def test_the_picture_of_an_account(admin: Client) -> None:
    half = SimpleUploadedFile("me.jpg", BROKEN["half.jpg"](), "image/jpeg")
    refused = admin.post(reverse("wagtailadmin_account"), {"avatar-avatar": half})
    assert "cut off or broken" in refused.content.decode()
    profile = UserProfile.get_for_user(User.objects.get(username="administrator"))
    phone = SimpleUploadedFile("me.jpg", samples.from_a_phone(size=(100, 80)), "image/jpeg")
    form = AvatarSettingsPanel.form_class({}, {"avatar": phone}, instance=profile)
    with form.save().avatar.open() as stream, Image.open(stream) as opened:
        assert not opened.getexif()
        assert opened.size == (80, 100)


def test_older_pictures_are_put_right(seeded: None) -> None:
    image = CustomImage.objects.create(title="Test", file=ContentFile(samples.picture(), "old.jpg"))
    Path(image.file.path).write_bytes(samples.from_a_phone())
    older.put_right()
    image = CustomImage.objects.get(pk=image.pk)
    assert not notes(image)
    assert image.height == 400
    name = image.file.name
    older.put_right()
    assert CustomImage.objects.get(pk=image.pk).file.name == name


def test_a_picture_broken_on_the_disk_is_a_gap_on_the_page(seeded: None) -> None:
    image = CustomImage.objects.create(title="Test", file=ContentFile(samples.picture(), "old.jpg"))
    Path(image.file.path).write_bytes(BROKEN["half.jpg"]())
    with pytest.raises(SourceImageIOError):
        image.get_rendition("width-33")
    with pytest.raises(SourceImageIOError):
        image.get_renditions("width-33", "width-34")
