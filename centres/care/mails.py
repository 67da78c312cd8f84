"""The letters about centres, each in the language of who reads it."""

from urllib.parse import quote

from django.utils.translation import gettext as _
from django.utils.translation import override

from centres.care import keys
from centres.care.letters import Letter, centre_address
from centres.care.wording import changed_facts, facts_of
from centres.models import Centre, Owner, ReviewRequest, Suggestion


def tell_decision(pk: int, comment: str = "") -> None:
    """Tells the sender of a suggestion what was decided, then forgets the address."""
    suggestion = Suggestion.objects.select_related("centre").filter(pk=pk).exclude(email="").first()
    if suggestion is None:
        return
    with override(suggestion.language):
        if _decision(suggestion, comment).send(suggestion.email):
            Suggestion.objects.filter(pk=pk).update(email="")


def _decision(suggestion: Suggestion, comment: str) -> Letter:
    name = suggestion.centre.display_name(suggestion.language)
    if suggestion.state == Suggestion.State.ACCEPTED:
        subject = _("Your change to “%(name)s” is on the portal") % {"name": name}
        said = [_("Thank you. An editor has checked what you sent, and the page of the centre now says it.")]
    else:
        subject = _("Your change to “%(name)s” was not taken over") % {"name": name}
        said = [_("Thank you for writing. An editor has checked what you sent and left the page as it was.")]
    said += [_("The editor says: %(comment)s") % {"comment": comment}] if comment else []
    return Letter(
        subject,
        said,
        actions=[(_("Read the page"), centre_address(suggestion.centre, suggestion.language))],
        facts=[change.after for change in changed_facts(suggestion.centre, suggestion.changes)],
        closing=[_("We have now deleted your e-mail address.")],
    )


def send_claim(centre: Centre, email: str, language: str) -> bool:
    """The link that proves the address."""
    key = quote(keys.claim_key(centre, email, language))
    with override(language):
        name = centre.display_name(language)
        return Letter(
            _("Look after “%(name)s” on Keep in Pact") % {"name": name},
            [
                _("Somebody, probably you, wants to keep the facts of “%(name)s” up to date.") % {"name": name},
                _("Open this link within three days to confirm that this address is yours."),
            ],
            actions=[(_("Confirm the address"), centre_address(centre, language, f"claim/?key={key}"))],
            closing=[_("Was it not you? Then do nothing: without the link nothing happens.")],
        ).send(email)


def send_edit_link(owner: Owner) -> bool:
    """A link to the form of the owner's centre."""
    with override(owner.language):
        name = owner.centre.display_name(owner.language)
        return Letter(
            _("Edit “%(name)s” on Keep in Pact") % {"name": name},
            [_("This link opens the facts of “%(name)s”. It works for three days.") % {"name": name}],
            actions=[(_("Edit the facts"), edit_address(owner))],
            closing=[_("Keep the link to yourself: whoever has it can change what visitors read.")],
        ).send(owner.email)


def edit_address(owner: Owner) -> str:
    """The absolute signed address of the owner's form."""
    return centre_address(owner.centre, owner.language, f"edit/?key={quote(keys.edit_key(owner))}")


def send_review(request: ReviewRequest) -> bool:
    """Asks whether the facts are still right: what visitors read now, and three links."""
    centre, language = request.centre, request.language
    key = quote(keys.answer_key(request))
    base = centre_address(centre, language, f"answer/?key={key}")
    answers = {answer: f"{base}&is={answer}" for answer in ReviewRequest.Answer.values}
    with override(language):
        name = centre.display_name(language)
        return Letter(
            _("Is this still right? “%(name)s” on Keep in Pact") % {"name": name},
            [
                _("People who look for guidance read this about “%(name)s”.") % {"name": name},
                _("Please read it and choose one of the three links. It takes two minutes, and you need no account."),
            ],
            facts=facts_of(centre),
            actions=[
                (_("All is right"), answers["right"]),
                (_("Something has changed"), answers["edit"]),
                (_("The centre has closed"), answers["closed"]),
            ],
            closing=[
                _("We ask when facts have grown old, never twice in sixty days. The links work for ninety days."),
                _("No more of these mails: %(url)s") % {"url": answers["never"]},
            ],
            headers={"List-Unsubscribe": f"<{answers['never']}>"},
        ).send(request.email)
