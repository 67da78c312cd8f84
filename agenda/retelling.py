"""The notes of an exchange become a text in another room: what is handed over, once."""

from typing import Any

from django.db import transaction
from django.utils.translation import override
from wagtail.models import Page

from agenda.models import PeerExchangePage, Retelling
from core.notes import Agreed, Maker, Notes


def retold(exchange: PeerExchangePage) -> Page | None:
    """The text that was made of the exchange, in whatever language; one query."""
    row = Retelling.objects.filter(event_key=exchange.translation_key).select_related("page").first()
    return row.page if row else None


@transaction.atomic
def retell(exchange: PeerExchangePage, maker: Maker, parent: Page, user: Any) -> Page:
    """The text made of the exchange; a new draft below ``parent`` only where there is none yet, also of two at the same moment."""
    row, _is_new = Retelling.objects.get_or_create(event_key=exchange.translation_key)
    row = Retelling.objects.select_for_update().get(pk=row.pk)
    if row.page is None:
        row.page = maker.make(notes_of(exchange), parent, user)
        row.save()
    return row.page


def notes_of(exchange: PeerExchangePage) -> Notes:
    """What the exchange says, for another room."""
    language = exchange.locale.language_code
    with override(language):
        opener = exchange.opener.name_in(language).text if exchange.opener else ""
        return Notes(
            page=exchange,
            title=exchange.title,
            summary=exchange.summary,
            days=exchange.days,
            told_by=", ".join(part for part in (opener, exchange.opened_by) if part),
            organisation=exchange.organiser_id or exchange.opener_id,
            theme=exchange.theme,
            competences=exchange.competences,
            country=exchange.country,
            strengths=exchange.strengths,
            weaknesses=exchange.weaknesses,
            adapt=exchange.adapt,
            talk=exchange.notes,
            agreed=[
                Agreed(**{name: block.value[name] for name in ("what", "who", "until")}) for block in exchange.follow_up
            ],
        )
