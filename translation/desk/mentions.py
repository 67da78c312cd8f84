"""People a note names: they get a mail that leads to the passage, in their language."""

import re
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Locale

from core.head import SITE_NAME
from core.i18n.languages import exonym
from core.letters import kinds
from core.letters.letter import Fact, Kind, Letter, absolute
from core.people.languages import OF_A_LANGUAGE, language_of
from translation.desk.lists import title_of
from translation.desk.names import PASSAGES
from translation.models import Item, Note, Segment, Standing
from translation.wording import plain

CODE = "translation-note"
MOST = 20
"""People who are offered, and who may be told at once."""
_LETTERS = 400
_AT = re.compile(r"(?:^|(?<=[\s(\[„“«]))@([\w.@+-]+)")
_SEES = ("change_page", "publish_page")


def people() -> QuerySet:
    """Those who see the desk, by their names."""
    group = Q(groups__page_permissions__permission__codename__in=_SEES)
    return get_user_model().objects.filter(group | Q(is_superuser=True), is_active=True).order_by("username").distinct()


def offered(standing: Standing, reader: Any) -> Sequence[Any]:
    """To choose from: who looks after the language or that of the original, then who looks after all; one query."""
    codes = (standing.locale.language_code, standing.item.locale.language_code)
    own = [f"{role}{code}" for role in OF_A_LANGUAGE for code in codes]
    near = Q(groups__name__in=[*own, "Editors", "Moderators"])
    return list(people().filter(near).exclude(pk=reader.pk)[:MOST])


def named_in(text: str, chosen: Collection[int], author: Any) -> tuple[list[Any], list[str]]:
    """Whom a note names by ``@name``, or its writer has ``chosen`` by key; and the names nobody who sees the desk has."""
    names = {name.rstrip(".@+-").lower(): name.rstrip(".@+-") for name in _AT.findall(text)}
    by_name = Q(pk__in=list(chosen))
    for name in names:
        by_name |= Q(username__iexact=name)
    found = list(people().filter(by_name)[: MOST + 1]) if names or chosen else []
    known = {one.get_username().lower() for one in found}
    return [one for one in found if one.pk != author.pk][:MOST], [
        name for low, name in names.items() if low not in known
    ]


def tell(note: Note, standing: Standing, readers: Iterable[Any], address: str) -> None:
    """Writes to each, with the note. ``address``: the path of the passage."""
    told = [reader for reader in readers if reader.email]
    note.told.set(told)
    for reader in told:
        with override(language_of(reader)):
            letter(note, standing, absolute(address)).post(reader.email, KIND, about=note.pk)


def letter(note: Note, standing: Standing, address: str) -> Letter:
    """In the active language."""
    says = {
        "name": get_user_display_name(note.author) if note.author else "",
        "title": title_of(standing.item),
        "language": exonym(standing.locale.language_code),
    }
    passage = Truncator(plain(note.segment.text)).chars(_LETTERS)
    return Letter(
        _("A note about “%(title)s”") % says,
        [_("%(name)s wrote a note for you beside a passage of “%(title)s” (%(language)s).") % says],
        facts=[
            Fact(_("Note"), note.text.splitlines()),
            Fact(_("The original"), [passage], standing.item.locale.language_code),
        ],
        actions=[(_("Open the passage"), address)],
    )


def _example() -> Letter:
    english, croatian = Locale(language_code="en"), Locale(language_code="hr")
    item = Item(title=SITE_NAME, locale=english)
    note = Note(
        segment=Segment(item=item, text=SITE_NAME),
        author=get_user_model()(username="ana"),
        text=_("Is this the right word here?"),
    )
    return letter(note, Standing(item=item, locale=croatian), absolute(reverse(PASSAGES, args=[0, "hr"])))


KIND = Kind(CODE, gettext_lazy("Note beside a passage"), _example)


def connect() -> None:
    """Called once when the app is ready."""
    kinds.register(KIND)
