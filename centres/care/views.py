"""What visitors and owners open below a centre: suggest, claim, edit."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from centres.care import keys, mails, owners, suggestions
from centres.care.dialogue import Dialogue, run
from centres.care.forms import AddressForm, FactsForm, OwnerForm, SuggestForm
from centres.care.pages import care_page, key_of, private, said, useless_link
from centres.models import Centre, FinderPage, Owner
from core.i18n.languages import active_language
from core.limits import seconds_to_wait, wait_words

LINK_RATE = "10/hour"


@private
def suggest(page: FinderPage, request: HttpRequest, centre: Centre) -> HttpResponse:
    """``<finder>/<slug>/suggest/``: anyone proposes a change; editors decide."""
    if "sent" in request.GET:
        return said(
            page,
            request,
            centre,
            _("Thank you"),
            _("Your change is with the editors of the portal. They read it before visitors do."),
        )

    def save(form: FactsForm) -> HttpResponse:
        if not (isinstance(form, SuggestForm) and form.is_robot):
            suggestions.submit(
                centre,
                form.changes(),
                note=form.cleaned_data["note"],
                email=form.cleaned_data["reply_to"],
                language=active_language(),
            )
        return HttpResponseRedirect("?sent=1")

    dialogue = Dialogue(
        title=_("Suggest a change"),
        lead=_("One sentence is enough. An editor reads it and puts the page right. You need no account."),
        form=SuggestForm,
        save=save,
        send_label=_("Send to the editors"),
        check_lead=_("Editors read your change before visitors do."),
    )
    return run(page, request, centre, dialogue)


@private
def claim(page: FinderPage, request: HttpRequest, centre: Centre) -> HttpResponse:
    """``<finder>/<slug>/claim/``: somebody at the centre proves it by an address at the domain of its site."""
    domain = owners.mail_domain(centre)
    if "key" in request.GET:
        return _confirm_claim(page, request, centre)
    if not domain:
        return said(
            page,
            request,
            centre,
            _("Look after this centre"),
            _("The portal knows no website of this centre that could tell who works there."),
            _("Suggest a change instead, and write in the note that you work at the centre."),
            link=(_("Suggest a change"), f"{page.centre_url(centre)}suggest/"),
        )
    lead = _("Do you work here? Write your address at %(domain)s. We send you a link to edit this page.")
    return _ask_address(page, request, centre, _("Look after this centre"), lead % {"domain": domain}, domain)


def _ask_address(
    page: FinderPage, request: HttpRequest, centre: Centre, title: str, lead: str, domain: str = ""
) -> HttpResponse:
    """Asks for an address and mails a link; the answer never tells whether the address is known."""
    form = AddressForm(request.POST if request.method == "POST" else None)
    wait, status = 0, 200
    if request.method == "POST":
        if form.is_valid() and domain and not owners.vouches(centre, form.cleaned_data["address"]):
            form.add_error(
                "address", _("This address is not at %(domain)s, the site of the centre.") % {"domain": domain}
            )
        status = 200 if form.is_valid() else 400
        wait = seconds_to_wait(request, "care-link", LINK_RATE) if form.is_valid() else 0
        if status == 200 and not wait:
            if not form.is_robot:
                _mail_link(centre, form.cleaned_data["address"], may_claim=bool(domain))
            return said(
                page,
                request,
                centre,
                _("Look into your mailbox"),
                _("If this address may look after the centre, a link is on its way. It works for three days."),
            )
    response = care_page(
        page,
        request,
        centre,
        "address",
        title,
        form=form,
        lead=lead,
        wait=wait_words(wait) if wait else "",
        ask_again=f"{page.centre_url(centre)}edit/" if domain else "",
        status=429 if wait else status,
    )
    if wait:
        response["Retry-After"] = str(wait)
    return response


def _mail_link(centre: Centre, email: str, *, may_claim: bool) -> None:
    owner = Owner.objects.filter(centre=centre, email=email).select_related("centre").first()
    if owner and owner.active:
        mails.send_edit_link(owner)
    elif owner is None and may_claim:
        mails.send_claim(centre, email, active_language())


def _confirm_claim(page: FinderPage, request: HttpRequest, centre: Centre) -> HttpResponse:
    """A button, not the opening of the link, confirms: mail scanners open links."""
    found = keys.read_claim(key_of(request), centre)
    used = found and Owner.objects.filter(centre=centre, email=found.email).exists()
    if found is None or used or not owners.vouches(centre, found.email):
        return useless_link(page, request, centre)
    if request.method != "POST":
        return care_page(
            page,
            request,
            centre,
            "button",
            _("Look after this centre"),
            sentences=[
                _("You confirm that %(email)s is your address and that you work here.") % {"email": found.email}
            ],
            facts=[],
            button=_("Confirm and edit the page"),
        )
    owner = owners.make_owner(centre, found.email, found.language)
    return edit_redirect(page, owner) if owner else useless_link(page, request, centre)


def edit_redirect(page: FinderPage, owner: Owner) -> HttpResponse:
    """To the form of the owner's centre, in the language of this page."""
    return HttpResponseRedirect(f"{page.centre_url(owner.centre)}edit/?key={quote(keys.edit_key(owner))}")


@private
def edit(page: FinderPage, request: HttpRequest, centre: Centre) -> HttpResponse:
    """``<finder>/<slug>/edit/``: an owner changes the page at once; without a key, asks for a link."""
    if "key" not in request.GET:
        lead = _("Do you look after this centre already? Write the address we know, and we send you a new link.")
        return _ask_address(page, request, centre, _("Edit this page"), lead)
    owner = keys.read_edit(key_of(request), centre)
    if owner is None:
        return useless_link(page, request, centre)
    if "done" in request.GET:
        return _done(page, request, centre)
    dialogue = Dialogue(
        title=_("Edit this page"),
        lead=_("This is what visitors read now. Put right what has changed. Saving also confirms the rest."),
        form=OwnerForm,
        save=lambda form: _save(request, owner, form),
        send_label=_("Save and confirm the facts"),
        check_lead=_("Visitors read it as soon as you save, with today’s date as last checked."),
        direct=True,
    )
    return run(page, request, centre, dialogue)


def _save(request: HttpRequest, owner: Owner, form: FactsForm) -> HttpResponse:
    owners.make_owner(owner.centre, owner.email, owner.language)
    live = suggestions.publish_for_owner(owner.centre, form.wanted, owner.email, owner.language)
    return HttpResponseRedirect(f"?key={quote(key_of(request))}&done={'live' if live else 'waits'}")


def _done(page: FinderPage, request: HttpRequest, centre: Centre) -> HttpResponse:
    if request.GET["done"] == "live":
        return said(page, request, centre, _("Saved"), _("Thank you. Visitors read it now."))
    return said(
        page,
        request,
        centre,
        _("Saved for the editors"),
        _("An editor is working on this centre. Your change waits until that is done; we write to you then."),
    )
