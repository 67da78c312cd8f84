"""How practitioners look in lists, and what their page says of them."""

from django.utils.translation import gettext as _

from community.models import Practitioner
from community.people.matching import Match
from core.cards import Card
from core.i18n.languages import active_language, exonym
from core.i18n.said import Said
from core.vocabularies import Theme

LONGEST = 160
"""Characters of somebody's text on a card."""
Fact = tuple[str, ...]


def labels(codes: list[str]) -> list[str]:
    """The themes of these codes in the active language."""
    return [str(Theme(code).label) for code in codes if code in Theme.values]


def card_of(person: Practitioner, people_url: str) -> Card:
    """Somebody in a list. ``people_url``: path of the directory."""
    return Card(
        # A name is read as it stands, in whatever language the page is.
        title=Said(person.name, ""),
        url=f"{people_url}{person.key}/",
        text=shortened(person.role or person.text),
        meta=tuple(part for part in (person.organisation_said, person.country_name, spoken(person)) if part),
        language=person.text_language if person.role or person.text else "",
    )


def match_card(match: Match, people_url: str) -> Card:
    """Somebody who suits, with what there is in common."""
    shows, seeks = ", ".join(labels(match.shows)), ", ".join(labels(match.seeks))
    common = (
        _("can show: %(themes)s") % {"themes": shows} if shows else "",
        _("looks for: %(themes)s") % {"themes": seeks} if seeks else "",
        str(match.person.organisation_said),
        match.person.country_name,
    )
    return Card(
        title=Said(match.person.name, ""),
        url=f"{people_url}{match.person.key}/",
        meta=tuple(part for part in common if part),
        language=active_language(),
    )


def facts_of(person: Practitioner) -> list[Fact]:
    """``(label, value[, address])`` rows of what is known."""
    organisation = person.organisation
    url = organisation.url_in() if organisation is not None and organisation.live else ""
    rows: list[Fact] = [
        (_("Organisation"), person.organisation_said, url),
        (_("Country"), person.country_name),
        (_("Languages"), spoken(person)),
    ]
    return [row for row in rows if row[1]]


def spoken(person: Practitioner) -> str:
    """The languages somebody speaks, in the active one."""
    return ", ".join(exonym(code) for code in person.languages)


def shortened(text: str) -> str:
    """The beginning of a text, in whole words."""
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(' ', 1)[0]} …"
