"""What authors and those who read their drafts are told by mail, in the active language, which is that of the reader."""

from collections.abc import Callable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.i18n.languages import active_language, exonym
from core.letters import kinds
from core.letters.letter import Fact, Kind, Letter, absolute
from resources.contribute.keys import author_url
from resources.models import AuthorQuestion, Contribution

Write = Callable[[Contribution], Letter]


def _name(contribution: Contribution) -> str:
    return contribution.title or _("Your good practice")


def link(contribution: Contribution) -> Letter:
    """The link that opens the form."""
    return Letter(
        _("Your link: send a good practice to Keep in Pact"),
        [
            _("You, or somebody with your address, wants to send a good practice to Keep in Pact."),
            _("The link opens your text. You can stop whenever you like and come back with it."),
        ],
        actions=[(_("Go on writing"), author_url(contribution, "practice/"))],
        closing=[
            _("Keep the link to yourself: whoever has it can change your text."),
            _("Was it not you? Then do nothing: what was begun is deleted after 60 days."),
        ],
    )


def reminder(contribution: Contribution) -> Letter:
    """A week before what was begun is deleted."""
    return Letter(
        _("Not sent yet: “%(title)s”") % {"title": _name(contribution)},
        [_("You began to write a good practice and have not sent it. In a week we delete it.")],
        actions=[(_("Write on, or send it"), author_url(contribution, "check/"))],
        closing=[_("If you no longer want to send it, do nothing.")],
    )


def received(contribution: Contribution) -> Letter:
    """It has been sent."""
    return Letter(
        _("We have received “%(title)s”") % {"title": _name(contribution)},
        [
            _("Thank you. Your organisation, if it has members on the portal, and then an editor read it."),
            _("We write to you when there is a question and when it is decided."),
        ],
        actions=[(_("See how far it is"), author_url(contribution, "status/"))],
        closing=[_("With this link you can also withdraw it.")],
    )


def question(asked: AuthorQuestion) -> Letter:
    """Somebody who reads the draft wants to know something."""
    contribution = asked.contribution
    return Letter(
        _("A question about “%(title)s”") % {"title": _name(contribution)},
        [_("Whoever reads your good practice has a question:")],
        facts=[Fact(_("The question"), asked.text.split("\n"))],
        actions=[(_("Answer"), author_url(contribution, "status/"))],
        closing=[_("Please answer by the link, not by a mail: this address is read by nobody.")],
    )


def answer(asked: AuthorQuestion) -> Letter:
    """To whoever asked."""
    contribution = asked.contribution
    return Letter(
        _("The author has answered: “%(title)s”") % {"title": _name(contribution)},
        [_("You asked the author of a good practice. The answer is kept with the draft.")],
        facts=[
            Fact(_("Your question"), asked.text.split("\n")),
            Fact(_("Reply of the author"), asked.answer.split("\n"), contribution.language),
        ],
        actions=[(_("Open the contribution"), _admin(contribution))],
    )


def published(contribution: Contribution) -> Letter:
    """It stands on the portal."""
    url = contribution.page.url if contribution.page else f"/{active_language()}/kompas/"
    return Letter(
        _("Published: “%(title)s”") % {"title": _name(contribution)},
        [_("Your good practice is on the portal. Thank you: others can learn from it now.")],
        actions=[
            (_("Read it on the portal"), absolute(url or "/")),
            (_("In which languages it can be read"), author_url(contribution, "status/")),
        ],
        closing=[
            _("We delete your name and your address in twelve months; the name you asked for beside the text stays.")
        ],
    )


def declined(contribution: Contribution) -> Letter:
    """It is not published."""
    reason = contribution.reason
    return Letter(
        _("Not published: “%(title)s”") % {"title": _name(contribution)},
        [_("Thank you for writing. We have read your good practice and do not publish it.")],
        facts=[Fact(_("Why"), reason.split("\n"))] if reason else [],
        actions=[(_("Read your text again"), author_url(contribution, "status/"))],
        closing=[_("We delete it, with your name and your address, in twelve months.")],
    )


def unchanged(contribution: Contribution) -> Letter:
    """A change is not taken over; what visitors read stays."""
    reason = contribution.reason
    return Letter(
        _("Your change to “%(name)s” was not taken over") % {"name": _name(contribution)},
        [_("Thank you for writing. An editor has checked what you sent and left the page as it was.")],
        facts=[Fact(_("Why"), reason.split("\n"))] if reason else [],
        actions=[(_("See how far it is"), author_url(contribution, "status/"))],
    )


def withdrawn(contribution: Contribution) -> Letter:
    """It has been taken back, or off the portal at its author's wish."""
    return Letter(
        _("Withdrawn: “%(title)s”") % {"title": _name(contribution)},
        [_("You have withdrawn your good practice. It is not on the portal, or no longer.")],
        closing=[_("With this mail we have deleted your name, your address and your text.")],
    )


def homeless(contribution: Contribution) -> Letter:
    """To those who look after a language: there is no list to put it below."""
    language = exonym(contribution.language)
    return Letter(
        _("A good practice waits for a list of case studies"),
        [
            _("An author has sent a good practice in %(language)s, and the portal has no list of case studies there.")
            % {"language": language},
            _("Make the list: within a day the draft stands below it."),
        ],
        actions=[(_("See the contribution"), _admin(contribution))],
    )


def to_take_off(contribution: Contribution) -> Letter:
    """To those who look after a language: an author asks to take a published page off."""
    return Letter(
        _("An author asks to take “%(title)s” off the portal") % {"title": _name(contribution)},
        [
            _("Its licence lets the portal go on showing it; the author asks us not to."),
            _("If you unpublish the page, the author is told, and who sent it is deleted."),
        ],
        actions=[(_("Look at the contribution"), _admin(contribution))],
    )


def _admin(contribution: Contribution) -> str:
    return absolute(reverse("contributions_one", args=[contribution.pk or 0]))


def _example(write: Write) -> Callable[[], Letter]:
    """A letter about nothing, whose key opens nothing."""
    return lambda: write(_nothing())


def _nothing() -> Contribution:
    return Contribution(language=active_language(), email="ana@example.org", answers={"title": "Kompas"})


def _asked() -> AuthorQuestion:
    return AuthorQuestion(contribution=_nothing(), text="…", answer="…")


LINK = Kind("contribution-link", gettext_lazy("Link to a contribution"), _example(link))
REMINDER = Kind("contribution-reminder", gettext_lazy("Contribution not sent yet"), _example(reminder))
RECEIVED = Kind("contribution-received", gettext_lazy("Contribution received"), _example(received))
QUESTION = Kind("contribution-question", gettext_lazy("Question to an author"), lambda: question(_asked()))
ANSWER = Kind("contribution-answer", gettext_lazy("Answer of an author"), lambda: answer(_asked()))
PUBLISHED = Kind("contribution-published", gettext_lazy("Contribution published"), _example(published))
DECLINED = Kind("contribution-declined", gettext_lazy("Contribution declined"), _example(declined))
UNCHANGED = Kind("contribution-unchanged", gettext_lazy("Change of an author not taken over"), _example(unchanged))
WITHDRAWN = Kind("contribution-withdrawn", gettext_lazy("Contribution withdrawn"), _example(withdrawn))
HOMELESS = Kind("contribution-homeless", gettext_lazy("Contribution without a list"), _example(homeless))
TAKE_OFF = Kind("contribution-take-off", gettext_lazy("Author asks to take a page off"), _example(to_take_off))


def register_kinds() -> None:
    """Called once when the app is ready."""
    kinds.register(LINK, REMINDER, RECEIVED, QUESTION, ANSWER, PUBLISHED, DECLINED, UNCHANGED)
    kinds.register(WITHDRAWN, HOMELESS, TAKE_OFF)
