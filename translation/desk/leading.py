"""Leads from the forms of Wagtail to the desk's editor: what is written passage by passage is written there."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.models import Page, TranslatableMixin

from translation.borrowed import translation_into
from translation.desk.names import FORM, PASSAGES
from translation.following import look_at
from translation.localized import PAGES
from translation.models import Standing


def address_of(instance: Any) -> str:
    """Of the passages of a page or snippet in its language, ``""`` where it is no translation that is written by them."""
    translation = translation_into(instance) if isinstance(instance, TranslatableMixin) else None
    if translation is None or not translation.enabled:
        return ""
    kind = PAGES if isinstance(instance, Page) else type(instance)._meta.label_lower
    standing = _standing(kind, instance)
    if standing is None or not standing.managed:
        look_at(kind, str(instance.translation_key))
        standing = _standing(kind, instance)
    if standing is None or not standing.managed:
        return ""
    return reverse(PASSAGES, args=[standing.item_id, instance.locale.language_code])


def _standing(kind: str, instance: Any) -> Standing | None:
    rows = Standing.objects.filter(item__kind=kind, item__key=str(instance.translation_key), item__live=True)
    return rows.filter(locale=instance.locale_id).first()


def before_edit(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Hook before wagtail-localize's editor, which shows pictures, links and files of a version when it is asked for by name."""
    if request.method != "GET" or FORM in request.GET:
        return None
    address = address_of(instance)
    return redirect(address) if address else None
