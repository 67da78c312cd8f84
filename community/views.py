"""The page of organisations and, below its address, one page for each."""

from typing import Any
from urllib.parse import urlsplit

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext, override
from wagtail.models import Page

from community import contributions
from community.family import family_of
from community.listing import listing
from community.models import CommunityIndexPage, Organisation
from community.people import addresses
from community.vocabularies import Kind
from core.head import Crumb
from core.onward import Subject, steps
from core.page_views import previews, serves, shows
from core.visits.marks import mark
from core.vocabularies import Kind as Things

VISITED = "organisation"
"""The kind of thing a visitor of an organisation's page has opened."""


@shows(CommunityIndexPage)
def community(page: CommunityIndexPage, request: HttpRequest) -> dict[str, Any]:
    """Its organisations (``community.listing``)."""
    found = listing(page, request)
    request.head.shown = (found.query, found.page.title)  # type: ignore[attr-defined]
    return {"found": found}


@serves(CommunityIndexPage)
def organisations(
    page: CommunityIndexPage, request: HttpRequest, slug: str = "", people: tuple[str, ...] | None = None
) -> HttpResponse:
    """The page itself, the published organisation at ``slug``, or what stands at these steps below ``people/``.

    Raises Http404 when there is none.
    """
    if people is not None:
        return addresses.answer(page, request, people)
    if not slug:
        return Page.serve(page, request)
    family = family_of(slug)
    organisation = next((one for one in family if one.slug == slug), None)
    if organisation is None:
        organisation = Organisation.objects.listed().filter(slug=slug).first()
    if organisation is None:
        raise Http404
    members = [one for one in family if one.member_of_id == organisation.pk]
    response = _response(page, request, organisation, members)
    mark(response, VISITED, organisation.pk)
    return response


@previews(Organisation)
def organisation(organisation: Organisation, request: HttpRequest, language: str) -> HttpResponse:
    """The page of an organisation as it is being edited, for readers of ``language``. Raises Http404 without a page."""
    page = CommunityIndexPage.objects.in_language(language).first()
    if page is None:
        raise Http404
    request.LANGUAGE_CODE = language
    with override(language):
        return _response(page, request, organisation, []).render()


def _response(
    page: CommunityIndexPage, request: HttpRequest, organisation: Organisation, members: list[Organisation]
) -> TemplateResponse:
    """The page of one organisation, in the language of this page as far as it has a text there."""
    text = organisation.text_in(page.locale.language_code)
    # A text in another language makes the whole page one of that language, words of the site included.
    with override(text.language if text else page.locale.language_code):
        context = _context(page, request, organisation, members)
    return TemplateResponse(request, "community/organisation_page.html", context)


def _context(
    page: CommunityIndexPage, request: HttpRequest, organisation: Organisation, members: list[Organisation]
) -> dict[str, Any]:
    """What the template of an organisation shows, in the active language."""
    language, base = page.locale.language_code, page.get_url() or ""
    name, text = organisation.name_in(language), organisation.text_in(language)
    shown_in = text.language if text else language
    subpage = organisation.subpage(CommunityIndexPage.kept_urls())
    url = request.build_absolute_uri(f"{base or '/'}{organisation.slug}/")
    found = contributions.of(organisation, language)
    return Page.get_context(page, request) | {
        "head": subpage.head(
            request,
            reader=language,
            language=shown_in,
            title=name.text,
            description=text.summary if text else "",
            json_ld=organisation.json_ld(url, language),
        ),
        "fallback": subpage.fallback(language, shown_in),
        "outdated": None,
        "breadcrumbs": [
            *page.ancestor_crumbs,
            Crumb(page.title, base, page.content_language),
            Crumb(name.text, language=name.language),
        ],
        "organisation": organisation,
        "name": name,
        "own_name": organisation.own_name_in(language),
        "text": text,
        "facts": _facts(page, organisation),
        "contributions": found,
        "onward": steps(_subject(url, organisation, found), page.locale),
        "members": [member.card(base, language) for member in members],
    }


def _subject(url: str, organisation: Organisation, found: list[contributions.Contribution]) -> Subject:
    """What leads on from an organisation, besides what it contributed."""
    listed = {card.kind for contribution in found for card in contribution.cards}
    shown = tuple(sorted({*listed, Things.ORGANISATION.value}))
    return Subject(url=urlsplit(url).path, shown=shown, country=organisation.country)


def _facts(page: CommunityIndexPage, organisation: Organisation) -> list[tuple[str, ...]]:
    """``(label, value[, address])`` rows; what is not known is said."""
    unknown = gettext("not in our sources")
    parent = organisation.member_of
    # The role says more than the kind "partner" does.
    kind = Kind.NETWORK.label if organisation.network else organisation.get_kind_display()
    told = organisation.project_role and not organisation.network
    facts: list[tuple[str, ...]] = [] if told else [(gettext("Kind"), str(kind))]
    if organisation.project_role:
        facts.append((gettext("Role in Keep in Pact"), str(organisation.get_project_role_display())))
    if parent:
        name = parent.name_in(page.locale.language_code).said
        facts.append((gettext("Belongs to"), name, f"{page.get_url() or ''}{parent.slug}/"))
    if organisation.country:
        facts.append((gettext("Country"), organisation.country_name))
        facts.append((gettext("City"), organisation.town or unknown))
    website = organisation.website
    shown = website.split("://")[-1].removeprefix("www.").rstrip("/")
    facts.append((gettext("Website"), shown, website) if website else (gettext("Website"), unknown))
    return facts
