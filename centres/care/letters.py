"""What letters about centres say, in the active language, which is that of who reads them."""

from urllib.parse import quote

from django.utils.translation import gettext as _
from django.utils.translation import override

from centres.care.wording import changed_facts, facts_of
from centres.models import Centre, FinderPage, ReviewRequest, Suggestion
from core.letters.letter import Letter, absolute


def centre_address(centre: Centre, language: str, tail: str = "") -> str:
    """The absolute address of a centre's page, or of what is registered below it, for use in mail."""
    with override(language):
        urls = FinderPage.urls_by_language()
    return absolute(f"{urls.get(language) or next(iter(urls.values()), '/')}{centre.slug}/{tail}")


def decision(suggestion: Suggestion, comment: str = "") -> Letter:
    """What was decided about a suggestion, and why."""
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


def claim(centre: Centre, key: str, language: str) -> Letter:
    """The link that proves the address it is sent to."""
    name = centre.display_name(language)
    return Letter(
        _("Look after “%(name)s” on Keep in Pact") % {"name": name},
        [
            _("Somebody, probably you, wants to keep the facts of “%(name)s” up to date.") % {"name": name},
            _("Open this link within three days to confirm that this address is yours."),
        ],
        actions=[(_("Confirm the address"), centre_address(centre, language, f"claim/?key={quote(key)}"))],
        closing=[_("Was it not you? Then do nothing: without the link nothing happens.")],
    )


def edit(centre: Centre, key: str, language: str) -> Letter:
    """A link to the form of the owner's centre."""
    name = centre.display_name(language)
    return Letter(
        _("Edit “%(name)s” on Keep in Pact") % {"name": name},
        [_("This link opens the facts of “%(name)s”. It works for three days.") % {"name": name}],
        actions=[(_("Edit the facts"), centre_address(centre, language, f"edit/?key={quote(key)}"))],
        closing=[_("Keep the link to yourself: whoever has it can change what visitors read.")],
    )


def review(centre: Centre, key: str, language: str) -> Letter:
    """Asks whether the facts are still right: what visitors read now, and three links."""
    base = centre_address(centre, language, f"answer/?key={quote(key)}")
    answers = {answer: f"{base}&is={answer}" for answer in ReviewRequest.Answer.values}
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
    )
