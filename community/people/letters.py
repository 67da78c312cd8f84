"""Mails between colleagues, and before a profile is deleted; each in the active language, which is its reader's."""

from datetime import date, timedelta
from urllib.parse import quote

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from community.models import CommunityIndexPage, Conversation, Practitioner
from community.models.conversations import KEPT
from community.models.pages import PEOPLE
from core.i18n.languages import active_language
from core.keys import Purpose
from core.letters import kinds
from core.letters.letter import Fact, Kind, Letter, absolute
from core.personal import LAST_CALL
from core.vocabularies import Theme

ANSWER = Purpose("community.answer", KEPT, (int, int))
"""For the links of a message: the conversation and who reads it."""
KEEP = Purpose("community.keep", LAST_CALL + timedelta(days=5), (int,))
"""For the link that keeps a profile: its practitioner."""


def message(
    conversation: Conversation, sender: Practitioner, reader: Practitioner, text: str, *, first: bool
) -> Letter:
    """What a colleague writes. No address is in it; the subject names nobody, as it is kept for a while."""
    key = quote(ANSWER.key(conversation.pk or 0, reader.pk or 0))
    opening = (
        _("%(name)s has found you in the practitioners’ directory of Keep in Pact and writes to you:")
        if first
        else _("%(name)s writes to you through the practitioners’ directory of Keep in Pact:")
    )
    facts = [
        Fact(
            pgettext("sender", "From"),
            [part for part in (sender.name, sender.role, str(sender.organisation_said)) if part],
        )
    ]
    return Letter(
        _("A colleague writes to you") if first else _("A colleague writes to you again"),
        # Marked line by line, so that nothing in it passes for words of the portal.
        [opening % {"name": sender.name}, "\n".join(f"> {line}" for line in text.split("\n"))],
        facts=facts,
        actions=[(_("Answer"), _below(f"answer/?key={key}"))],
        closing=[
            _("Neither of you is shown the other’s e-mail address. Answer with the link, not by mail."),
            _("No more messages from this colleague: %(url)s") % {"url": _below(f"stop/?key={key}")},
        ],
    )


def leaving(person: Practitioner, last_day: date) -> Letter:
    """Says that a profile will be deleted after that day, and how to keep it."""
    day = date_format(last_day)
    return Letter(
        _("Your profile will be deleted on %(day)s") % {"day": day},
        [
            _("You have not signed in to the practitioners’ directory of Keep in Pact for two years."),
            _("If you do nothing, your profile and all that belongs to it will be deleted on %(day)s.") % {"day": day},
        ],
        actions=[(_("Keep my profile"), _below(f"keep/?key={quote(KEEP.key(person.pk or 0))}"))],
    )


def _below(tail: str) -> str:
    base = CommunityIndexPage.url_in(active_language()) or f"/{active_language()}/"
    return absolute(f"{base}{PEOPLE}/{tail}")


def _example(*, first: bool) -> Letter:
    """Between two people who do not exist."""
    kind = str(Practitioner._meta.verbose_name)
    return message(Conversation(), Practitioner(name=kind), Practitioner(), str(Theme.VALUE.label), first=first)


MESSAGE = Kind(
    "people-message", gettext_lazy("First message of a practitioner to another"), lambda: _example(first=True)
)
FURTHER = Kind("people-answer", gettext_lazy("Further message between practitioners"), lambda: _example(first=False))
LEAVING = Kind(
    "people-leaving",
    gettext_lazy("A profile is about to be deleted"),
    lambda: leaving(Practitioner(), date.today() + LAST_CALL),
)


def register_kinds() -> None:
    """Called once when the app is ready."""
    kinds.register(MESSAGE, FURTHER, LEAVING)
