"""Brings the translations of a page or snippet up to date with its original, in the place of wagtail-localize's own view.

The texts follow by themselves (``translation.following``); pictures and other values come with this. Publishing all languages at
once is for those who may publish each of them, and gaps are asked about first.
"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.forms import Form, HiddenInput
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from wagtail_localize.views.update_translations import UpdateTranslationsView

from translation.addresses import keep_address
from translation.editor import may_publish
from translation.gaps import KNOWN, Gaps, gaps_among
from translation.reviewing import why_not

PUBLISH = "publish_translations"


class UpdateView(UpdateTranslationsView):
    """With the publisher's rights, and a question before gaps go live."""

    def get_form(self) -> Form:
        """Without "publish immediately" for those who may not publish each language."""
        form: Form = super().get_form()
        if not self._may_publish():
            form.fields[PUBLISH].disabled = True
            form.fields[PUBLISH].widget = HiddenInput()
        return form

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Raises PermissionDenied when what may not be published is to be."""
        if PUBLISH in request.POST and not self._may_publish():
            raise PermissionDenied
        return super().post(request, **kwargs)

    def form_valid(self, form: Form) -> HttpResponse:
        """The question, with nothing done yet, or what wagtail-localize does."""
        if form.cleaned_data[PUBLISH]:
            refused = [why for one in self._targets() if (why := why_not(one, self.request.user))]
            if refused:
                messages.error(self.request, " ".join(refused))
                return redirect(self.request.get_full_path())
        if form.cleaned_data[PUBLISH] and (gaps := self._gaps_to_come()):
            missing = str(sum(one.missing for one in gaps))
            refused = not all(one.may_go_on(self.request.user) for one in gaps)
            if refused or self.request.POST.get(KNOWN) != missing:
                sent = {name: value for name, value in self.request.POST.items() if name != "csrfmiddlewaretoken"}
                context = {
                    "all": gaps,
                    "refused": refused,
                    "partly": refused and not any(one.unread for one in gaps),
                    "instance": self.object.object_repr,
                    "fields": {**sent, KNOWN: missing},
                    "back": self.get_success_url() or self.get_default_success_url(),
                }
                return TemplateResponse(self.request, "translation/gaps_before_update.html", context)
        if form.cleaned_data[PUBLISH]:
            self.object.update_from_db()
            for one in self._translations():
                keep_address(one)
        return super().form_valid(form)

    def _translations(self) -> QuerySet:
        return self.object.translations.filter(enabled=True).select_related("source", "target_locale")

    def _targets(self) -> list[Any]:
        found = []
        for one in self._translations():
            try:
                found.append(one.get_target_instance())
            except ObjectDoesNotExist:  # deleted since
                continue
        return found

    def _may_publish(self) -> bool:
        return all(may_publish(self.request.user, one) for one in self._targets())

    def _gaps_to_come(self) -> list[Gaps]:
        """What is missing once the source has been read anew, which is taken back."""
        with transaction.atomic():
            self.object.update_from_db()
            gaps = gaps_among(self._targets(), self.request.user)
            transaction.set_rollback(True)
        return gaps
