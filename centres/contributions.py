"""The centres of a network, on the page of the organisation behind it."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from centres.models import Centre, FinderPage
from centres.telling.freshness import marks
from community.contributions import Contribution, register
from core.cards import Card

if TYPE_CHECKING:
    from community.models import Organisation

SHOWN = 6


def register_contributions() -> None:
    """Called once when the app is ready."""
    register("centres", centres_of)


def centres_of(organisation: "Organisation", language: str) -> Contribution | None:
    """Up to six centres of the organisation's network, open ones first; two queries and the stamp."""
    from centres.finder.current import current

    network = getattr(organisation, "network", "")
    if not network:
        return None
    table = current()
    pks = table.of_network(network)[:SHOWN]
    page = FinderPage.objects.in_language(language).first() if pks else None
    if page is None:
        return None
    cards = [_card(centre, page.centre_url(centre), language) for centre in table.centres(pks)]
    return Contribution(title=_("Centres"), cards=cards, url=page.url or "", url_text=_("Find a centre"))


def _card(centre: Centre, url: str, language: str) -> Card:
    return Card(
        title=centre.name,
        url=url,
        kind="centre",
        meta=(centre.town_line, *(str(mark.label) for mark in marks(centre))),
        language="" if centre.language == language else centre.language,
        line=centre.needs[0] if centre.needs else "",
    )
