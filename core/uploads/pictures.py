"""Pictures, read and written anew before they are kept.

What is kept is upright, in sRGB, of one frame, not larger than a screen needs, and holds the picture alone: no place, camera
or comment, and nothing a file of another kind could hide in.
"""

from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files import File
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageCms, ImageOps
from pillow_heif import register_heif_opener

register_heif_opener()

LONGEST_SIDE = 4000
"""Pixels; larger pictures are made smaller."""
KEPT_AS = {
    "JPEG": "JPEG",
    "MPO": "JPEG",
    "HEIF": "JPEG",
    "AVIF": "JPEG",
    "PNG": "PNG",
    "GIF": "PNG",
    "WEBP": "WEBP",
}
"""Formats that are read, by Pillow's names, and in which of those that every browser shows they are kept."""
SUFFIXES = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}
HOW: dict[str, dict[str, Any]] = {"JPEG": {"quality": 90}, "WEBP": {"quality": 90}, "PNG": {}}


class CleanPicture(SimpleUploadedFile):
    """A picture that has passed the gate."""

    @property
    def suffix(self) -> str:
        """The ending of its format, ``.jpg``."""
        return Path(self.name or "").suffix


def clean(file: File) -> CleanPicture:
    """The picture as it is kept, with the ending of its format; the file stays as it is, at its beginning.

    Raises ValidationError when it is cut off, broken, of another kind or of more pixels than WAGTAILIMAGES_MAX_IMAGE_PIXELS.
    """
    if isinstance(file, CleanPicture):
        return file
    try:
        file.seek(0)
        # None but these readers: Pillow knows others that start programs.
        with Image.open(file, formats=[name for name in KEPT_AS if name != "MPO"]) as opened:
            if opened.width * opened.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
                raise _too_large()
            return _written(_drawn(opened), KEPT_AS[opened.format or ""], file.name)
    except ValidationError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large() from error
    except Exception as error:  # readers of broken files raise whatever they stumble over
        raise broken() from error
    finally:
        file.seek(0)


def holds_more(file: File) -> bool:
    """Whether a kept picture holds more than itself: it came before there was a gate, or around it."""
    with Image.open(file, formats=[name for name in KEPT_AS if name != "MPO"]) as opened:
        known = {"jfif", "jfif_version", "jfif_unit", "jfif_density", "background", "timestamp", "duration", "loop"}
        return opened.format not in SUFFIXES or bool(set(opened.info) - known)


def broken() -> ValidationError:
    """What is said of a picture that cannot be shown."""
    return ValidationError(
        _("This picture cannot be read: it is cut off or broken. Save it anew and upload it again."),
        code="invalid_image",
    )


def _too_large() -> ValidationError:
    limit = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 1_000_000
    return ValidationError(
        _("This picture has more than %(limit)s million pixels. Make it smaller and upload it again."),
        params={"limit": limit},
        code="file_too_many_pixels",
    )


def _drawn(opened: Image.Image) -> Image.Image:
    """The first frame, upright, in RGB or RGBA, with nothing beside its pixels."""
    opened.load()
    try:
        picture = ImageOps.exif_transpose(opened)
    except Exception:  # its notes are broken, not the picture
        picture = opened.copy()
    picture = _in_srgb(picture)
    picture.info.clear()
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return picture


def _in_srgb(picture: Image.Image) -> Image.Image:
    if picture.mode.startswith("I"):  # grey of 16 bits
        grey = np.clip(np.asarray(picture), 0, 65_535) // 256
        picture = Image.fromarray(grey.astype(np.uint8))
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    profile = picture.info.get("icc_profile")
    if picture.mode not in {"RGB", "RGBA", "CMYK", "L"}:
        picture = picture.convert(mode)
    if profile:
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            return (
                ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=mode) or picture
            )
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a profile nobody can read, or of another kind of colours, says nothing
    return picture.convert(mode)


def _written(picture: Image.Image, kind: str, name: str | None) -> CleanPicture:
    if kind == "JPEG" and picture.mode == "RGBA":
        kind = "WEBP"
    out = BytesIO()
    picture.save(out, kind, **HOW[kind])
    stem = Path(name or "picture").stem
    return CleanPicture(f"{stem}{SUFFIXES[kind]}", out.getvalue(), Image.MIME[kind])
