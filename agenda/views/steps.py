"""The frame of what stands below a page and asks or tells something: never cached, never indexed, in the reader's language."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers

from core.head import Crumb
from core.models import BasePage


def step(
    page: BasePage,
    request: HttpRequest,
    template: str,
    title: str,
    tail: str,
    extra: dict[str, Any],
    *,
    status: int = 200,
    last: Sequence[Crumb] = (),
) -> HttpResponse:
    """``tail``: what follows the page's address here; whoever changes the language keeps it, and the question in the address.

    ``last``: steps of the breadcrumb between the page and this one.
    """
    context = page.shared_context(request)
    head = context["head"]
    head.title, head.noindex, head.alternates, head.json_ld = title, True, [], None
    head.switcher = {language: f"{url}{tail}" for language, url in head.switcher.items()}
    head.keep_query(request.META.get("QUERY_STRING", ""))
    own = Crumb(page.title, page.url or "", page.content_language)
    crumbs = [*context["breadcrumbs"][:-1], own, *last, Crumb(title)]
    # These are words of the portal, in the reader's language also where the page itself is not.
    context |= {"title": title, "breadcrumbs": crumbs, "fallback": None, "outdated": None}
    response = TemplateResponse(request, f"agenda/{template}.html", context | extra, status=status)
    add_never_cache_headers(response)
    return response
