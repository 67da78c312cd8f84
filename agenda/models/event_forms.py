"""The form editors write an event with."""

from typing import Any

from agenda.vocabularies import EventKind
from core.models.page_forms import BasePageForm


class EventForm(BasePageForm):
    """Peer exchanges have a kind of page of their own: here the word is offered only where it was chosen before."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields.get("event_kind")
        if field and self.instance.event_kind != EventKind.PEER_EXCHANGE:
            field.choices = [choice for choice in field.choices if choice[0] != EventKind.PEER_EXCHANGE]
