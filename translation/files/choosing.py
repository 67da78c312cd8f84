"""What somebody has chosen to take along, as the address says it; what nobody could choose is as if it were not said."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.i18n.languages import X_DEFAULT, exonym
from translation.desk import lists
from translation.desk.filters import Filter, filters_of
from translation.files.formats import FORMATS
from translation.models import Standing
from translation.roles import Act, languages

LISTED = 300
"""Things one may choose from at once."""


@dataclass(frozen=True, slots=True)
class Choice:
    """``mine``: languages one writes, ``{pk of the locale: code}``; ``language``: pk of a locale.

    ``items``: pk of chosen things, none for all of the list; ``only_open``: without passages readers read already.
    """

    user: Any
    mine: Mapping[int, str]
    language: int
    asked: lists.Asked
    form: str
    only_open: bool
    items: frozenset[int]

    def standings(self) -> list[Standing]:
        """The things of the list, in the order of the desk; one query."""
        rows: QuerySet[Standing] = lists.one_language(self.language, self.asked)
        return list(rows[: LISTED + 1])

    def chosen(self) -> list[Standing]:
        """Of these the chosen ones that are written passage by passage."""
        return [
            one for one in self.standings()[:LISTED] if one.managed and (not self.items or one.item_id in self.items)
        ]

    @property
    def source(self) -> int:
        """Pk of the locale of the originals: a file is from one language into one."""
        return self.asked.source or 0

    def filters(self) -> list[Filter]:
        """Of the form."""
        codes = lists.locales()
        named = [(code, exonym(code)) for code in codes.values()]
        return [
            (_("Into"), "language", [(code, exonym(code)) for code in self.mine.values()], codes[self.language]),
            (_("Original in"), "source", named, codes[self.source]),
            *filters_of(self.asked),
        ]


def choice_of(user: Any, says: Any) -> Choice | None:
    """``says``: the address's parameters. ``None`` for whoever writes in no language."""
    codes = lists.locales()
    own = set(languages(user, Act.WRITE))
    mine = {pk: code for pk, code in codes.items() if pk in own}
    if not mine:
        return None
    language = next((pk for pk, code in mine.items() if code == says.get("language")), next(iter(mine)))
    sources = {pk: code for pk, code in codes.items() if pk != language}
    english = next((pk for pk, code in sources.items() if code == X_DEFAULT), next(iter(sources), language))
    asked = lists.Asked.of(says, user)
    return Choice(
        user=user,
        mine=mine,
        language=language,
        asked=replace(asked, source=asked.source if asked.source in sources else english),
        form=says.get("format", "") if says.get("format", "") in FORMATS else next(iter(FORMATS)),
        only_open=says.get("passages") != lists.ALL,
        items=frozenset(int(pk) for pk in says.getlist("item")[:LISTED] if pk.isdecimal() and len(pk) < 19),
    )
