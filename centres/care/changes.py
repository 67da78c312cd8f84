"""What may be proposed about a centre, as plain values: read, compare, apply.

Values are what JSON can hold: text, lists of codes, numbers as text. Fields of a centre go by their name, fields of its
texts with the language behind: ``papers_fr``.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from centres import vocabularies
from centres.gazetteer import GazetteerError, find_places
from centres.models import Centre, CentreText
from core.i18n.languages import LANGUAGES

FIELDS = (
    *("name", "site", "street", "postcode", "city", "phone", "email", "website", "hours", "access", "spoken"),
    *("services", "accessible", "status", "moves_to"),
)
TEXT_FIELDS = ("papers", "transport")
_ADDRESS = ("street", "postcode", "city")
_CONFIRMED_BY_READING = frozenset(
    {"name", "address", "street", "house-number", "location", "hours", "website", "status"}
)

Changes = dict[str, dict[str, Any]]
"""``{name: {"from": value, "to": value}}``"""


def text_field(name: str) -> tuple[str, str]:
    """``papers_fr`` → ``("papers", "fr")``; ``("", "")`` for a field of the centre itself."""
    base, _underscore, language = name.rpartition("_")
    return (base, language) if base in TEXT_FIELDS and language in LANGUAGES else ("", "")


def model_field(name: str) -> Any:
    """The field of the centre, or of its texts, behind a name."""
    base, _language = text_field(name)
    return CentreText._meta.get_field(base) if base else Centre._meta.get_field(name)


def names_of(centre: Centre) -> tuple[str, ...]:
    """Everything that may be proposed: the facts, and the texts in the language a reader of this page sees."""
    row = centre.text_in()
    return (*FIELDS, *(f"{name}_{row.language}" for name in TEXT_FIELDS)) if row else FIELDS


def value_of(centre: Centre, name: str) -> Any:
    """The value as JSON holds it; an unknown date or number is ``""``."""
    base, language = text_field(name)
    if base:
        return next((getattr(row, base) for row in centre.texts.all() if row.language == language), "")
    value = getattr(centre, name)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:.6f}"
    return "" if value is None else value


def difference(centre: Centre, wanted: Mapping[str, Any]) -> Changes:
    """The values of ``wanted`` that are not those of the centre."""
    found: Changes = {}
    for name, value in wanted.items():
        now = value_of(centre, name)
        if now != value:
            found[name] = {"from": now, "to": value}
    return found


def apply(centre: Centre, changes: Changes) -> None:
    """Sets the new values on the object; saves nothing."""
    rows = list(centre.texts.all())
    for name, change in changes.items():
        base, language = text_field(name)
        if base:
            for row in rows:
                if row.language == language:
                    setattr(row, base, change["to"])
            continue
        field = Centre._meta.get_field(name)
        empty = None if field.null else ""
        setattr(centre, name, empty if change["to"] == "" else field.to_python(change["to"]))
    if any(text_field(name)[0] for name in changes):
        centre.texts = rows


def is_taken_over(centre: Centre, changes: Changes) -> bool:
    """Whether visitors read at least one of the new values now."""
    return any(value_of(centre, name) == change["to"] for name, change in changes.items())


def with_consequences(centre: Centre, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """What follows from a new address or status, so that no older detail claims more than is known now."""
    result = dict(wanted)
    if any(wanted.get(name, "") != value_of(centre, name) for name in _ADDRESS if name in wanted):
        parts = (wanted.get(name, getattr(centre, name)) for name in ("street", "site", "city", "region"))
        result["address_level"] = vocabularies.AddressLevel.of(*parts)
        result |= _point(centre, wanted)
    if wanted.get("status", centre.status) != centre.status:
        result["status_since"] = ""
    return result


def _point(centre: Centre, wanted: Mapping[str, Any]) -> dict[str, str]:
    """The town's point: the old door is no longer the right one, and an editor sets the new one.

    No point without the file of places: a change of address is not kept waiting for it.
    """
    if wanted.get("city", centre.city) == centre.city:
        return {"point_precision": vocabularies.PointPrecision.CITY.value}
    query = f"{wanted.get('postcode', '')} {wanted.get('city', '')}".strip()
    try:
        found = (
            find_places(query, centre.source_language or "en", limit=1, countries=(centre.country,)) if query else []
        )
    except GazetteerError:
        found = []
    point = (f"{found[0].lat:.6f}", f"{found[0].lng:.6f}") if found else ("", "")
    return {"latitude": point[0], "longitude": point[1], "point_precision": vocabularies.PointPrecision.CITY.value}


def confirmed_today(by: vocabularies.CheckedBy, status: str, unverified: Iterable[str]) -> dict[str, Any]:
    """What becomes true when somebody has read the facts of a centre and found them right, or put them right today."""
    return {
        "checked_on": timezone.localdate(),
        "checked_by": by.value,
        "unverified": [code for code in unverified if code not in _CONFIRMED_BY_READING],
        "status": vocabularies.Status.OPEN.value if status == vocabularies.Status.UNVERIFIED else status,
    }


def confirmed_by_owner(centre: Centre) -> dict[str, Any]:
    """The same, said by the centre itself, as plain values."""
    facts = confirmed_today(vocabularies.CheckedBy.OWNER, centre.status, centre.unverified)
    return facts | {"checked_on": facts["checked_on"].isoformat()}
