"""Writes passages of a translation, for whoever does so: the editor, a file that comes back, a machine.

Nothing is written over what somebody else wrote meanwhile, and nothing of it reaches readers before it is published.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from wagtail_localize.strings import StringValue, validate_translation_links

from translation.following import look_at
from translation.kinds import Written, kinds
from translation.models import Item, Rendering, Segment, Standing

MOST = 20_000
"""Characters of one text; the longest passage of a page has a tenth of it."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class NotWrittenByPassagesError(Exception):
    """The thing is written in a form of its own in this language, or nobody has begun to translate it."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Names of passages: ``written``; ``meanwhile`` with what somebody else wrote; ``gone`` from the original; ``broken``.

    What is broken has links its original has not, tags nobody may write, or no end: it could not be shown and is not kept.
    """

    written: Sequence[int] = ()
    meanwhile: Mapping[int, str] = field(default_factory=dict)
    gone: Sequence[int] = ()
    broken: Sequence[int] = ()


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
    broken = [pk for pk, one in there.items() if is_broken(one.text, texts[pk])]
    now = dict(Rendering.objects.filter(segment__in=there, locale=standing.locale_id).values_list("segment", "text"))
    meanwhile = {
        pk: now.get(pk, "") for pk in there if seen is not None and now.get(pk, "") not in (seen.get(pk, ""), texts[pk])
    }
    asked = {pk: (one.path, one.text) for pk, one in there.items() if pk not in meanwhile and pk not in broken}
    homeless = kind.say(
        item.key, standing.locale_id, {where: texts[pk] for pk, where in asked.items()}, user, machine=machine
    )
    look_at(item.kind, item.key)
    standing.refresh_from_db()
    gone = [*(pk for pk in texts if pk not in there), *(pk for pk, where in asked.items() if where in homeless)]
    return Outcome([pk for pk, where in asked.items() if where not in homeless], meanwhile, gone, broken)
