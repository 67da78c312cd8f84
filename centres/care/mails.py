"""Mails about centres: who gets which letter, with which key in its links."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from centres.care import keys, letters
from centres.models import Centre, Owner, ReviewRequest, Suggestion
from core.i18n.languages import active_language
from core.letters import kinds
from core.letters.letter import Kind, Letter


def _example(write: Callable[[Centre, str, str], Letter]) -> Callable[[], Letter]:
    """A letter whose key opens nothing."""
    return lambda: write(_example_centre(), "key", active_language())


def _example_decision() -> Letter:
    changes = {"phone": {"from": "", "to": "+385 40 555 010"}}
    return letters.decision(
        Suggestion(
            centre=_example_centre(),
            changes=changes,
            state=Suggestion.State.ACCEPTED,
            language=active_language(),
        )
    )


def _example_centre() -> Centre:
    """A centre that does not exist."""
    return Centre(
        name="Kompas",
        slug="kompas",
        language="hr",
        street="Ulica Kompas 1",
        postcode="40000",
        city="Čakovec",
        country="HR",
        website="https://kompas.example/",
        hours="Mo-Th 09:00-16:00; Fr 09:00-13:00; Sa-Su off",
        spoken=["hr", "en"],
        status="open",
    )


CLAIM = Kind("centre-claim", _("Link to confirm an address"), _example(letters.claim))
EDIT = Kind("centre-edit", _("Link to edit a centre"), _example(letters.edit))
REVIEW = Kind("centre-review", _("Review mail"), _example(letters.review))
DECISION = Kind("centre-decision", _("Answer to a suggested change"), _example_decision)


def tell_decision(suggestion: Suggestion, comment: str = "") -> None:
    """Tells the sender what was decided and forgets the address here; the mail forgets it once it is sent.

    To be called in the transaction that notes the decision.
    """
    if not suggestion.email:
        return
    with override(suggestion.language):
        letters.decision(suggestion, comment).post(suggestion.email, DECISION)
    suggestion.email = ""
    suggestion.save(update_fields=["email"])


def send_claim(centre: Centre, email: str, language: str) -> None:
    """The link that proves the address."""
    with override(language):
        letters.claim(centre, keys.claim_key(centre, email, language), language).post(email, CLAIM)


def send_edit_link(owner: Owner) -> None:
    """A link to the form of the owner's centre."""
    with override(owner.language):
        letters.edit(owner.centre, keys.edit_key(owner), owner.language).post(owner.email, EDIT)


def send_review(request: ReviewRequest) -> None:
    """Asks whether the facts are still right."""
    with override(request.language):
        letter = letters.review(request.centre, keys.answer_key(request), request.language)
        letter.post(request.email, REVIEW, about=request.pk)


def connect() -> None:
    """Called once when the app is ready."""
    kinds.register(CLAIM, EDIT, REVIEW, DECISION)
