"""Who answers for a resource."""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from community.models import CommunityIndexPage, Organisation, OrganisationText


@dataclass(frozen=True, slots=True)
class Contributor:
    """An organisation as author: ``name`` in ``language`` (BCP 47), ``url`` a path, ``""`` when it has no page."""

    name: str
    language: str
    url: str


def contributor_of(organisation_id: int | None, language: str, page_language: str) -> Contributor | None:
    """The organisation by the name readers of ``language`` know, with its page in ``page_language``.

    One query; ``None`` without a published organisation.
    """
    if organisation_id is None:
        return None
    community = CommunityIndexPage.objects.live().filter(locale__language_code=page_language).values("url_path")[:1]
    known = OrganisationText.objects.filter(organisation=OuterRef("pk"), language=language).values("name")[:1]
    organisation = (
        Organisation.objects.filter(pk=organisation_id, live=True)
        .annotate(known_name=Subquery(known), community_path=Subquery(community))
        .first()
    )
    if organisation is None:
        return None
    base = ""
    if organisation.community_path:
        # Only the address is asked of this page, so it need not be read from the database.
        base = CommunityIndexPage(url_path=organisation.community_path).get_url() or ""
    return Contributor(
        name=organisation.known_name or organisation.name,
        language=language if organisation.known_name else organisation.name_language,
        url=f"{base}{organisation.slug}/" if base else "",
    )
