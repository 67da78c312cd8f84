"""Whom to ask when nobody knows how to reach a centre: where it belongs, the nearest others, and guidance at a distance."""

from dataclasses import dataclass
from urllib.parse import urlsplit

import numpy as np
from django.utils.translation import gettext as _

from centres import vocabularies
from centres.finder.table import Table
from centres.models import Centre, FinderPage
from centres.telling.names import Named, name_of, phone_link
from core.i18n.languages import active_language

LOOKED_AT = 24
"""So many of the nearest centres are read to find one that can be reached."""


@dataclass(frozen=True, slots=True)
class Contact:
    """A centre one can ask instead. What is not known is ``""``; ``place``: the town, and how far it is."""

    why: str
    name: Named
    place: str
    url: str
    phone: str
    phone_link: str
    website: str
    website_host: str


def can_be_reached(centre: Centre) -> bool:
    """Whether somebody may be there and a telephone, an e-mail address or a site is known."""
    away = (*vocabularies.NOBODY_THERE, vocabularies.Status.HISTORIC)
    return centre.status not in away and bool(centre.phone or centre.email or centre.website)


def contacts_instead(page: FinderPage, centre: Centre, table: Table) -> list[Contact]:
    """At most three: the centre it belongs to, the nearest of its network, the nearest of all; none is named twice."""
    km = _nearest(centre, table)
    near = [other for other in table.centres(list(km)) if can_be_reached(other)]
    network = vocabularies.Network(centre.network).label if centre.network in vocabularies.Network.values else ""
    of_network = (other for other in near if other.network == centre.network != vocabularies.Network.OTHER)
    parent = centre.parent if centre.parent and centre.parent.live else None
    offers = (
        (_("Belongs to:"), parent),
        (_("Nearest of the network %(network)s:") % {"network": network}, next(of_network, None)),
        (_("Nearest centre you can reach:"), next(iter(near), None)),
    )
    found: dict[int, Contact] = {}
    for why, other in offers:
        if other is not None and other.pk not in found:
            found[other.pk] = _contact(page, why, other, km.get(other.pk, 0.0))
    return list(found.values())


def _contact(page: FinderPage, why: str, centre: Centre, km: float) -> Contact:
    far = _("%(km)s km") % {"km": f"{km:.0f}"} if km >= 1 else ""
    return Contact(
        why,
        name_of(centre, active_language()),
        " · ".join(part for part in (centre.town, far) if part),
        page.centre_url(centre),
        centre.phone,
        phone_link(centre.phone),
        centre.website,
        urlsplit(centre.website).netloc,
    )


def _nearest(centre: Centre, table: Table) -> dict[int, float]:
    """Kilometres by primary key, the nearest first: centres that are neither planned nor closed."""
    km = _distances(centre, table)
    km[(table.ids == centre.pk) | table.planned | table.closed] = np.inf
    best = np.argsort(km, kind="stable")[:LOOKED_AT]
    return {int(table.ids[row]): float(km[row]) for row in best if np.isfinite(km[row])}


def _distances(centre: Centre, table: Table) -> np.ndarray:
    """Kilometres to each centre, from the point or the town; zero within the country when neither is known."""
    if centre.point is not None:
        return table.distances(*centre.point)
    where, own = table.whereabouts(), np.flatnonzero(table.ids == centre.pk)
    if where is not None and own.size and np.isfinite(where.lat[own[0]]):
        return where.distances(float(where.lat[own[0]]), float(where.lng[own[0]]))
    return np.where(table.groups["country"].any_of([centre.country]), 0.0, np.inf)
