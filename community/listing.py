"""The list of organisations: whole while it fits one page, then in pages and with a search by name or town."""

from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.utils.translation import gettext

from community.models import CommunityIndexPage, Organisation
from core import params
from core.cards import Card
from core.folding import fold
from core.paging import PageOf, page_of

PER_PAGE = 40


@dataclass(frozen=True, slots=True)
class Listing:
    """``groups``: ``(heading, cards)`` of partners, networks and others on this page. ``query``: the words searched for."""

    groups: list[tuple[str, list[Card]]]
    page: PageOf
    query: str

    @property
    def is_long(self) -> bool:
        """Whether one wants to search in it."""
        return bool(self.query) or self.page.pages > 1


def listing(page: CommunityIndexPage, request: HttpRequest) -> Listing:
    """What the address asks for; three queries, whatever their number."""
    query = params.text(request, "q", 100)
    shown = page_of(request, _fitting(query), PER_PAGE)
    found = {one.pk: one for one in Organisation.objects.listed().filter(pk__in=shown.items)}
    shown = replace(shown, items=[found[pk] for pk in shown.items if pk in found])
    return Listing(_groups(page, shown), shown, query)


def _fitting(query: str) -> list[int]:
    """Keys of those in whose names or town all words stand, in the order of the list."""
    rows = Organisation.objects.filter(live=True).by_kind()
    if not query:
        return list(rows.values_list("pk", flat=True))
    words = fold(query).split()
    said: dict[int, str] = {}
    for pk, *names in rows.values_list("pk", "name", "short_name", "city", "texts__name"):
        said[pk] = f"{said.get(pk, '')} {' '.join(name for name in names if name)}"
    return [pk for pk, text in said.items() if all(word in fold(text) for word in words)]


def _groups(page: CommunityIndexPage, shown: PageOf) -> list[tuple[str, list[Card]]]:
    language, base = page.locale.language_code, page.get_url() or ""
    partners: list[Card] = []
    networks: list[Card] = []
    others: list[Card] = []
    for one in shown:
        target = partners if one.project_role else networks if one.network else others
        target.append(one.card(base, language))
    groups = [
        (gettext("Partners of the project"), partners),
        (gettext("Networks of centres"), networks),
        (gettext("Other organisations"), others),
    ]
    return [group for group in groups if group[1]]
