"""The frame around what stands below ``<community page>/people/``."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from community.models import CommunityIndexPage
from community.models.pages import PEOPLE
from core.head import Crumb
from core.i18n.languages import active_language
from core.i18n.subpages import Subpage

MAX_KEY = 800
"""Characters of a signed key."""


def key_of(request: HttpRequest) -> str:
    """The signed key in the address, ``""`` when absent or far too long."""
    key = request.GET.get("key", "")
    return key if len(key) <= MAX_KEY else ""


def framed(
    page: CommunityIndexPage,
    request: HttpRequest,
    template: str,
    title: str,
    *,
    status: int = 200,
    indexed: bool = False,
    json_ld: dict[str, Any] | None = None,
    crumbs: Sequence[Crumb] = (),
    shown: tuple[str, ...] = (),
    **extra: Any,
) -> TemplateResponse:
    """A page of the practitioners' directory; search engines list it only when it is ``indexed``.

    ``crumbs``: between it and the directory. ``shown``: see ``core.head.Head``.
    """
    context = page.shared_context(request)
    tail = request.path.rstrip("/").rpartition(f"/{PEOPLE}")[2]
    language = active_language()
    head = Subpage.below(CommunityIndexPage.kept_urls(), f"{PEOPLE}{tail}").head(
        request, reader=language, language=language, title=title, noindex=not indexed, json_ld=json_ld
    )
    head.shown = shown
    head.keep_query(request.META.get("QUERY_STRING", ""))
    way = [
        *page.ancestor_crumbs,
        Crumb(page.title, page.url or "", page.content_language),
        *([Crumb(_("Practitioners"), page.people_url)] if tail else []),
        *crumbs,
        Crumb(title),
    ]
    # These are words of the portal, in the reader's language also where the page above is not.
    context |= {"head": head, "breadcrumbs": way, "title": title, "fallback": None, "outdated": None, "by_machine": ""}
    context |= {"onward": [], "people_url": page.people_url}
    context |= {"edit_url": f"{page.people_url}own/edit/", "join_url": f"{page.people_url}sign-in/"}
    return TemplateResponse(request, f"community/people/{template}.html", context | extra, status=status)


def said(
    page: CommunityIndexPage, request: HttpRequest, title: str, *sentences: str, status: int = 200, **extra: Any
) -> TemplateResponse:
    """A page that only says something. ``link``: (text, address) of what one can do next."""
    link = extra.pop("link", (_("Practitioners"), page.people_url))
    return framed(page, request, "said", title, status=status, sentences=sentences, link=link, **extra)


def useless_link(page: CommunityIndexPage, request: HttpRequest) -> TemplateResponse:
    """The plain page behind a link that is altered, too old, or was used already."""
    return said(
        page,
        request,
        _("This link no longer works"),
        _("It is too old, was used already, or was not copied whole."),
        status=410,
        link=(_("Ask for a new link"), f"{page.people_url}sign-in/"),
    )
