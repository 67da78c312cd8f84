"""What somebody has chosen to take along, as the address says it; what nobody could choose is as if it were not said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from core.i18n.languages import X_DEFAULT, exonym
from core.language_rights import languages_of
from translation.desk import lists
from translation.desk.rights import may_write_kind
from translation.files.formats import FORMATS
from translation.models import Standing
from translation.vocabularies import ItemState

LISTED = 300
"""Things one may choose from at once."""
TO_DO, ALL = "todo", "all"


@dataclass(frozen=True, slots=True)
class Choice:
    """``mine``: languages one writes, ``{pk of the locale: code}``; ``language`` and ``source``: pk of locales.

    ``items``: pk of chosen things, none for all of the list; ``only_open``: without passages readers read already.
    """

    user: Any
    mine: Mapping[int, str]
    language: int
    source: int
    state: str
    kind: str
    form: str
    only_open: bool
    items: frozenset[int]

    def standings(self) -> list[Standing]:
        """The things of the list whose forms one may open, in the order of the desk; two queries."""
        state = "" if self.state == ALL else self.state
        rows: QuerySet[Standing] = lists.one_language(self.language, state, self.kind, self.source)
        types = set(rows.order_by().values_list("item__content_type", flat=True).distinct())
        mine = [pk for pk in types if may_write_kind(self.user, ContentType.objects.get_for_id(pk))]
        return list(rows.filter(item__content_type__in=mine)[: LISTED + 1])

    def chosen(self) -> list[Standing]:
        """Of these the chosen ones that are written passage by passage."""
        return [
            one for one in self.standings()[:LISTED] if one.managed and (not self.items or one.item_id in self.items)
        ]

    def filters(self) -> list[tuple[str, str, Sequence[tuple[str, str]], str]]:
        """(label, name, choices, chosen) of the form."""
        codes = lists.locales()
        named = [(code, exonym(code)) for code in codes.values()]
        states = [(TO_DO, _("Everything to do")), *ItemState.choices, (ALL, _("All"))]
        return [
            (_("Into"), "language", [(code, exonym(code)) for code in self.mine.values()], codes[self.language]),
            (_("Original in"), "source", named, codes[self.source]),
            (_("State"), "state", [(code, str(name)) for code, name in states], self.state),
            (_("Kind"), "kind", [("", _("All")), *lists.kinds_there_are()], self.kind),
        ]


def choice_of(user: Any, says: Any) -> Choice | None:
    """``says``: the address's parameters. ``None`` for whoever writes in no language."""
    codes = lists.locales()
    own = set(languages_of(user))
    mine = {pk: code for pk, code in codes.items() if pk in own}
    if not mine:
        return None
    language = next((pk for pk, code in mine.items() if code == says.get("language")), next(iter(mine)))
    sources = {pk: code for pk, code in codes.items() if pk != language}
    english = next((pk for pk, code in sources.items() if code == X_DEFAULT), next(iter(sources), language))
    state, kind = says.get("state", TO_DO), says.get("kind", "")
    return Choice(
        user=user,
        mine=mine,
        language=language,
        source=next((pk for pk, code in sources.items() if code == says.get("source")), english),
        state=state if state in {*ItemState.values, TO_DO, ALL} else TO_DO,
        kind=kind if kind.isdecimal() and len(kind) < 10 else "",
        form=says.get("format", "") if says.get("format", "") in FORMATS else next(iter(FORMATS)),
        only_open=says.get("passages") != ALL,
        items=frozenset(int(pk) for pk in says.getlist("item")[:LISTED] if pk.isdecimal() and len(pk) < 19),
    )
