"""What the home page gathers from the rooms below it, in few queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.db.models import Q
from wagtail.models import Locale, Page

from centres.queries import counts_by_need
from community.models import Organisation
from community.models.organisations import Name
from community.urls_of import community_urls


def pages_here(ids: Iterable[int], locale: Locale) -> dict[int, Page]:
    """``{id as stored: live page in this locale}``: a link chosen in one language leads to the page in the other.

    One query. A page that has no version here, not even a fallback, is left out.
    """
    wanted = {pk for pk in ids if pk}
    if not wanted:
        return {}
    keys = Page.objects.filter(pk__in=wanted).values("translation_key")
    rows = Page.objects.filter(Q(pk__in=wanted) | Q(locale=locale, translation_key__in=keys)).select_related("locale")
    by_key: dict[object, Page] = {}
    key_of: dict[int, object] = {}
    for page in rows:
        if page.pk in wanted:
            key_of[page.pk] = page.translation_key
        if page.locale_id == locale.pk and page.live:
            by_key[page.translation_key] = page
    return {pk: by_key[key] for pk, key in key_of.items() if key in by_key}


def need_counts() -> tuple[int, dict[str, int]]:
    """How many centres the finder lists, and how many for each need."""
    return counts_by_need()


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A partner as a line of a list. ``host``: its site's name without scheme; empty when no site is known."""

    name: Name
    place: str
    role: str
    country: str
    website: str
    host: str
    url: str


def partner_rows(language: str) -> list[PartnerRow]:
    """The partners, coordinator first; three queries."""
    base = community_urls().get(language, "")
    return [
        PartnerRow(
            name=partner.name_in(language),
            place=partner.place,
            role=partner.role_label,
            country=partner.country_name,
            website=partner.website,
            host=urlsplit(partner.website).netloc.removeprefix("www."),
            url=f"{base}{partner.slug}/" if base else "",
        )
        for partner in Organisation.objects.listed().partners()
    ]
