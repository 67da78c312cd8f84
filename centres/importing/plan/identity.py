"""Who is who: a centre is known by its name with street, town and point, never by one of them alone.

A postcode is shared by towns, a town by offices of one name, and a number in a list by whoever stands in that line
today. So a key of the source's own is believed as long as name and place do not speak against it.
"""

import hashlib
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from anyascii import anyascii
from django.utils.translation import gettext_noop as _
from rapidfuzz.fuzz import ratio, token_set_ratio

from centres.columns.messages import Message
from centres.gazetteer.fold import fold
from centres.importing.cells.places import Places
from centres.importing.columns.header_words import header_words
from core.distance import distance_km

NEAR_KM = 0.1
"""Two points this close are one door, as exactly as people place points."""
APART_KM = 1.0
"""Two offices with one website, both with a point, are not taken for one when they are further apart than this."""
SHIFTED_KM = 0.3
"""A point that was set more exactly lies within this; further on it is another door, unless the street is the same."""
MOVED_KM = 2.0
"""A known centre that is further away than this has moved, or is another one: a question."""
SIMILAR = 85
PARTS = ("name", "city", "street", "postcode", "country", "lat", "lng")
"""The public columns that say who and where a centre is."""
_MAX_KEY = 200
_HOUSE = re.compile(r"\d+")
_NO_TOWN = re.compile(r"\b(?:cedex|\d+(?:e|er|eme)?|arrondissement)\b")


@lru_cache(maxsize=50_000)
def folded(text: str) -> str:
    """A name as it is compared, whatever its alphabet."""
    return fold(anyascii(text)) if text else ""


class Identity(NamedTuple):
    """What tells a centre from others. ``ref``: key of a centre, minus the line of an earlier row, 0 for a row looked at.

    ``country``: ISO 3166-1; ``lat`` and ``lng``: degrees, both or neither.
    """

    ref: int
    name: str
    city: str = ""
    street: str = ""
    postcode: str = ""
    country: str = ""
    lat: float | None = None
    lng: float | None = None

    @classmethod
    def of(cls, values: Mapping[str, Any], ref: int = 0) -> "Identity":
        """From the values of a row, by public column name."""
        texts = [str(values.get(name) or "") for name in PARTS[:5]]
        lat, lng = values.get("lat"), values.get("lng")
        has_point = lat is not None and lng is not None
        return cls(ref, *texts, float(lat) if has_point else None, float(lng) if has_point else None)

    def distance(self, other: "Identity") -> float | None:
        """Kilometres between both; ``None`` when one has no point."""
        if self.lat is None or self.lng is None or other.lat is None or other.lng is None:
            return None
        return distance_km(self.lat, self.lng, other.lat, other.lng)

    def likeness(self, other: "Identity") -> float:
        """How like the names are, 0 to 100, whatever the order of their words."""
        return token_set_ratio(folded(self.name), folded(other.name))


class Agreement(NamedTuple):
    """What the places of two rows say to each other; ``None`` where one of them does not say it."""

    km: float | None
    town: bool | None
    street: bool | None
    postcode: bool | None

    @classmethod
    def between(cls, one: Identity, other: Identity) -> "Agreement":
        """Compares two places part by part."""
        return cls(
            one.distance(other),
            _same_town(one, other),
            _same_street(one.street, other.street),
            _both(one.postcode, other.postcode, lambda a, b: folded(a) == folded(b)),
        )

    @property
    def is_near(self) -> bool:
        """Whether both points are at one door."""
        return self.km is not None and self.km <= NEAR_KM

    @property
    def is_far(self) -> bool:
        """Whether the points lie kilometres apart."""
        return self.km is not None and self.km > MOVED_KM

    @property
    def is_elsewhere(self) -> bool:
        """Whether these are two places: far apart, or in two towns without one street and door in common."""
        if self.is_far:
            return True
        is_one_door = self.street is not False and (self.is_near or (self.street and self.postcode and self.km is None))
        return self.town is False and not is_one_door

    @property
    def is_moved(self) -> bool:
        """Whether the town may be one, but not the door."""
        if self.is_near:
            return False
        return self.street is False or (self.street is None and (self.km or 0) > SHIFTED_KM)

    @property
    def is_here(self) -> bool:
        """Whether something says that it is one place, and nothing that it is not."""
        said = self.is_near or self.street or self.town or (self.town is None and self.postcode)
        return bool(said) and not self.is_elsewhere and not self.is_moved


def doubt(row: Identity, known: Identity, *, is_ours: bool) -> Message | None:
    """Why a row may not be the centre that its key names; ``None`` when nothing speaks against it.

    ``is_ours``: the key is this portal's own identifier, which bears a new name without a word about the place.
    """
    place, has_other_name = Agreement.between(row, known), bool(row.name) and row.likeness(known) < SIMILAR
    is_other_place = place.is_elsewhere or place.town is False or place.is_moved
    if has_other_name and (is_other_place or not (is_ours or place.is_here)):
        return Message(
            _(
                "By the sender’s own number this is “%(name)s” in the directory, but that one is at another place. It may be another centre."
            ),
            {"name": known.name},
        )
    if place.is_far:
        return moved(known, place)
    if place.is_elsewhere:
        return Message(
            _("This would move “%(name)s” from %(before)s to %(after)s. It may be another centre."),
            {"name": known.name, "before": known.city, "after": row.city},
        )
    return None


def moved(known: Identity, place: Agreement) -> Message:
    """Says that a known centre would stand somewhere else."""
    if place.km is not None and place.km > NEAR_KM:
        return Message(
            _("This would move “%(name)s” by %(km)s km. It may be another centre."),
            {"name": known.name, "km": f"{place.km:.1f}"},
        )
    return Message(
        _("“%(name)s” is known in this town at another address: %(street)s. It has moved, or this is another centre."),
        {"name": known.name, "street": known.street or "–"},
    )


def known_elsewhere(known: Identity) -> Message:
    """Says that the only centre of this name stands somewhere else."""
    return Message(
        _("“%(name)s” is known in %(place)s. It has moved, or this is another centre of the same name."),
        {"name": known.name, "place": known.city or known.street or known.country or "–"},
    )


def is_distinctive(name: str) -> bool:
    """Whether a name says more than what kind of place it is: "Médiathèque" or "Centre d'information" do not."""
    words = header_words()
    plain = {*words["generic_names"], *(word for listed in words["stop_words"].values() for word in listed)}
    return any(len(word) > 2 and word.isalpha() and word not in plain for word in folded(name).split())


def name_key(values: Mapping[str, Any]) -> str:
    """A row by name and place. The point counts to about a hundred metres."""
    row = Identity.of(values)
    town = row.city or row.postcode or str(values.get("region") or "")
    point = f"{row.lat:.3f},{row.lng:.3f}" if row.lat is not None else ""
    return short("|".join((f"name:{folded(row.name)}", folded(town), folded(row.street), point, row.country)))


def short(key: str) -> str:
    """A key that fits its field; a long one ends in a digest of itself."""
    return key if len(key) <= _MAX_KEY else f"{key[: _MAX_KEY - 17]}~{digest(key)}"


def digest(text: str) -> str:
    """16 characters that stand for a text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def is_identifier(key: str) -> bool:
    """Whether a key names one thing by decision, so that it may not stand for two."""
    return key.startswith(("id:", "uid:"))


def _both(one: str, other: str, are_same: Any) -> bool | None:
    return bool(are_same(one, other)) if one and other else None


@lru_cache(maxsize=50_000)
def _same_street(one: str, other: str) -> bool | None:
    """One street and one house number, as far as both say one."""
    if not folded(one) or not folded(other):
        return None
    houses = [set(_HOUSE.findall(text)) for text in (one, other)]
    if all(houses) and houses[0] != houses[1]:
        return False
    words = [_HOUSE.sub("", folded(text)).strip() for text in (one, other)]
    return ratio(*words) >= SIMILAR or token_set_ratio(*words) >= 95


def _same_town(one: Identity, other: Identity) -> bool | None:
    return _one_town(one.country or other.country, one.city, other.city)


@lru_cache(maxsize=50_000)
def _one_town(country: str, one: str, other: str) -> bool | None:
    """One name but for quarters and mail codes, or two names of one town (``Bruxelles``, ``Brussel``)."""
    if not folded(one) or not folded(other):
        return None
    first, second = (" ".join(_NO_TOWN.sub("", folded(town)).split()) or folded(town) for town in (one, other))
    if first == second or ratio(first, second) >= 90:
        return True
    places = Places()
    spots = [places.spots(country, "", town) if country else () for town in (one, other)]
    return any(distance_km(a.lat, a.lng, b.lat, b.lng) < 1 for a in spots[0] for b in spots[1])
