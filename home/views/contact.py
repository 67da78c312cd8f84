"""The contact page, its form and the word of thanks. The form has its own address, so that reading sets no cookie."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers
from wagtail.models import Page

from agenda.models import AgendaIndexPage
from centres.models import FinderPage
from core.limits import seconds_to_wait, wait_words
from core.page_views import serves, shows
from home.cards import partner_lines
from home.forms import ContactForm, initial_of
from home.messages import receive
from home.models import ContactPage
from home.vocabularies import TOPICS, Topic
from resources.contribute.keys import contribute_url

FORM = "home/contact_form.html"
RATE = "10/hour"


@shows(ContactPage)
def contact(page: ContactPage, request: HttpRequest) -> dict[str, Any]:
    """What one can write about, where advice is given, and the partners with a site of their own."""
    partners = [row for row in partner_lines(page.locale.language_code) if row.website]
    forms = {Topic.PRACTICE.value: contribute_url(page.locale.language_code)}
    topics = [(forms.get(code) or f"{page.form_url}?topic={code}", label) for code, label in TOPICS]
    date_url = _date_url(page)
    if date_url:
        topics.insert(-1, (date_url, Topic.EVENT.label))
    return {"topics": topics, "finder_url": FinderPage.url_in(page.locale.language_code), "partners": partners}


def _date_url(page: ContactPage) -> str:
    """The form for those who wait for a date, ``""`` without an agenda."""
    agenda = AgendaIndexPage.url_in(page.locale.language_code)
    return f"{agenda}{AgendaIndexPage.SUBSCRIBE}" if agenda else ""


@serves(ContactPage)
def contact_steps(page: ContactPage, request: HttpRequest, step: str = "") -> HttpResponse:
    """The page itself, or one of the two steps below it; these are never cached."""
    if not step:
        return Page.serve(page, request)
    response = _sent(page, request) if step == ContactPage.SENT_STEP else _form(page, request)
    add_never_cache_headers(response)
    return response


def _form(page: ContactPage, request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        form = ContactForm(request.POST)
        if not form.is_valid():
            return _step(page, request, FORM, {"form": form, "wait": ""}, status=400)
        if wait := seconds_to_wait(request, "contact", RATE):
            response = _step(page, request, FORM, {"form": form, "wait": wait_words(wait)}, status=429)
            response["Retry-After"] = str(wait)
            return response
        receive(page, form)
        return HttpResponseRedirect(f"{page.form_url}{ContactPage.SENT_STEP}/")
    if request.GET.get("topic") == Topic.EVENT and (url := _date_url(page)):
        return HttpResponseRedirect(url)
    return _step(page, request, FORM, {"form": ContactForm(initial=initial_of(request)), "wait": ""})


def _sent(page: ContactPage, request: HttpRequest) -> HttpResponse:
    return _step(page, request, "home/contact_sent.html", {})


def _step(
    page: ContactPage, request: HttpRequest, template: str, extra: dict[str, Any], status: int = 200
) -> HttpResponse:
    context = page.get_context(request) | extra
    context["onward"] = []  # who fills in a form is not led away from it
    context["head"].noindex = True
    context["head"].alternates = []
    return TemplateResponse(request, template, context, status=status)
