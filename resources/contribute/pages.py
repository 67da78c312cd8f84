"""The frame around the pages below a list of case studies that ask or tell something: never cached, never indexed."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from core.head import Crumb
from core.routing import public_page
from resources.contribute import keys
from resources.contribute.steps import Step, summary_of
from resources.models import Contribution, ResourceIndexPage

MAX_KEY = 1000

View = Callable[..., HttpResponse]


def below_list(view: View) -> View:
    """Hands over the public list of case studies an address stands below; raises Http404 when there is none.

    What is sent carries a key or a signed stamp, which no other site knows: no cookie is needed against forgery.
    """

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, path: str, **arguments: Any) -> HttpResponse:
        page = public_page(request, path)
        if not isinstance(page, ResourceIndexPage) or not page.contribute_url:
            raise Http404
        response = view(request, page, **arguments)
        add_never_cache_headers(response)
        return response

    return answer


def for_author(view: View) -> View:
    """Hands over the contribution the key in the address opens, or says that the link is of no use."""

    @below_list
    @wraps(view)
    def answer(request: HttpRequest, page: ResourceIndexPage, **arguments: Any) -> HttpResponse:
        key = request.GET.get("key", "")
        contribution = keys.read_author(key) if len(key) <= MAX_KEY else None
        if contribution is None:
            return frame(
                page, request, "said", _("This link no longer works"), status=410,
                sentences=[_("It was not copied whole, or what it opened has been deleted.")],
                link=(_("Begin a good practice"), page.contribute_url),
            )  # fmt: skip
        return view(request, page, contribution, **arguments)

    return answer


def frame(
    page: ResourceIndexPage, request: HttpRequest, template: str, title: str, status: int = 200, **extra: Any
) -> TemplateResponse:
    """A page in the frame of the site, in the reader's language also where the list itself is not."""
    context = page.shared_context(request)
    head, here = context["head"], request.get_full_path().partition(page.contribute_url)[2]
    head.title, head.noindex, head.alternates = title, True, []
    head.switcher = {language: f"{url}{page.CONTRIBUTE}{here}" for language, url in head.switcher.items()}
    crumbs = [*context["breadcrumbs"][:-1], Crumb(page.title, page.url or "", page.content_language), Crumb(title)]
    context |= {"title": title, "breadcrumbs": crumbs, "fallback": None, "outdated": None}
    return TemplateResponse(request, f"resources/contribute/{template}.html", context | extra, status=status)


def step_stops(page: ResourceIndexPage, contribution: Contribution, current: Step, key: str) -> list[dict[str, Any]]:
    """The steps as a line of stops; those with answers and nothing missing are done."""
    done = {part.step for part in summary_of(contribution) if not part.missing and any(a.lines for a in part.answers)}
    return [
        {
            "stop": number,
            "label": step.label,
            "language": "",
            "url": f"{page.contribute_url}{step}/?{key}",
            "current": step == current,
            "done": step in done,
        }
        for number, step in enumerate(Step, 1)
    ]
