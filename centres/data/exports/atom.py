"""A feed of what changed last in the directory (Atom, RFC 4287), for whoever keeps a copy or an eye on it."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext as _

from centres.data.exports.rows import AddressOf
from centres.finder.answer import Answer
from centres.licence import ATTRIBUTION
from centres.models import Centre
from centres.telling.freshness import marks
from centres.vocabularies import Status
from core.licence import LICENSE_URL, OWNER

ENTRIES = 100
_NEW = timedelta(minutes=1)
_GONE = (Status.CLOSED, Status.MOVING, Status.SUSPENDED)


class ChangesFeed(Atom1Feed):
    """Django's Atom feed with the licence as a link (RFC 4946) and the language of what an entry links to."""

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        handler.addQuickElement("link", "", {"rel": "license", "href": LICENSE_URL})

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for code, label in item["kinds"]:
            handler.addQuickElement("category", "", {"term": code, "label": label})


def changed_last(found: Answer) -> list[Centre]:
    """The found centres by their last change, newest first, at most ``ENTRIES``."""
    wanted = {int(pk) for pk in found.table.ids[found.order]}
    newest = Centre.objects.public().order_by("-updated_at", "-pk").values_list("pk", flat=True)
    pks = _first(newest.iterator(chunk_size=ENTRIES), wanted)
    return Centre.objects.public().in_order_of(pks)


def _first(pks: Iterable[int], wanted: set[int]) -> list[int]:
    found: list[int] = []
    for pk in pks:
        if len(found) == min(ENTRIES, len(wanted)):
            break
        if pk in wanted:
            found.append(pk)
    return found


def kinds(centre: Centre) -> list[tuple[str, str]]:
    """(code, label) of what the last change is about: what became of the centre, and whether it is new or was checked."""
    found = [(centre.status, str(Status(centre.status).label))] if centre.status in _GONE else []
    if centre.updated_at - centre.created_at < _NEW:
        found.append(("added", _("Added")))
    elif centre.checked_on == timezone.localdate(centre.updated_at):
        found.append(("checked", _("Checked")))
    else:
        found.append(("changed", _("Changed")))
    return found


def feed(centres: Iterable[Centre], language: str, own: str, finder: str, address_of: AddressOf) -> bytes:
    """The feed in a language. ``own`` and ``finder``: absolute addresses of the feed and of what it tells about."""
    written = ChangesFeed(
        title=_("Guidance centres: what has changed"),
        link=finder,
        description=_("Centres added, checked, changed, moved or closed, newest first."),
        language=language,
        author_name=OWNER,
        feed_url=own,
        feed_guid=own,
        feed_copyright=f"{ATTRIBUTION}. {LICENSE_URL}",
    )
    for centre in centres:
        _add(written, centre, language, address_of(centre))
    return written.writeString("utf-8").encode()


def _add(written: ChangesFeed, centre: Centre, language: str, url: str) -> None:
    kinds_of_it = kinds(centre)
    told = [
        " · ".join(label for _code, label in kinds_of_it),
        centre.town_line,
        *(str(mark.label) for mark in marks(centre)),
    ]
    written.add_item(
        title=centre.display_name(language),
        link=url,
        description=escape(". ".join(told)),
        unique_id=f"urn:uuid:{centre.uid}",
        pubdate=centre.created_at,
        updateddate=centre.updated_at,
        kinds=kinds_of_it,
    )
