"""How a centre is named, placed and phoned."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from centres import vocabularies
from centres.models import Centre
from core.countries import country_name


@dataclass(frozen=True, slots=True)
class Named:
    """A text and the language it is in, ``""`` when that is the page's language."""

    text: str
    language: str


def phone_link(phone: str) -> str:
    """The digits a telephone dials."""
    return "".join(sign for sign in phone if sign in "+0123456789")


def name_of(centre: Centre, language: str) -> Named:
    """The centre's name for a reader of ``language``: theirs when there is one, else the local name."""
    row = centre.text_in(language)
    if row and row.language == language and row.name:
        return Named(row.name, "")
    return Named(centre.name, "" if centre.language == language else centre.language)


def place_of(centre: Centre) -> str:
    """``Milan, Italy · address to be confirmed``: the town as the active language calls it."""
    parts = [
        part.removesuffix(centre.city) + centre.town if centre.city and part.endswith(centre.city) else part
        for part in centre.place_parts
    ]
    place = ", ".join([*parts, country_name(centre.country)])
    if centre.only_town_known and centre.status != vocabularies.Status.CLOSED:
        return _("%(place)s · address to be confirmed") % {"place": place}
    return place


def need_names(centre: Centre) -> list[tuple[str, str]]:
    """(code, label) of the needs the centre answers."""
    return [(code, str(vocabularies.Need(code).label)) for code in centre.needs if code in vocabularies.Need.values]
