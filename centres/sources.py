"""Centres in the search: one document per centre and language it has a text in; in all where nobody has written about it."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext, override

# People cannot go there now, or nobody knows whether they can.
FADED = frozenset({"closed", "suspended", "planned", "historic"})


def register_sources() -> None:
    """Called once when the app is ready."""
    from centres.gazetteer.spots import spot_alike, spot_named
    from search import exits, places
    from search.sources import register

    register(CentreSource())
    places.register(exact=spot_named, alike=spot_alike)
    exits.register("finder", _finder)


def _finder(language: str) -> Any:
    """Where to go on when a search finds nothing."""
    from centres.models import FinderPage
    from search.exits import Exit

    url = FinderPage.url_in(language)
    return Exit(gettext("Find a centre"), url) if url else None


class CentreSource:
    """Feeds the search with public centres in every language they have a text in; with their facts in all, if they have none."""

    name = "centres"

    @property
    def model(self) -> Any:
        from centres.models import Centre

        return Centre

    @property
    def related(self) -> dict[Any, Any]:
        """Other rows whose change touches a centre's document."""
        from centres.models import Centre, CentreText, DirectoryTerm, FinderPage

        # Every address begins with that of the finder; a new label is one more word to be found by.
        return {
            CentreText: lambda row: [row.centre_id],
            FinderPage: lambda page: Centre.objects.values_list("pk", flat=True),
            DirectoryTerm: lambda term: term.centres().values_list("pk", flat=True) if term.is_renamed else [],
        }

    def documents(self, pks: Iterable[Any] | None = None) -> Iterator[Any]:
        """Documents of the given centres, of all when ``pks`` is ``None``; centres that are not public give none."""
        from centres.models import Centre, FinderPage

        bases = FinderPage.urls_by_language()
        centres = Centre.objects.public().with_texts()
        if pks is not None:
            centres = centres.filter(pk__in=list(pks))
        for centre in centres.iterator(chunk_size=500):
            for row in _texts(centre, bases):
                with override(row.language):
                    yield _document(centre, row, f"{bases[row.language]}{centre.slug}/")

    def public(self) -> Iterable[Any]:
        """The keys of all that everybody may see: none while no finder is public. Two queries."""
        from centres.models import Centre, FinderPage

        if not FinderPage.urls_by_language():
            return []
        return Centre.objects.public().values_list("pk", flat=True)


def _texts(centre: Any, languages: Iterable[str]) -> list[Any]:
    """The texts readers of the portal can open; an empty one in each of its languages for a centre without any."""
    from centres.models import CentreText

    written = [row for row in centre.texts.all() if row.language in languages]
    return written or [CentreText(language=language) for language in languages]


def _whereabouts(centre: Any) -> tuple[list[str], tuple[float | None, float | None]]:
    """The subdivisions a centre lies in, the country first, and its point, else its town's."""
    from centres.gazetteer import GazetteerError, store
    from centres.gazetteer.whereabouts import spots_of

    point = centre.point
    try:
        with store.reading():
            spots = spots_of(centre.country, centre.region, centre.postcode, centre.city)
    except GazetteerError:
        spots = []
    if not spots:
        return [centre.country], point or (None, None)
    spot = spots[0]
    parts = spot.code.split(".")
    codes = dict.fromkeys((centre.country, *(".".join(parts[: end + 1]) for end in range(len(parts)))))
    return list(codes), point or (spot.lat, spot.lng)


def _document(centre: Any, row: Any, url: str) -> Any:
    from centres import vocabularies
    from centres.telling.answers import audience_of
    from centres.telling.answers import labels as labels_of
    from centres.telling.freshness import marks
    from core.countries import country_name
    from core.i18n.languages import exonym
    from search.sources import Document

    labels = [
        *labels_of(vocabularies.Need, centre.needs),
        *labels_of(vocabularies.Access, centre.access),
        *labels_of(vocabularies.Service, centre.services),
        audience_of(centre),
        *labels_of(vocabularies.Audience, centre.audiences),
        *(exonym(code) for code in centre.spoken),
        *labels_of(vocabularies.Network, [centre.network]),
        country_name(centre.country),
    ]
    notes = (row.access_note, row.language_note, row.papers, row.transport, row.status_note)
    body = [row.description, *notes, *labels, centre.site, centre.street, centre.postcode]
    others = [name.strip() for name in centre.other_names.split(",") if name.strip()]
    network = "" if centre.network == vocabularies.Network.OTHER else vocabularies.Network.label(centre.network)
    areas, point = _whereabouts(centre)
    access = ", ".join(labels_of(vocabularies.Access, centre.access))
    return Document(
        source="centres",
        pk=centre.pk,
        language=row.language,
        kind="centre",
        title=row.name or centre.name,
        url=url,
        summary=row.summary,
        body=" \n".join(part for part in body if part),
        names=tuple(
            name
            for name in dict.fromkeys((centre.name, network, centre.city, centre.town, centre.region, *others))
            if name
        ),
        facets={
            "country": [centre.country],
            "audience": list(vocabularies.Audience.values) if centre.everyone else list(centre.audiences),
            "need": list(centre.needs),
            "service": list(centre.services),
            "access": list(centre.access),
            "speaks": list(centre.spoken),
            "area": areas,
        },
        meta=tuple(
            part
            for part in (
                centre.town_line,
                access,
                ", ".join(exonym(code) for code in centre.spoken),
                *(mark.label for mark in marks(centre)),
            )
            if part
        ),
        faded=centre.status in FADED,
        lat=point[0],
        lng=point[1],
    )
