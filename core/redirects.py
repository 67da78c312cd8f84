"""Old addresses lead on: of pages, of what is shown below them, and of what changes its own part of the address."""

from functools import partial
from typing import Any

from django.db.models import Model
from django.db.models.signals import pre_save
from django.http import HttpRequest, HttpResponseBase, HttpResponsePermanentRedirect
from wagtail.contrib.redirects.middleware import RedirectMiddleware
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Site

from core.models import IndexPage


class OldAddressMiddleware(RedirectMiddleware):
    """Wagtail's, which knows exact addresses only; what stood below an address that has changed is now below the new one."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        response = super().process_response(request, response)
        if response.status_code != 404 or request.method not in {"GET", "HEAD"}:
            return response
        above = _ways_up(Redirect.normalise_path(request.path))
        known = Redirect.get_for_site(Site.find_for_request(request)).filter(
            old_path__in=above, automatically_created=True
        )
        redirect = max(known.select_related("redirect_page"), key=lambda one: len(one.old_path), default=None)
        if redirect is None or not redirect.link or not redirect.redirect_page.live:
            return response
        rest = above[redirect.old_path]
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{redirect.link}{rest}{'?' if query else ''}{query}")


def _ways_up(path: str) -> dict[str, str]:
    """``{/en/old: "step/"}`` for every address above ``path``, with what is left of it."""
    steps = path.strip("/").split("/")[:12]
    return {"/" + "/".join(steps[:number]): "/".join(steps[number:]) + "/" for number in range(2, len(steps))}


def keep_leading(model: type[Model], index: type[IndexPage]) -> None:
    """Connects a model with ``slug`` and ``live`` whose rows are shown below ``index``. Call it when the app is ready."""
    pre_save.connect(
        partial(_before_save, index), sender=model, weak=False, dispatch_uid=f"core.redirects.{model._meta.label}"
    )


def _before_save(
    index: type[IndexPage], sender: type[Model], instance: Any, update_fields: Any = None, **kwargs: Any
) -> None:
    if kwargs.get("raw") or instance._state.adding or (update_fields and "slug" not in update_fields):
        return
    before = sender._default_manager.filter(pk=instance.pk, live=True).values_list("slug", flat=True).first()
    if before and instance.slug and before != instance.slug:
        _lead_on(index, before, instance.slug)


def _lead_on(index: type[IndexPage], old: str, new: str) -> None:
    """In every language, from ``old`` below the index page to ``new``; what led to ``old`` before leads to ``new`` as well."""
    for page in index.objects.live().select_related("locale"):
        here, there = (Redirect.normalise_path(f"{page.url}{slug}") for slug in (old, new))
        Redirect.objects.filter(old_path__in=(here, there), automatically_created=True).delete()
        Redirect.objects.filter(redirect_page=page, redirect_page_route_path=f"/{old}/").update(
            redirect_page_route_path=f"/{new}/"
        )
        Redirect.add_redirect(here, page, page_route_path=f"/{new}/", automatically_created=True)
