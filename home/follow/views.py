"""``follow/``: the form, what its links open, and the own choices. The form has an address of its own, so that reading sets no cookie.

Whoever has the key of a mail needs no account and no cookie: what such a page sends carries the key in its address.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from core import params
from core.feeds import told_in
from core.head import Crumb, Head
from core.i18n.languages import active_language
from core.i18n.urls import home_url
from core.limits import seconds_to_wait, wait_words
from home.follow import book
from home.follow.choices import LONGEST_KEY, asked, own_path, owner
from home.follow.forms import FollowForm, OwnForm
from home.follow.letters import chosen

RATE = "10/hour"


def follow(request: HttpRequest) -> HttpResponse:
    """``follow/?kind=``: asks for an address and choices, and answers every address alike."""
    lists = told_in(active_language())
    kinds = params.codes(request, "kind", [told.kind for told in lists])
    initial = {"languages": [active_language()], "kinds": kinds}
    form = FollowForm(request.POST if request.method == "POST" else None, initial=initial)
    status, wait = 200, 0
    if form.is_bound and not form.is_valid():
        status = 400
    elif form.is_bound and (wait := seconds_to_wait(request, "follow", RATE)):
        status = 429
    elif form.is_bound:
        if not form.is_robot:
            book.ask(form.cleaned_data["email"], form.choices())
        return HttpResponseRedirect(reverse("follow_sent"))
    extra = {"form": form, "wait": wait_words(wait) if wait else "", "lists": lists}
    response = _page(request, "home/follow/form.html", _("Follow by mail"), extra, status=status)
    if wait:
        response["Retry-After"] = str(wait)
    return response


def sent(request: HttpRequest) -> HttpResponse:
    """``follow/sent/``: what happens now."""
    return _said(
        request,
        _("Look into your mail"),
        _(
            "A mail with a link is on its way to you. Open the link within three days and confirm it; only then do you follow."
        ),
        _("If it does not come, look at the address and ask again."),
        link=(_("Ask again"), reverse("follow")),
    )


@csrf_exempt
def confirm(request: HttpRequest) -> HttpResponse:
    """``follow/confirm/?key=``: a button, since programs that look at links of mails only read; then one follows."""
    wanted = asked(_key(request))
    if wanted is None:
        return _useless(request)
    if request.method == "POST" and (follower := book.begin(_key(request))):
        return HttpResponseRedirect(f"{own_path(follower)}&done=begun")
    extra = {"chosen": chosen(wanted[1])}
    return _page(request, "home/follow/confirm.html", _("Confirm what you follow"), extra)


@csrf_exempt
def own(request: HttpRequest) -> HttpResponse:
    """``follow/own/?key=``: the own choices."""
    _known, follower = owner(_key(request))
    if follower is None:
        return _useless(request)
    keeps = request.POST.get("do") == "keep"
    form = OwnForm.of(follower, request.POST if request.method == "POST" and not keeps else None)
    if keeps or (form.is_bound and form.is_valid()):
        if not book.change(follower, None if keeps else form.choices()):
            return _useless(request)
        return HttpResponseRedirect(f"{own_path(follower)}&done=saved")
    done = "" if form.is_bound else request.GET.get("done", "")
    extra = {
        "form": form,
        "done": {"begun": _("You follow Keep in Pact by mail now."), "saved": _("Your choices are saved.")}.get(
            done, ""
        ),
        "asks": follower.warned_at is not None,
        "no_more_url": f"{reverse('follow_no_more')}?{own_path(follower).partition('?')[2]}",
    }
    return _page(request, "home/follow/own.html", _("What you follow"), extra, status=400 if form.is_bound else 200)


@csrf_exempt
def no_more(request: HttpRequest) -> HttpResponse:
    """``follow/no-more/?key=``: a button, then the end. Mail programs post here by themselves (RFC 8058), without a cookie."""
    known, follower = owner(_key(request))
    if not known:
        return _useless(request)
    title = _("No more mails")
    if follower and request.method != "POST":
        extra = {
            "sentence": _("We then delete your address and what you chose. You can follow again whenever you like.")
        }
        return _page(request, "core/ask.html", title, extra | {"button": title})
    if follower:
        book.stop(follower)
    gone = _("We have deleted your address and what you chose. No more mails about news will come.")
    return _said(request, title, gone, link=(_("Follow by mail"), reverse("follow")))


def _key(request: HttpRequest) -> str:
    key = request.GET.get("key", "")
    return key if len(key) <= LONGEST_KEY else ""


def _useless(request: HttpRequest) -> HttpResponse:
    return _said(
        request,
        _("This link no longer works"),
        _("It is too old, was not copied whole, or the address it was sent to follows no more."),
        _("Ask for a new one: whoever follows already finds the way to their choices in it."),
        link=(_("Follow by mail"), reverse("follow")),
        status=410,
    )


def _said(request: HttpRequest, title: str, *sentences: str, link: tuple[str, str], status: int = 200) -> HttpResponse:
    return _page(request, "core/said.html", title, {"sentences": sentences, "link": link}, status=status)


def _page(request: HttpRequest, template: str, title: str, extra: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """Never cached, never indexed; whoever changes the language keeps the key."""
    head = Head.for_view(request, title=title, noindex=True)
    head.keep_query(request.META.get("QUERY_STRING", ""))
    way = [Crumb(_("Home"), home_url(active_language()))]
    if request.path != reverse("follow"):
        way.append(Crumb(_("Follow by mail"), reverse("follow")))
    context = {"head": head, "title": title, "breadcrumbs": [*way, Crumb(title)]}
    response = TemplateResponse(request, template, context | extra, status=status)
    add_never_cache_headers(response)
    return response
