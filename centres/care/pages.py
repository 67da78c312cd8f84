"""The frame around the pages below a centre that ask or tell something: never cached, never indexed."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from centres.models import Centre, FinderPage
from centres.telling.names import name_of
from core.head import Crumb
from core.i18n.languages import active_language

View = Callable[[FinderPage, HttpRequest, Centre], HttpResponse]
MAX_KEY = 1000


def private(view: View) -> View:
    """Keeps answers out of every cache."""

    @wraps(view)
    def answer(page: FinderPage, request: HttpRequest, centre: Centre) -> HttpResponse:
        response = view(page, request, centre)
        add_never_cache_headers(response)
        return response

    return answer


def key_of(request: HttpRequest) -> str:
    """The signed key in the address, ``""`` when absent or far too long."""
    key = request.GET.get("key", "")
    return key if len(key) <= MAX_KEY else ""


def care_page(
    page: FinderPage, request: HttpRequest, centre: Centre, template: str, title: str, **extra: Any
) -> TemplateResponse:
    """A page below a centre, in the frame of the site. ``status``: the HTTP status, 200 unless told."""
    status = extra.pop("status", 200)
    context = page.shared_context(request)
    name = name_of(centre, active_language())
    language = active_language()
    word = request.path.rstrip("/").rpartition("/")[2]
    head = page.subpage(f"{centre.slug}/{word}").head(
        request, reader=language, language=language, title=f"{title}: {name.text}", noindex=True
    )
    head.keep_query(request.META.get("QUERY_STRING", ""))
    crumbs = [
        *context["breadcrumbs"][:-1],
        Crumb(page.title, page.url or ""),
        Crumb(name.text, page.centre_url(centre), name.language),
        Crumb(title),
    ]
    return TemplateResponse(
        request,
        f"centres/care/{template}.html",
        context
        | {
            "head": head,
            "breadcrumbs": crumbs,
            "fallback": None,
            "outdated": None,
            "centre": centre,
            "name": name,
            "title": title,
        }
        | {"centre_url": page.centre_url(centre)}
        | extra,
        status=status,
    )


def said(
    page: FinderPage, request: HttpRequest, centre: Centre, title: str, *sentences: str, status: int = 200, **extra: Any
) -> TemplateResponse:
    """A page that only says something. ``link``: (text, address) of what one can do next."""
    return care_page(
        page, request, centre, "said", title, sentences=sentences, status=status, **({"link": None} | extra)
    )


def useless_link(page: FinderPage, request: HttpRequest, centre: Centre) -> TemplateResponse:
    """The plain page behind a link that is altered, too old, used up or taken back."""
    return said(
        page,
        request,
        centre,
        _("This link no longer works"),
        _("It is too old, was used already, or was not copied whole."),
        status=410,
        link=(_("Ask for a new link"), f"{page.centre_url(centre)}edit/"),
    )
