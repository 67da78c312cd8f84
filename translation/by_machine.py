"""How much of what a version says began as a machine's text. By the time readers read it, somebody has saved each passage."""

from collections import defaultdict
from typing import Any

from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from translation.models import BorrowedTexts, PastRendering
from translation.passages import ALIKE, Passage, alike

_MOST = 0.5


def part_of(instance: Any) -> str:
    """One of ``BorrowedTexts.Machine`` for a page or snippet as it stands; one query.

    What has little in common with the machine's text is somebody's own.
    """
    rows = PastRendering.objects.filter(
        machine=True, locale=instance.locale_id, segment__item__key=str(instance.translation_key)
    )
    written: dict[str, list[str]] = defaultdict(list)
    for path, text in rows.values_list("segment__path", "text"):
        written[path].append(text)
    if not written:
        return BorrowedTexts.Machine.NONE
    there = [
        Passage(one.path, one.string.data) for one in extract_segments(instance) if isinstance(one, StringSegmentValue)
    ]
    words = sum(one.words for one in there)
    began = sum(one.words for one in there if any(alike(text, one.text) >= ALIKE for text in written.get(one.path, ())))
    if not began:
        return BorrowedTexts.Machine.NONE
    return BorrowedTexts.Machine.MOST if began >= _MOST * words else BorrowedTexts.Machine.PARTS
