"""Starts the translation of a page, for whoever writes in the language it goes into.

wagtail-localize asks for the right to translate anything into any language, yet shows its button on the form of every fallback
page. Here somebody may start it for the languages whose pages they may change; the pages below go along for those with that right.
"""

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.views.generic import TemplateView
from wagtail.models import Page
from wagtail_localize.components import TranslationComponentManager
from wagtail_localize.views.submit_translations import SubmitPageTranslationView, SubmitTranslationForm

from translation.roles import Act, languages

EVERYTHING = "wagtail_localize.submit_translation"
"""The right to translate whole trees."""


def may_read(user: Any, page: Page) -> bool:
    """Whether somebody may see what would be copied: what is public, or what they write themselves."""
    return page.live or page.permissions_for_user(user).can_edit()


class StartPageTranslationView(SubmitPageTranslationView):
    """In the place of wagtail-localize's own view, for one's own languages."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raises PermissionDenied without a language of one's own, and for drafts of others."""
        self.object = self.get_object()
        self.languages = languages(request.user, Act.WRITE)
        if not self.languages or not may_read(request.user, self.object):
            raise PermissionDenied
        self.components = TranslationComponentManager.from_request(request, source_object_instance=self.object)
        return TemplateView.dispatch(self, request, *args, **kwargs)

    def get_form(self) -> SubmitTranslationForm:
        """Offers languages of one's own; a choice of one only needs no "all"."""
        form = super().get_form()
        locales = form.fields["locales"]
        locales.queryset = locales.queryset.filter(pk__in=self.languages)
        if len(locales.queryset) < 2:
            form.fields["select_all"].widget = forms.HiddenInput()
        if not self.request.user.has_perm(EVERYTHING):
            form.fields["include_subtree"].widget = forms.HiddenInput()
            form.fields["include_subtree"].disabled = True
        return form
