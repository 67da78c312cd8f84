"""The agenda's part of the admin."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.snippets.models import register_snippet

from agenda import organising, repeating, retelling_admin
from agenda.models import EventPage, PeerExchangePage
from agenda.viewsets import SubscriberViewSet

register_snippet(SubscriberViewSet)


@hooks.register("register_admin_urls")
def sign_up_urls() -> list[URLPattern]:
    """The organiser's list, the next dates of an event, and the text made of an exchange."""
    below = "events/<int:page_id>/sign-ups/"
    return [
        path("events/<int:page_id>/next-dates/", repeating.NextDatesView.as_view(), name=repeating.NAME),
        path("events/<int:page_id>/case-study/", retelling_admin.RetellView.as_view(), name=retelling_admin.NAME),
        path(below, organising.SignUpsView.as_view(), name=organising.LIST),
        path(f"{below}sign-ups.csv", organising.sign_ups_csv, name=organising.CSV),
        path(f"{below}print/", organising.sign_ups_print, name=organising.PRINT),
        path(f"{below}<int:pk>/certificate/", organising.sign_up_certificate, name=organising.CERTIFICATE),
    ]


@hooks.register("register_page_header_buttons")
def sign_ups_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """In the menu of an event, for who may edit it."""
    if issubclass(page.specific_class, EventPage) and page.permissions_for_user(user).can_edit():
        yield Button(_("Sign-ups"), reverse(organising.LIST, args=[page.pk]), icon_name="group", priority=74)
        if repeating.may_repeat(page, user):
            yield Button(_("Next dates"), reverse(repeating.NAME, args=[page.pk]), icon_name="date", priority=76)


@hooks.register("register_page_header_buttons")
def retell_button(page: Page, user: Any, view_name: str, next_url: str | None = None) -> Iterator[Button]:
    """In the menu of an exchange, for who may write it."""
    if issubclass(page.specific_class, PeerExchangePage) and retelling_admin.may_retell(page, user):
        url = reverse(retelling_admin.NAME, args=[page.pk])
        yield Button(_("Turn into a case study"), url, icon_name="doc-full", priority=78)
