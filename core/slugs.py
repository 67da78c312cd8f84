"""The part of an address that is made from a name or title."""

from anyascii import anyascii
from django.utils.text import slugify


def slug_of(text: str, length: int = 255) -> str:
    """``Đurđevac, Straße 3`` → ``durdevac-strasse-3``: ASCII without losing a letter, at most ``length`` long; ``""`` for none.

    Django's ``slugify`` leaves out what Unicode does not decompose: đ, œ, ß, ł, and all of Greek or Cyrillic.
    """
    return slugify(anyascii(text))[:length].strip("-")
