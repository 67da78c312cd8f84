"""A request by mail: to whoever is to do it, in that person's language, once for all languages of one's own."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override
from wagtail.models import Locale

from core.head import SITE_NAME
from core.i18n.languages import exonym
from core.letters import kinds
from core.letters.letter import Fact, Kind, Letter, absolute
from core.people.languages import OF_A_LANGUAGE, TRANSLATORS, code_in, language_of
from translation.desk.lists import title_of
from translation.models import Item, Standing, TranslationRequest

CODE = "translation-request"
REQUEST = "translation_request"
FIRST = 10
"""As many texts are named; the others are counted."""


def write_to_translators(request: TranslationRequest, rows: Sequence[Standing]) -> int:
    """One letter to each who has something to do, but for whoever asks. Returns how many are written."""
    written = 0
    for user, mine in _readers(rows):
        if user.pk == request.asked_by_id:
            continue
        with override(language_of(user)):
            address = absolute(reverse(REQUEST, args=[request.pk]))
            letter(mine, request.due, request.message, address).post(user.email, KIND, about=request.pk)
        written += 1
    return written


def _readers(rows: Sequence[Standing]) -> Iterator[tuple[Any, list[Standing]]]:
    """Owners of what they own; of what nobody owns, the translators of its language, or who else looks after it."""
    written = _who_write({one.locale.language_code for one in rows})
    readers = {one.owner_id for one in rows if one.owner_id} | written.keys()
    for user in get_user_model().objects.filter(is_active=True, pk__in=readers).exclude(email="").order_by("pk"):
        mine = [
            one
            for one in rows
            if one.owner_id == user.pk or (not one.owner_id and one.locale.language_code in written[user.pk])
        ]
        if mine:
            yield user, mine


def _who_write(codes: set[str]) -> dict[int, set[str]]:
    """By person the languages of which they are to be told."""
    names = [f"{role}{code}" for role in OF_A_LANGUAGE for code in codes]
    held = list(Group.objects.filter(name__in=names, user__is_active=True).values_list("user", "name"))
    translated = {code_in(name) for _pk, name in held if name.startswith(TRANSLATORS)}
    found: dict[int, set[str]] = defaultdict(set)
    for pk, name in held:
        if name.startswith(TRANSLATORS) or code_in(name) not in translated:
            found[pk].add(code_in(name))
    return found


def letter(rows: Sequence[Standing], due: date | None, message: str, address: str) -> Letter:
    """In the active language."""
    words = sum(one.words_left for one in rows)
    count = ngettext("%(n)s text is to be translated.", "%(n)s texts are to be translated.", len(rows))
    said = [count % {"n": len(rows)}]
    if words:
        said.append(ngettext("%(n)s word is left.", "%(n)s words are left.", words) % {"n": words})
    if due:
        said.append(_("Please finish by %(day)s.") % {"day": date_format(due)})
    lines = [f"{title_of(one.item)} ({exonym(one.locale.language_code)})" for one in rows[:FIRST]]
    more = len(rows) - FIRST
    if more > 0:
        lines.append(ngettext("and %(number)s more", "and %(number)s more", more) % {"number": more})
    facts = [Fact(_("What is asked for"), lines)] if lines else []
    if message:
        facts.insert(0, Fact(_("Message"), message.splitlines()))
    return Letter(
        _("Translations are asked for: %(n)s") % {"n": len(rows)},
        [" ".join(said)],
        facts=facts,
        actions=[(_("Open the request"), address)],
    )


def _example() -> Letter:
    row = Standing(item=Item(title=SITE_NAME), locale=Locale(language_code="hr"), words_left=240)
    address = absolute(reverse(REQUEST, args=[0]))
    return letter(
        [row], timezone.localdate() + timedelta(days=14), _("These pages go with the spring campaign."), address
    )


KIND = Kind(CODE, gettext_lazy("Request for translations"), _example)


def connect() -> None:
    """Called once when the app is ready."""
    kinds.register(KIND)
