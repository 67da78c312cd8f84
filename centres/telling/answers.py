"""What people ask before they come, answered from a centre's data and texts."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from centres import vocabularies
from centres.telling.names import Named
from core.i18n.languages import active_language, exonym
from core.i18n.said import evaluated

if TYPE_CHECKING:
    from centres.models import Centre


@dataclass(frozen=True, slots=True)
class KeyFact:
    """One cell of the facts strip: icon, label and what is known."""

    icon: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A question and its answer in pieces, each with its own language."""

    question: str
    parts: list[Named]


def labels(vocabulary: Any, codes: list[str]) -> list[str]:
    """The names of the known codes."""
    return [evaluated(vocabulary(code).label) for code in codes if code in vocabulary.values]


def key_facts(centre: "Centre") -> list[KeyFact]:
    """How to come, cost, languages and for whom: those that are known."""
    access = " · ".join(labels(vocabularies.Access, centre.access))
    cost = {True: _("Free of charge"), False: _("Not free"), None: ""}[centre.free]
    if centre.anonymous:
        cost = _("%(cost)s, without giving your name") % {"cost": cost} if cost else _("Without giving your name")
    spoken = [", ".join(exonym(code) for code in centre.spoken)] if centre.spoken else []
    spoken += [_("interpreters on request")] if centre.interpreters else []
    facts = [
        KeyFact("walk", _("How to come"), access),
        KeyFact("info", _("Cost"), cost),
        KeyFact("globe", _("Languages"), " · ".join(spoken)),
        KeyFact("door", _("For whom"), audience_of(centre)),
    ]
    return [fact for fact in facts if fact.value]


def audience_of(centre: "Centre") -> str:
    """``Young people · 15 to 29 years``; ``""`` when no source says."""
    parts = [_("Everyone")] if centre.everyone else labels(vocabularies.Audience, centre.audiences)
    if centre.age_from and centre.age_to:
        age = _("%(low)s to %(high)s years") % {"low": centre.age_from, "high": centre.age_to}
    elif centre.age_from:
        age = _("from %(low)s years") % {"low": centre.age_from}
    elif centre.age_to:
        age = _("up to %(high)s years") % {"high": centre.age_to}
    else:
        age = ""
    return " · ".join(part for part in (*parts, age) if part)


def _own_words(text: Any, name: str) -> list[Named]:
    """What an editor wrote there, with its language when that is not the reader's."""
    written = getattr(text, name, "") if text else ""
    if not written:
        return []
    return [Named(written, "" if text.language == active_language() else text.language)]


def _about_languages(centre: "Centre", text: Any) -> list[Named]:
    note = _own_words(text, "language_note")
    parts = []
    if centre.spoken:
        names = ", ".join(exonym(code) for code in centre.spoken)
        known = _("Known languages here: %(languages)s.") % {"languages": names}
        if not note and centre.interpreters is None:
            known = _("%(text)s About others we have no confirmed information.") % {"text": known}
        parts.append(Named(known, ""))
    if centre.interpreters:
        parts.append(Named(_("Ask for an interpreter when you make contact."), ""))
    elif centre.interpreters is False:
        parts.append(Named(_("There are no interpreters: come with somebody who can translate for you."), ""))
    return [*parts, *note]


def _about_access(centre: "Centre", text: Any) -> list[Named]:
    walk_in, appointment = (
        vocabularies.Access.WALK_IN in centre.access,
        vocabularies.Access.APPOINTMENT in centre.access,
    )
    if walk_in and appointment:
        sentences = [_("Yes, you can walk in; an appointment is possible too.")]
    elif walk_in:
        sentences = [_("Yes, you can walk in.")]
    elif appointment:
        sentences = [_("No, make an appointment first.")]
    else:
        sentences = []
    further = {
        vocabularies.Access.PHONE: _("You can get advice by phone."),
        vocabularies.Access.ONLINE: _("You can get advice online."),
        vocabularies.Access.OUTREACH: _("Advisers also come to you."),
    }
    sentences += [sentence for code, sentence in further.items() if code in centre.access]
    told = [Named(" ".join(sentences), "")] if sentences else []
    return [*told, *_own_words(text, "access_note")]


def questions_of(centre: "Centre", text: Any) -> list[Answer]:
    """What people ask first, as far as it is known; ``text`` is the shown text row or ``None``."""
    language = _("Do I need to speak %(language)s?") % {"language": exonym(centre.language)}
    accessible = labels(vocabularies.Accessibility, centre.accessible)
    answers = [
        Answer(language, _about_languages(centre, text)),
        Answer(_("Which documents should I bring?"), _own_words(text, "papers")),
        Answer(_("May I come without an appointment?"), _about_access(centre, text)),
        Answer(
            _("Can I get in with a wheelchair or a pram?"),
            [Named(" · ".join(accessible), "")] if accessible else [],
        ),
        Answer(_("How do I get there by bus or train?"), _own_words(text, "transport")),
    ]
    return [answer for answer in answers if answer.parts]
