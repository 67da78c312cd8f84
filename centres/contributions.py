"""The centres an organisation runs, and those of its network, on its page."""

from typing import TYPE_CHECKING

import numpy as np
from django.utils.translation import gettext as _

from centres.models import Centre, FinderPage
from centres.telling.freshness import marks
from community.contributions import Contribution, register
from core.cards import Card

if TYPE_CHECKING:
    from centres.finder.table import Table
    from community.models import Organisation

SHOWN = 6


def register_contributions() -> None:
    """Called once when the app is ready."""
    register("centres", centres_of)


def centres_of(organisation: "Organisation", language: str) -> Contribution | None:
    """Up to six centres the organisation runs or that belong to its network, open ones first; three queries and the stamp.

    Which it runs is kept with the table.
    """
    from centres.finder.current import current

    table = current()
    pks = _in_order(table, organisation)[:SHOWN]
    page = FinderPage.objects.in_language(language).first() if pks else None
    if page is None:
        return None
    cards = [_card(centre, page.centre_url(centre), language) for centre in table.centres(pks)]
    return Contribution(title=_("Centres"), cards=cards, url=page.url or "", url_text=_("Find a centre"))


def _in_order(table: "Table", organisation: "Organisation") -> list[int]:
    key = ("run by", organisation.pk)
    run = table.written.get(key)
    if run is None:
        own = Centre.objects.public().filter(organisation=organisation.pk)
        run = table.written[key] = list(own.order_by().values_list("pk", flat=True))
    if not organisation.network:
        return table.ids[np.isin(table.ids, run)].tolist() if run else []
    return list(dict.fromkeys([*table.of_network(organisation.network), *run]))


def _card(centre: Centre, url: str, language: str) -> Card:
    return Card(
        title=centre.name,
        url=url,
        kind="centre",
        meta=(centre.town_line, *(str(mark.label) for mark in marks(centre))),
        language="" if centre.language == language else centre.language,
        line=centre.needs[0] if centre.needs else "",
    )
