"""Signing in and out: ask for a link, open it, press the button."""

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.utils.translation import gettext as _

from community.frame import framed, key_of, said, useless_link
from community.models import CommunityIndexPage
from community.visitors import links, sessions
from core.forms import AddressForm
from core.i18n.languages import active_language
from core.limits import seconds_to_wait, wait_words

RATE = "20/hour"


def sign_in(page: CommunityIndexPage, request: HttpRequest) -> HttpResponse:
    """``sign-in/``: asks for an address, and answers every address alike."""
    if sessions.practitioner_of(request):
        return HttpResponseRedirect(f"{page.people_url}own/")
    form = AddressForm(request.POST if request.method == "POST" else None)
    status, wait = 200, 0
    if form.is_bound and not form.is_valid():
        status = 400
    elif form.is_bound and (wait := seconds_to_wait(request, "sign-in-link", RATE)):
        status = 429
    elif form.is_bound:
        if not form.is_robot:
            links.ask(form.cleaned_data["email"], page.people_url)
        return HttpResponseRedirect(f"{page.people_url}sign-in/sent/")
    words = wait_words(wait) if wait else ""
    response = framed(page, request, "sign_in", _("Sign in or join"), status=status, form=form, wait=words)
    if wait:
        response["Retry-After"] = str(wait)
    return response


def sent(page: CommunityIndexPage, request: HttpRequest) -> HttpResponse:
    """``sign-in/sent/``: what happens now."""
    return said(
        page,
        request,
        _("Look at your mail"),
        _("A mail with a link is on its way to you. The link works once, within half an hour."),
        _("If it does not come, look at the address and ask again."),
        link=(_("Ask for a new link"), f"{page.people_url}sign-in/"),
    )


def open_link(page: CommunityIndexPage, request: HttpRequest) -> HttpResponse:
    """``sign-in/open/?key=``: a button, since programs that look at links of mails only read; then one is signed in."""
    key = key_of(request)
    invitation = links.read(key)
    if invitation is None:
        return useless_link(page, request)
    if request.method != "POST":
        return framed(page, request, "open", _("Sign in"), email=invitation.email)
    person = links.use(key, active_language())
    if person is None:
        return useless_link(page, request)
    response = HttpResponseRedirect(f"{page.people_url}{'own' if person.name else 'own/edit'}/")
    try:
        with transaction.atomic():
            sessions.begin(response, person)
    except IntegrityError:  # erased meanwhile, in another window
        return useless_link(page, request)
    return response


def sign_out(page: CommunityIndexPage, request: HttpRequest) -> HttpResponse:
    """``sign-out/``: what a button sends."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    response = HttpResponseRedirect(page.people_url)
    sessions.end(request, response)
    return response
