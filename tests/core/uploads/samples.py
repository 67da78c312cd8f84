"""Pictures and films as phones and drawing programs make them, made here."""

import struct
import zlib
from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image

GPS = {1: "N", 2: (48.0, 51.0, 0.0), 3: "E", 4: (2.0, 21.0, 0.0)}
PLACE = b"+48.8500+002.3500/"


def picture(kind: str = "JPEG", mode: str = "RGB", size: tuple[int, int] = (40, 30), **options: Any) -> bytes:
    out = BytesIO()
    Image.effect_noise(size, 40).convert(mode).save(out, kind, **options)
    return out.getvalue()


def from_a_phone(kind: str = "JPEG", size: tuple[int, int] = (400, 300)) -> bytes:
    """Lying on its side, with the place where it was taken."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x8825] = GPS
    return picture(kind, size=size, exif=exif)


def grey_of_16_bits() -> bytes:
    out = BytesIO()
    Image.fromarray(np.linspace(0, 65_535, 1200).reshape(30, 40).astype(np.uint16)).save(out, "PNG")
    return out.getvalue()


def moving(kind: str) -> bytes:
    out = BytesIO()
    frames = [Image.effect_noise((40, 30), 40).convert("P") for _ in range(3)]
    frames[0].save(out, kind, save_all=True, append_images=frames[1:])
    return out.getvalue()


def png_that_says(width: int, height: int) -> bytes:
    """A PNG whose head promises a size, with nothing behind it."""
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))


def png_with_a_long_text() -> bytes:
    """80 MB of text in a few kilobytes."""
    whole = picture("PNG")
    text = _chunk(b"iTXt", b"Comment\0\1\0\0\0" + zlib.compress(bytes(80_000_000), 9))
    return whole[:33] + text + whole[33:]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def box(kind: bytes, *content: bytes) -> bytes:
    data = b"".join(content)
    return struct.pack(">I", 8 + len(data)) + kind + data


def mp4() -> bytes:
    """With the place in both ways phones write it."""
    place = box(b"udta", box(b"\xa9xyz", b"\x00\x12\x15\xc7" + PLACE))
    keys = box(b"meta", b"com.apple.quicktime.location.ISO6709" + PLACE)
    track = box(b"trak", box(b"tkhd", bytes(84)), place)
    return (
        box(b"ftyp", b"isom\0\0\0\0isom")
        + box(b"moov", box(b"mvhd", bytes(100)), track, place, keys)
        + box(b"mdat", b"film" * 99)
    )


WEBM = b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\x82\x84webm" + bytes(90)
