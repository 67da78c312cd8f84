"""One's own page: the profile, who suits, with whom one writes, all data, and the end of it."""

from collections.abc import Callable
from functools import wraps

from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from community.frame import framed, said
from community.models import CommunityIndexPage, Conversation, Practitioner
from community.people.cards import facts_of, labels, match_card
from community.people.forms import ProfileForm
from community.people.matching import matches_of
from community.visitors import practitioner_of, sessions
from core import personal
from core.head import Crumb
from core.i18n.languages import LANGUAGES

OwnView = Callable[[CommunityIndexPage, HttpRequest, Practitioner], HttpResponse]
SHOWN_LANGUAGES = len(LANGUAGES)
"""Languages the form shows at once: those of the portal."""
SHOWN = 20
"""Conversations on the page."""


def for_signed_in(view: OwnView) -> Callable[[CommunityIndexPage, HttpRequest], HttpResponse]:
    """Leads others to where one signs in."""

    @wraps(view)
    def answer(page: CommunityIndexPage, request: HttpRequest) -> HttpResponse:
        person = practitioner_of(request)
        return view(page, request, person) if person else HttpResponseRedirect(f"{page.people_url}sign-in/")

    return answer


@for_signed_in
def own(page: CommunityIndexPage, request: HttpRequest, me: Practitioner) -> HttpResponse:
    """``own/``: what others see of one, who suits, and with whom one writes."""
    talks = [(one.partner_of(me), one) for one in Conversation.objects.of(me)[:SHOWN]]
    return framed(
        page,
        request,
        "own",
        _("Your page"),
        me=me,
        facts=facts_of(me),
        offers=labels(me.offers),
        seeks=labels(me.seeks),
        matches=[match_card(match, page.people_url) for match in matches_of(me)],
        talks=talks,
        saved=request.GET.get("done") == "saved",
    )


@for_signed_in
def edit(page: CommunityIndexPage, request: HttpRequest, me: Practitioner) -> HttpResponse:
    """``own/edit/``: the form of the profile."""
    form = ProfileForm(request.POST if request.method == "POST" else None, instance=me)
    if form.is_bound and form.is_valid():
        try:
            with transaction.atomic():
                form.save()
        except DatabaseError:  # erased meanwhile, in another window
            return HttpResponseRedirect(f"{page.people_url}sign-in/")
        return HttpResponseRedirect(f"{page.people_url}own/?done=saved")
    status = 400 if form.is_bound else 200
    folded = [option.data for option in form["languages"][SHOWN_LANGUAGES:]]
    more_open = any(option["selected"] for option in folded)
    title = _("Your profile")
    return framed(page, request, "edit", title, status=status, crumbs=[_own(page)], form=form, more_open=more_open)


@for_signed_in
def data(page: CommunityIndexPage, request: HttpRequest, me: Practitioner) -> HttpResponse:
    """``own/data/``: all the portal holds about one, as a file."""
    content = {"written_at": timezone.now().isoformat(), "email": me.email, "data": personal.export(me.email)}
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = 'attachment; filename="keep-in-pact.json"'
    return response


@for_signed_in
def erase(page: CommunityIndexPage, request: HttpRequest, me: Practitioner) -> HttpResponse:
    """``own/erase/``: asks once, then everything is gone."""
    title = _("Delete everything")
    if request.method != "POST":
        return framed(page, request, "erase", title, crumbs=[_own(page)], held=personal.held(me.email), me=me)
    personal.erase(me.email)
    response = HttpResponseRedirect(f"{page.people_url}erased/")
    sessions.end(request, response)
    return response


def erased(page: CommunityIndexPage, request: HttpRequest) -> HttpResponse:
    """``erased/``: the word of farewell."""
    sentence = _("Your profile, your conversations and everything else we held about you are gone.")
    return said(page, request, _("Everything is deleted"), sentence)


def _own(page: CommunityIndexPage) -> Crumb:
    return Crumb(_("Your page"), f"{page.people_url}own/")
