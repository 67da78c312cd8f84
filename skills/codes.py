"""The public code of an item: ``c-3f9a1c2b``, the letter of its competence and the beginning of its translation key.

It is the same in every language, and stays when the item is moved or its words change. It is an address (``/skills/<code>/``), a
place on the page of the competence (``#<code>``) and the notation in files.
"""

import re
from uuid import UUID

SHAPE = re.compile(r"([a-g])(?:-([0-9a-f]{8}))?")
"""The code of an item, or the letter alone: that of a competence."""


def item_code(letter: str, translation_key: UUID) -> str:
    """The code of an item of the competence ``letter``."""
    return f"{letter.lower()}-{translation_key.hex[:8]}"


def letter_of(code: str) -> str:
    """``"C"`` of ``c-3f9a1c2b``; ``""`` when it is no such code. The case of letters does not count."""
    match = SHAPE.fullmatch(code.lower())
    return match[1].upper() if match else ""
