"""Writes passages of a translation, for whoever does so: the editor, a file that comes back, a machine.

Nothing is written over what somebody else wrote meanwhile, and nothing of it reaches readers before it is published.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail_localize.strings import StringValue, validate_translation_links

from translation.checks import too_long
from translation.following import look_at, store
from translation.kinds import InPlace, Written, kinds
from translation.models import Item, Rendering, Segment, Standing
from translation.reckoning import Kept

MOST = 20_000
"""Characters of one text; the longest passage of a page has a tenth of it."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class NotWrittenByPassagesError(Exception):
    """The thing is written in a form of its own in this language, or nobody has begun to translate it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Names of passages: ``written``; ``meanwhile`` with what somebody else wrote; ``gone`` from the original; ``broken``; ``refused``.

    What is broken has links its original has not, tags nobody may write, or no end: it could not be shown and is not kept. What is
    refused has no room where it is kept, or somebody else has the thing: a sentence says so.
    """

    written: Sequence[int] = ()
    meanwhile: Mapping[int, str] = field(default_factory=dict)
    gone: Sequence[int] = ()
    broken: Sequence[int] = ()
    refused: Mapping[int, str] = field(default_factory=dict)


def is_broken(source: str, text: str) -> bool:
    """Whether a text could not stand in the place of ``source``; both are HTML of one passage."""
    if len(text) > MOST or _CONTROL.search(text):
        return True
    if "<" not in text:
        return False
    try:
        StringValue.from_translated_html(text)
        validate_translation_links(source, text)
    except ValueError:
        return True
    return False


@transaction.atomic
def write(
    standing: Standing,
    texts: Mapping[int, str],
    user: Any,
    *,
    seen: Mapping[int, str] | None = None,
    machine: bool = False,
) -> Outcome:
    """Writes ``{segment: text}`` into the draft of ``standing``'s language; ``""`` takes a text away.

    ``seen``: ``{segment: what the writer had before the eyes}``; where another text stands now, nothing is written. Without it
    everything is. What stays the same is written too: somebody has looked at it. Passages that read alike in one place share their
    text: the last one counts. The rights are the caller's affair.
    Raises NotWrittenByPassagesError.
    """
    item = Item.objects.select_for_update().get(pk=standing.item_id)
    look_at(item.kind, item.key)
    standing.refresh_from_db()
    kind = kinds()[item.kind]
    if not standing.managed or not isinstance(kind, Written):
        raise NotWrittenByPassagesError
    there = {one.pk: one for one in Segment.objects.filter(item=item, order__isnull=False, pk__in=texts)}
    gone = [pk for pk in texts if pk not in there]
    refused = _refused(kind, item, there, texts, user) if isinstance(kind, InPlace) else {}
    broken = [pk for pk, one in there.items() if is_broken(one.text, texts[pk])]
    before = _renderings(there, standing)
    now = {pk: one.text for pk, one in before.items()}
    meanwhile = {
        pk: now.get(pk, "") for pk in there if seen is not None and now.get(pk, "") not in (seen.get(pk, ""), texts[pk])
    }
    asked = {
        pk: (one.path, one.text)
        for pk, one in there.items()
        if pk not in meanwhile and pk not in broken and pk not in refused
    }
    said = {where: texts[pk] for pk, where in asked.items()}
    homeless = kind.say(item.key, standing.locale_id, said, user, machine=machine) if said else ()
    written = [pk for pk, where in asked.items() if where not in homeless]
    if isinstance(kind, InPlace):
        found = {pk: kind.as_read(asked[pk][0], said[asked[pk]]) for pk in written}
        _answer(
            standing, {pk: asked[pk][1] for pk in written}, found, before, None if user is None else user.pk, machine
        )
    look_at(item.kind, item.key)
    standing.refresh_from_db()
    return Outcome(written, meanwhile, [*gone, *(pk for pk in asked if pk not in written)], broken, refused)


def _refused(
    kind: InPlace, item: Item, there: Mapping[int, Segment], texts: Mapping[int, str], user: Any
) -> dict[int, str]:
    if why := kind.closed(item.key, user):
        return dict.fromkeys(there, why)
    model = ContentType.objects.get_for_id(item.content_type_id).model_class()
    found = {pk: too_long(model, one.path, texts[pk]) for pk, one in there.items()}
    return {pk: why for pk, why in found.items() if why}


def _renderings(segments: Iterable[int], standing: Standing) -> dict[int, Kept]:
    rows = Rendering.objects.filter(segment__in=list(segments), locale=standing.locale_id)
    return {
        one.segment_id: Kept(one.text, one.made_for, one.machine, one.approved, one.author_id, one.at, one.reused)
        for one in rows
    }


def _answer(
    standing: Standing,
    originals: Mapping[int, str],
    texts: Mapping[int, str],
    before: Mapping[int, Kept],
    author: int | None,
    machine: bool,
) -> None:
    """Which text answers which original, where only the desk knows. What readers read stays approved as long as it stays the same."""
    now = timezone.now()
    found = {}
    for pk, text in texts.items():
        known = before.get(pk)
        if text:
            read = bool(known and known.approved and known.text == text)
            found[pk] = Kept(text, originals[pk], machine, read, author, now)
    store(standing.locale_id, {pk: before[pk] for pk in texts if pk in before}, found)
