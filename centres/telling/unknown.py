"""What no source says about a centre, gathered so that a page names it once."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from centres import vocabularies
from centres.vocabularies import Fact

if TYPE_CHECKING:
    from centres.models import Centre

_PART_OF = {
    Fact.STREET: "address",
    Fact.HOUSE_NUMBER: "address",
    Fact.ADDRESS: "address",
    Fact.HOURS: "hours",
    Fact.WEBSITE: "website",
    Fact.LANGUAGES: "spoken",
}
"""What a source left unverified says nothing more once the whole fact is unknown."""


@dataclass(frozen=True, slots=True)
class UnknownFact:
    """``code`` names the fact for other parts of the page, ``label`` for the reader, in the middle of a sentence."""

    code: str
    label: str

    @property
    def anchor(self) -> str:
        """Its address within the page; links to ``#hours`` arrive whether or not the hours are known."""
        return "hours" if self.code == "hours" else f"unknown-{self.code}"


def unknown_facts(centre: "Centre", text: Any) -> list[UnknownFact]:
    """What visitors would ask and nobody has answered, in the order of the page; nothing for a centre that has closed.

    ``text`` is the shown text row or ``None``.
    """
    if centre.status == vocabularies.Status.CLOSED:
        return []
    asked = (
        ("address", _("street and number") if centre.city else _("town"), not centre.only_town_known),
        ("phone", _("telephone"), centre.phone),
        ("email", _("e-mail address"), centre.email),
        ("website", _("website"), centre.website),
        ("hours", _("opening hours"), centre.hours),
        ("access", _("with or without an appointment"), centre.access),
        ("cost", _("cost"), centre.free is not None),
        ("spoken", _("languages spoken"), centre.spoken or centre.interpreters is not None),
        ("papers", _("documents to bring"), text and text.papers),
        ("accessible", _("accessibility"), centre.accessible),
    )
    return [UnknownFact(code, label) for code, label, known in asked if not known]


def unverified_labels(centre: "Centre", unknown: list[UnknownFact]) -> list[str]:
    """What is known but not verified; a fact named as unknown is not named again."""
    named = {fact.code for fact in unknown}
    codes = (code for code in centre.unverified if code in Fact.values)
    return [str(Fact(code).label) for code in codes if _PART_OF.get(Fact(code)) not in named]
