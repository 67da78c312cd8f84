"""What waits, by mail: to each translator, in the translator's language, once a week and only when something does."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override
from wagtail.models import Locale

from core.i18n.languages import LANGUAGES, exonym
from core.letters import kinds
from core.letters.letter import Fact, Kind, Letter, absolute
from core.letters.models import Mail
from core.people.languages import TRANSLATORS, language_of
from translation.desk.lists import TO_DO, Asked, one_language, title_of
from translation.desk.names import DESK
from translation.models import Standing

CODE = "translation-digest"
FIRST = 5
"""As many texts are named; the others are counted."""


def write_to_translators(today: date) -> int:
    """One letter a week to each; whoever has had this week's gets none. Returns how many are written."""
    year, week, _day = today.isocalendar()
    written = 0
    for user, code in _translators():
        about = f"{user.pk} {code} {year}-{week}"
        with transaction.atomic(), override(language_of(user)):
            rows = one_language(Locale.objects.get(language_code=code).pk, Asked(TO_DO))
            number = rows.count()
            if number and not Mail.objects.filter(kind=CODE, about=about).exists():
                letter(code, number, list(rows[:FIRST])).post(user.email, KIND, about=about)
                written += 1
    return written


def _translators() -> Iterator[tuple[Any, str]]:
    """Those with an address, each with a language of theirs."""
    users = get_user_model().objects.filter(is_active=True).exclude(email="")
    for code in LANGUAGES:
        for user in users.filter(groups__name=f"{TRANSLATORS}{code}").select_related("wagtail_userprofile"):
            yield user, code


def letter(code: str, number: int, first: list[Standing]) -> Letter:
    """In the active language. ``code``: of the language that waits."""
    language = exonym(code)
    waits = ngettext("%(n)s text waits in %(language)s.", "%(n)s texts wait in %(language)s.", number)
    lines = [f"{title_of(one.item)}: {_state(one)}" for one in first]
    return Letter(
        _("Translations into %(language)s: %(n)s") % {"language": language, "n": number},
        [waits % {"n": number, "language": language}],
        facts=[Fact(_("The oldest first"), lines)] if lines else [],
        actions=[(_("Open the list"), absolute(f"{reverse(DESK)}?language={code}"))],
        closing=[_("This mail comes once a week, and only when something waits.")],
    )


def _state(one: Standing) -> str:
    return f"{one.get_state_display()} ({one.changed})" if one.changed else one.get_state_display()


KIND = Kind(CODE, gettext_lazy("What waits to be translated"), lambda: letter("hr", 4, []))


def connect() -> None:
    """Called once when the app is ready."""
    kinds.register(KIND)
