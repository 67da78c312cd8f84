"""Which view answers a request below the finder's address, and how an edited centre is shown."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.models import Page

from centres.finder.current import current
from centres.models import Centre, FinderPage
from centres.pages.centre import centre_response
from centres.pages.streets import allow_streets
from centres.subpages import CentreView, DirectoryView
from core.page_views import previews, serves
from core.visits.marks import mark

VISITED = "centre"
"""The kind of thing a visitor of a centre's page has opened."""


@serves(FinderPage)
def finder(
    page: FinderPage,
    request: HttpRequest,
    directory_view: DirectoryView | None = None,
    centre_slug: str = "",
    centre_view: CentreView | None = None,
) -> HttpResponse:
    """The list, what is registered beside it, a centre, or what is registered below a centre.

    Raises Http404 when no centre is known at the address.
    """
    if directory_view:
        return directory_view(page, request)
    if not centre_slug:
        return allow_streets(request, Page.serve(page, request))
    table = current()
    found = table.centres_at([centre_slug])
    if not found:
        raise Http404(_("There is no centre at this address."))
    if centre_view:
        return centre_view(page, request, found[0])
    response = centre_response(page, request, found[0], table)
    mark(response, VISITED, found[0].pk)
    return allow_streets(request, response)


@previews(Centre)
def centre(centre: Centre, request: HttpRequest, language: str) -> HttpResponse:
    """The page of a centre as it is being edited, for readers of ``language``."""
    page = FinderPage.objects.in_language(language).first()
    with override(language):
        if page is None:
            return HttpResponse(_("Publish the finder page first: a centre is shown below it."))
        return centre_response(page, request, centre, current(), preview=True).render()
