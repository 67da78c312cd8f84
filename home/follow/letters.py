"""What those who follow by mail read, in the active language, which is theirs."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.feeds import told_in
from core.i18n.languages import ENDONYMS, active_language
from core.letters import kinds
from core.letters.letter import Entry, Fact, Group, Kind, Letter, absolute, one_click
from core.personal import LAST_CALL
from core.vocabularies import Kind as Listed
from core.vocabularies import Theme
from home.follow.choices import Choices, asked_url, no_more_url, own_path
from home.models import Follower
from home.vocabularies import Rhythm


def confirm(email: str, choices: Choices, known: Follower | None) -> Letter:
    """Asks whether the address is theirs, and leads who follows already to what they chose before."""
    actions = [(_("Yes, write to me"), asked_url(email, choices))]
    if known:
        actions.append((_("See what you follow now, and change it"), absolute(own_path(known))))
    return Letter(
        _("Do you want to follow Keep in Pact by mail?"),
        [
            _("You, or somebody with your address, asked to be told by mail of what is new on Keep in Pact."),
            _(
                "Open the link within three days and confirm it. If you do nothing, nothing is kept and no mail follows."
            ),
        ],
        facts=[Fact(label, [", ".join(words)]) for label, words in chosen(choices)],
        actions=actions,
    )


def chosen(choices: Choices) -> list[tuple[str, list[str]]]:
    """``(label, words)`` of each choice."""
    titles = {told.kind: told.title for told in told_in(active_language())}
    return [
        (_("Languages of the texts"), [ENDONYMS[code] for code in choices.languages if code in ENDONYMS]),
        (_("Kinds of news"), [titles.get(code, code) for code in choices.kinds] or [_("everything")]),
        (_("Themes"), [str(Theme(code).label) for code in choices.themes if code in Theme.values] or [_("all themes")]),
        (_("How often at most"), [str(Rhythm(choices.rhythm).label)]),
    ]


def digest(groups: Sequence[Group], follower: Follower, day: date) -> Letter:
    """What is new. ``day``: when it is written."""
    link = no_more_url(follower)
    return Letter(
        _("What is new on Keep in Pact, %(day)s") % {"day": date_format(day)},
        [_("This was published since our last mail, in what you follow:")],
        groups=groups,
        actions=[(_("Change what you follow"), absolute(own_path(follower)))],
        closing=[_("No more of these mails, and your address deleted: %(url)s") % {"url": link}],
        headers=one_click(link),
    )


def last_call(follower: Follower, last_day: date) -> Letter:
    """Asks who gave no sign for two years whether they still want the mails."""
    link, day = no_more_url(follower), {"day": date_format(last_day)}
    return Letter(
        _("Do you still want to follow Keep in Pact by mail?"),
        [
            _("You have followed Keep in Pact by mail for two years without a sign."),
            _("If you do nothing, your address and what you chose will be deleted on %(day)s.") % day,
        ],
        actions=[(_("Yes, go on writing to me"), absolute(own_path(follower)))],
        closing=[_("No more of these mails, and your address deleted: %(url)s") % {"url": link}],
        headers=one_click(link),
    )


def _nobody() -> Follower:
    language = active_language()
    return Follower(email="ana@example.org", language=language, languages=[language], themes=[Theme.VALUE.value])


def _example_confirm() -> Letter:
    return confirm("", Choices.of(_nobody()), None)


def _example_digest() -> Letter:
    """News that do not exist."""
    kind, language = str(Listed.CASE_STUDY.label), active_language()
    entry = Entry(kind, absolute(f"/{language}/kompas/"), "…", language)
    return digest([Group(kind, [entry])], _nobody(), date.today())


ASK = Kind("follow-ask", gettext_lazy("Confirm that you follow by mail"), _example_confirm)
DIGEST = Kind("follow-digest", gettext_lazy("What is new, to who follows by mail"), _example_digest)
LAST = Kind(
    "follow-last-call",
    gettext_lazy("To who has followed by mail for two years"),
    lambda: last_call(_nobody(), date.today() + LAST_CALL),
)


def register_kinds() -> None:
    """Called once when the app is ready."""
    kinds.register(ASK, DIGEST, LAST)
