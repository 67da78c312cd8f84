"""Letters in the component gallery: an example of every kind, as text and as HTML, in the language of the page."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.head import Head
from core.letters.kinds import kinds


def letters(request: HttpRequest) -> HttpResponse:
    """All kinds on one page."""
    head = Head.for_view(request, title=_("Letters"), noindex=True)
    examples = [(kind, kind.example()) for kind in kinds().values()]
    return render(request, "letters/previews.html", {"head": head, "breadcrumbs": [], "examples": examples})


def letter(request: HttpRequest, code: str) -> HttpResponse:
    """The HTML of one example, as it is mailed. Raises Http404 for an unknown example."""
    kind = kinds().get(code)
    if kind is None:
        raise Http404
    return HttpResponse(kind.example().html())
