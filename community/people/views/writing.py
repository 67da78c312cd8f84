"""Writing to a colleague, answering, hearing no more, and keeping one's profile: links of mails need no signing in."""

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from community.frame import framed, key_of, said, useless_link
from community.models import CommunityIndexPage, Practitioner
from community.people import relay
from community.people.forms import MessageForm
from community.people.letters import KEEP
from community.people.relay import Outcome
from community.people.views.directory import person_at
from community.visitors import practitioner_of
from core.head import Crumb


def write(page: CommunityIndexPage, request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """``<key>/write/``: the first message, or a further one. Raises Http404 for whom the reader may not see."""
    me = practitioner_of(request)
    if me is None:
        return HttpResponseRedirect(f"{page.people_url}sign-in/")
    person = person_at(request, key)
    if person.pk == me.pk:
        return HttpResponseRedirect(f"{page.people_url}own/")
    if not me.may_be_written_to:
        return said(
            page,
            request,
            _("Nobody could answer you"),
            _("To write to colleagues, have a profile with your name, and let colleagues write to you."),
            status=403,
            link=(_("Edit my profile"), f"{page.people_url}own/edit/"),
        )
    if not person.may_be_written_to:
        return _not_passed_on(page, request, Outcome.UNWANTED)
    crumbs = [Crumb(person.name, f"{page.people_url}{person.key}/")]
    return _exchange(page, request, me, person, crumbs)


def answer(page: CommunityIndexPage, request: HttpRequest) -> HttpResponse:
    """``answer/?key=``: the form behind the link of a message."""
    side = relay.side_of(key_of(request))
    if side is None:
        return useless_link(page, request)
    if side.conversation.stopped_at:
        return _not_passed_on(page, request, Outcome.STOPPED)
    return _exchange(page, request, side.reader, side.partner, [])


def stop(page: CommunityIndexPage, request: HttpRequest) -> HttpResponse:
    """``stop/?key=``: a button; then the two hear no more of each other."""
    side = relay.side_of(key_of(request))
    if side is None:
        return useless_link(page, request)
    title = _("No more messages from %(name)s") % {"name": side.partner.name}
    if request.method != "POST" and not side.conversation.stopped_at:
        return framed(
            page, request, "ask", title,
            sentence=_("Neither of you can then write to the other through the portal. This cannot be taken back."),
            button=_("End the conversation"),
        )  # fmt: skip
    relay.stop(side)
    return said(page, request, title, _("The two of you cannot write to each other through the portal any more."))


def keep(page: CommunityIndexPage, request: HttpRequest) -> HttpResponse:
    """``keep/?key=``: a button; then the profile is kept for two more years."""
    match KEEP.read(key_of(request)):
        case [pk]:
            known = Practitioner.objects.filter(pk=pk)
        case _:
            known = Practitioner.objects.none()
    if not known.exists():
        return useless_link(page, request)
    title = _("Keep your profile")
    if request.method != "POST":
        return framed(
            page, request, "ask", title,
            sentence=_("Do you still want to be found by colleagues?"), button=_("Keep my profile"),
        )  # fmt: skip
    known.update(last_seen_at=timezone.now(), warned_at=None)
    return said(page, request, title, _("Your profile is kept. We write again when you have been away for two years."))


def _exchange(
    page: CommunityIndexPage, request: HttpRequest, me: Practitioner, person: Practitioner, crumbs: list[Crumb]
) -> HttpResponse:
    """The form, and what becomes of what is sent with it."""
    form = MessageForm(request.POST if request.method == "POST" else None)
    status, wait = (400 if form.is_bound else 200), ""
    if form.is_bound and form.is_valid():
        outcome = Outcome.SENT if form.is_robot else relay.pass_on(me, person, form.cleaned_data["message"])
        if outcome in (Outcome.SENT, Outcome.TWICE):
            # An address that may be read again sends nothing twice.
            return HttpResponseRedirect(f"{page.people_url}sent/")
        if outcome is not Outcome.TOO_MANY:
            return _not_passed_on(page, request, outcome)
        status, wait = (
            429,
            _("You have written many messages today. Send this one tomorrow; copy it, so that it is not lost."),
        )
    title = _("Write to %(name)s") % {"name": person.name}
    return framed(page, request, "write", title, status=status, crumbs=crumbs, form=form, person=person, wait=wait)


def sent(page: CommunityIndexPage, request: HttpRequest) -> HttpResponse:
    """``sent/``: what happens now."""
    return said(
        page,
        request,
        _("Your message is on its way"),
        _("It goes out by mail. The answer comes to you by mail as well; neither of you is shown the other’s address."),
    )


def _not_passed_on(page: CommunityIndexPage, request: HttpRequest, outcome: Outcome) -> HttpResponse:
    sentence = {
        Outcome.STOPPED: _("One of you has ended this conversation. No more messages are passed on."),
        Outcome.UNWANTED: _(
            "No messages are passed on here: one of you does not want any through the portal just now."
        ),
    }[outcome]
    return said(page, request, _("Your message cannot be passed on"), sentence, status=403)
