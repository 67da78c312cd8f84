"""``translations/ask/`` and ``translations/requests/``."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.models import Page

from core.i18n.languages import exonym
from core.paging import page_of
from translation.desk import lists
from translation.desk.below import DeskPage
from translation.desk.names import SOON
from translation.desk.rights import ASK, may_see
from translation.files.beginning import is_open
from translation.following import follow
from translation.models import Item, TranslationRequest
from translation.requests import asking, beginning, choosing
from translation.requests.forms import AskForm
from translation.requests.letters import REQUEST
from translation.roles import Act, languages

ASKING = "translation_ask"
REQUESTS = "translation_requests"
PER_PAGE = 50


class AskView(DeskPage):
    """Asks for translations of a page (``page_id``, with ``below`` all under it too) or of what a list of the desk shows."""

    template_name = "translation/requests/ask.html"
    page_title = gettext_lazy("Ask for translations")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raises PermissionDenied to those who may not ask, Http404 for pages that are not there."""
        if not (request.user.has_perm(ASK) and languages(request.user, Act.ASK)):
            raise PermissionDenied
        follow(SOON)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def page(self) -> Page | None:
        """The page that is to be translated; ``None`` for a list."""
        pk = self.request.GET.get("page_id", "")
        return get_object_or_404(Page, pk=pk, depth__gt=1) if pk.isdecimal() and len(pk) < 10 else None

    @cached_property
    def items(self) -> list[Item]:
        """What is offered, at most ``choosing.MOST``."""
        if self.page:
            return choosing.of_page(self.page, below="below" in self.request.GET)
        asked = lists.Asked.of(self.request.GET, self.request.user)
        if locale := self._asked_locale():
            rows = lists.one_language(locale, asked)[: choosing.MOST]
            return list({one.item.pk: one.item for one in rows}.values())
        return list(lists.all_languages(asked)[: choosing.MOST])

    def _asked_locale(self) -> int | None:
        code = self.request.GET.get("language", "")
        return next((pk for pk, known in lists.locales().items() if known == code), None)

    @cached_property
    def form(self) -> AskForm:
        """With the languages that have something to do ticked."""
        asks = languages(self.request.user, Act.ASK)
        locales = {pk: code for pk, code in lists.locales().items() if pk in asks}
        due = {one.locale_id for one in choosing.waiting(self.items, locales)}
        if asked := self._asked_locale():
            due &= {asked}
        data = self.request.POST if self.request.method == "POST" else None
        return AskForm(self.items, locales, data, initial={"languages": [pk for pk in locales if pk in due]})

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form; of a page, whether those below are there too."""
        return super().get_context_data(**kwargs) | {
            "form": self.form,
            "page": self.page,
            "below": "below" in self.request.GET,
            "has_more": len(self.items) == choosing.MOST,
            "most": choosing.MOST,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Asks, and shows what was asked; or says what is wrong."""
        form = self.form
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(), status=400)
        said = form.cleaned_data
        asked = asking.ask(
            said["key"],
            form.chosen,
            [int(pk) for pk in said["languages"]],
            request.user,
            due=said["due"],
            owner=said["owner"],
            message=said["message"],
        )
        if asked is None:
            form.add_error(None, _("Nothing is left to translate there: all of it is published in these languages."))
            return self.render_to_response(self.get_context_data(), status=400)
        _tell(request, asked)
        return redirect(REQUEST, asked.request.pk)


def _tell(request: HttpRequest, asked: asking.Asked) -> None:
    """Nothing of a form that is sent twice."""
    if asked.told:
        says = ngettext(
            "The translations are asked for. %(n)s person is told by mail.",
            "The translations are asked for. %(n)s people are told by mail.",
            asked.told,
        )
        messages.success(request, says % {"n": asked.told})
    elif asked.told == 0:
        messages.warning(
            request,
            _("The translations are asked for, but nobody else writes these languages and has an e-mail address."),
        )


@dataclass(frozen=True, slots=True)
class Language:
    """What is asked for in one: ``unbegun`` of its rows have no text of their own; ``at_work``: the worker begins them."""

    name: str
    code: str
    rows: Sequence[lists.Row]
    unbegun: int
    at_work: bool
    may_begin: bool


class _Requests(DeskPage):
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raises PermissionDenied to those who see no desk."""
        if not may_see(request.user):
            raise PermissionDenied
        follow(SOON)
        return super().dispatch(request, *args, **kwargs)

    def requests(self) -> QuerySet:
        """Those that ask something of the reader's languages."""
        mine = TranslationRequest.objects.filter(standings__locale__in=languages(self.request.user, Act.WRITE))
        return TranslationRequest.objects.select_related("asked_by").filter(pk__in=mine.order_by().values("pk"))


class RequestsView(_Requests):
    """Every request, the newest first, with what came of it."""

    template_name = "translation/requests/index.html"
    page_title = gettext_lazy("Requests for translations")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """A page of requests, each with ``number`` of texts and how many are ``done``."""
        done = Count("texts", filter=Q(texts__done=True))
        shown = TranslationRequest.objects.filter(pk__in=self.requests().values("pk"))
        rows = shown.select_related("asked_by").annotate(number=Count("texts"), done=done).order_by("-pk")
        return super().get_context_data(**kwargs) | {"page": page_of(self.request, rows, PER_PAGE)}


class RequestView(_Requests):
    """One request: the message, and how far each text is in each language. Whoever may ask takes it back."""

    template_name = "translation/requests/request.html"

    @cached_property
    def asked(self) -> TranslationRequest:
        """Raises Http404 for requests that ask nothing of the reader."""
        return get_object_or_404(self.requests(), pk=self.kwargs["pk"])

    @cached_property
    def may_take_back(self) -> bool:
        """Whether the reader may ask for translations into each of its languages."""
        asked = set(self.asked.standings.values_list("locale", flat=True))
        return self.request.user.has_perm(ASK) and asked <= set(languages(self.request.user, Act.ASK))

    @property
    def page_title(self) -> str:
        """What it is; who asked, and when, stands below."""
        return _("Request for translations")

    def between(self) -> Sequence[dict[str, Any]]:
        """The list of requests."""
        return [{"url": reverse(REQUESTS), "label": _("Requests for translations")}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """``languages``: in the order of the house."""
        locales = lists.locales()
        mine = languages(self.request.user, Act.WRITE)
        standings = self.asked.standings.select_related("item", "owner").order_by("item__title", "pk")
        rows = lists.Rows(self.request.user, locales, mine).of_language(standings)
        by_locale: dict[int, list[lists.Row]] = {}
        for row in rows:
            by_locale.setdefault(row.standing.locale_id, []).append(row)
        return super().get_context_data(**kwargs) | {
            "asked": self.asked,
            "languages": [
                self._language(pk, code, by_locale[pk], mine) for pk, code in locales.items() if pk in by_locale
            ],
            "may_take_back": self.may_take_back,
        }

    @cached_property
    def at_work(self) -> set[int]:
        """Locales whose texts the worker begins."""
        return beginning.at_work(self.asked.pk)

    def _language(self, locale: int, code: str, rows: list[lists.Row], mine: Sequence[int]) -> Language:
        unbegun = sum(is_open(row.standing) for row in rows)
        is_mine = locale in mine and any(row.form_url for row in rows)
        return Language(exonym(code), code, rows, unbegun, locale in self.at_work, may_begin=is_mine and bool(unbegun))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Has all of a language begun, for whoever writes it; or takes the request back.

        Raises PermissionDenied to others, and to those who may not ask for all of it.
        """
        if "begin" in request.POST:
            return self._begin(request.POST["begin"])
        if not self.may_take_back:
            raise PermissionDenied
        asking.take_back(self.asked)
        messages.success(request, _("The request is taken back. What was translated stays."))
        return HttpResponseRedirect(reverse(REQUESTS))

    def _begin(self, code: str) -> HttpResponse:
        locale = next((pk for pk, known in lists.locales().items() if known == code), None)
        if locale not in languages(self.request.user, Act.WRITE):
            raise PermissionDenied
        beginning.ask_for(self.asked, locale, self.request.user.pk)
        messages.success(
            self.request, _("The texts are begun one after the other. You can go on with others meanwhile.")
        )
        return redirect(REQUEST, self.asked.pk)
