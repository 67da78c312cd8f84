"""The partners as lines of a list."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from community.models import CommunityIndexPage, Organisation
from community.models.organisations import Name


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """A partner as a line of a list. ``host``: its site's name without scheme; empty when no site is known."""

    name: Name
    place: str
    role: str
    country: str
    website: str
    host: str
    url: str
    coordinator: bool


def partner_lines(language: str, base: str | None = None) -> list[PartnerLine]:
    """The partners, coordinator first; two queries. ``base``: path of the community page, found when not given."""
    if base is None:
        base = CommunityIndexPage.url_in(language)
    return [
        PartnerLine(
            name=partner.name_in(language),
            place=partner.place,
            role=partner.role_label,
            country=partner.country_name,
            website=partner.website,
            host=urlsplit(partner.website).netloc.removeprefix("www."),
            url=f"{base}{partner.slug}/" if base else "",
            coordinator=partner.project_role == "coordinator",
        )
        for partner in Organisation.objects.listed().partners()
    ]
