"""Four eyes: who translated a text does not approve it, unless the partnership says so; and who has approved what.

A passage is somebody's own as long as nobody else wrote it for the same original, or something like it. Who mends a colleague's
words approves them; who keeps what the memory has from a published text does so too.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Locale, Page, TranslatableMixin
from wagtail_localize.models import StringTranslation, Translation

from core.admin.person import person_answered
from core.i18n.languages import exonym
from core.people.languages import COORDINATORS, REVIEWERS
from translation.borrowed import ask_who_stands_alone, translation_into
from translation.following import look_at
from translation.localized import PAGES
from translation.models import (
    Mark,
    PastRendering,
    Rendering,
    ReviewSettings,
    Segment,
    Standing,
    object_to,
)
from translation.passages import ALIKE, alike
from translation.unread import Where

NAMED = 5
"""So many people are named who may approve in somebody's place."""


def may_review_oneself() -> bool:
    """Whether the partnership lets people approve what they wrote; one query."""
    return bool(ReviewSettings.objects.order_by("pk").values_list("self_review", flat=True).first())


def own_passages(instance: Any, user: Any, *, read: bool = False) -> int:
    """How many passages of a translation only ``user`` has written; without ``read`` those that readers do not read yet.

    0 for originals, and for versions written in Wagtail's form, which says who saved what. One or two queries where ``user`` wrote nothing,
    else four, and as many as a look at the thing takes when it has changed a moment ago.
    """
    written = _written(instance, user)
    return _own(instance, user, written, read=read) if written else 0


def _own(instance: Any, user: Any, written: Mapping[Where, str], *, read: bool = False) -> int:
    """How many of those that ``user`` has written nobody else had."""
    kind = PAGES if isinstance(instance, Page) else type(instance)._meta.label_lower
    key, locale = str(instance.translation_key), instance.locale_id
    if Mark.objects.filter(kind=kind, key=key).exists():
        look_at(kind, key)
    rows = Segment.objects.filter(item__kind=kind, item__key=key, order__isnull=False)
    segments = {
        pk: (path, text) for pk, path, text in rows.values_list("pk", "path", "text") if (path, text) in written
    }
    shown = {} if read else _read(segments, locale)
    theirs = _of_others(segments, locale, user)
    return sum(
        written[where] not in shown.get(pk, ()) and not _is_like(written[where], theirs.get((pk, where[1]), ()))
        for pk, where in segments.items()
    )


def _written(instance: Any, user: Any, translation: Translation | None = None) -> dict[Where, str]:
    """What ``user`` wrote of a translation, by path and source text."""
    if translation is None and isinstance(instance, TranslatableMixin):
        translation = translation_into(instance)
    if translation is None or not translation.enabled:
        return {}
    rows = StringTranslation.objects.filter(
        context__object_id=translation.source.object_id,
        locale=translation.target_locale_id,
        last_translated_by=user,
        has_error=False,
    )
    said = rows.values_list("context__path", "translation_of__data", "data")
    return {(path, source): text for path, source, text in said}


def _read(segments: Iterable[int], locale: int) -> dict[int, list[str]]:
    """What readers read, and was approved by that."""
    approved = Rendering.objects.filter(segment__in=list(segments), locale=locale, approved=True)
    found: dict[int, list[str]] = defaultdict(list)
    for pk, text in approved.values_list("segment", "text"):
        found[pk].append(text)
    return found


def _of_others(segments: Iterable[int], locale: int, user: Any) -> dict[tuple[int, str], list[str]]:
    """What others, or the memory, had for a passage or have approved, by the words it was made for."""
    past = PastRendering.objects.filter(segment__in=list(segments), locale=locale)
    past = past.exclude(Q(author=user) & (Q(approved_by__isnull=True) | Q(approved_by=user)))
    found: dict[tuple[int, str], list[str]] = defaultdict(list)
    for pk, made_for, text in past.exclude(machine=True).values_list("segment", "made_for", "text"):
        found[pk, made_for].append(text)
    return found


def _is_like(text: str, others: Sequence[str]) -> bool:
    return any(alike(text, one) >= ALIKE for one in others)


def why_not(instance: Any, user: Any, translation: Translation | None = None) -> str:
    """Why ``user`` may not approve a translation, in a sentence that says who may; ``""`` when nothing is in the way.

    ``translation``: the one ``instance`` is, for whoever has it at hand.
    """
    written = _written(instance, user, translation)
    if not written or may_review_oneself():
        return ""
    return _says(_own(instance, user, written), instance, instance.locale, user)


def why_not_in_place(standing: Standing, user: Any) -> str:
    """The same of texts that stand beside those of other languages in one thing."""
    segments = Segment.objects.filter(item=standing.item_id, order__isnull=False)
    own = Rendering.objects.filter(segment__in=segments, locale=standing.locale_id, author=user, approved=False)
    own = {pk: (made_for, text) for pk, made_for, text in own.values_list("segment", "made_for", "text")}
    if not own or may_review_oneself():
        return ""
    theirs = _of_others(own, standing.locale_id, user)
    number = sum(not _is_like(text, theirs.get((pk, made_for), ())) for pk, (made_for, text) in own.items())
    return _says(number, standing.item.title, standing.locale, user)


def _says(number: int, title: Any, locale: Locale, user: Any) -> str:
    if not number:
        return ""
    says = ngettext(
        "You wrote %(n)s passage of “%(title)s” yourself, and somebody else approves it.",
        "You wrote %(n)s passages of “%(title)s” yourself, and somebody else approves them.",
        number,
    ) % {"n": number, "title": title}
    return f"{says} {_who_may(locale, user)}"


def among(instances: Iterable[Any], user: Any) -> list[str]:
    """Why ``user`` may not approve some of several; one query where nothing of them is the user's."""
    rows = [one for one in instances if isinstance(one, TranslatableMixin)]
    keys = {one.translation_key for one in rows}
    own = StringTranslation.objects.filter(context__object_id__in=keys, last_translated_by=user)
    touched = set(own.values_list("context__object_id", "locale").distinct())
    found = (why_not(one, user) for one in rows if (one.translation_key, one.locale_id) in touched)
    return [why for why in found if why]


def _who_may(locale: Locale, user: Any) -> str:
    groups = ("Moderators", f"{REVIEWERS}{locale.language_code}", f"{COORDINATORS}{locale.language_code}")
    may = get_user_model().objects.filter(Q(groups__name__in=groups) | Q(is_superuser=True), is_active=True)
    names = [get_user_display_name(one) for one in may.exclude(pk=user.pk).order_by("username").distinct()]
    if names:
        shown = ", ".join([*names[:NAMED], *(["…"] if len(names) > NAMED else [])])
        return _("Send it for review. These may approve it: %(people)s.") % {"people": shown}
    says = _(
        "Nobody else may approve texts in %(language)s yet: an administrator gives somebody that role, or allows it in the settings under “%(settings)s”."
    )
    return says % {"language": exonym(locale.language_code), "settings": ReviewSettings._meta.verbose_name}


def _stands_alone(instance: Any, revision: Any) -> bool:
    person = person_answered() or (revision.user if revision else None)
    return person is not None and bool(own_passages(instance, person, read=True))


def connect() -> None:
    """Called once when the app is ready."""
    object_to(lambda thing, user: bool(why_not(thing, user)))
    ask_who_stands_alone(_stands_alone)
