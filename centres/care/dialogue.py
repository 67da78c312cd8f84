"""The form with the facts of a centre, in three steps that need no script: write, check what changes, send.

Who only writes a message changes no fact: it is sent at once.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from centres.care.forms import FactsForm
from centres.care.pages import care_page
from centres.care.wording import changed_facts
from centres.models import Centre, FinderPage
from core.limits import seconds_to_wait, wait_words


@dataclass(frozen=True, slots=True)
class Dialogue:
    """What differs between a visitor's suggestion and an owner's edit. ``save`` is given a valid form."""

    title: str
    lead: str
    form: type[FactsForm]
    save: Callable[[FactsForm], HttpResponse]
    send_label: str
    check_lead: str
    direct: bool = False
    rate: str = "20/hour"


def run(page: FinderPage, request: HttpRequest, centre: Centre, dialogue: Dialogue) -> HttpResponse:
    """One step of the dialogue."""
    if request.method != "POST":
        return _form(page, request, centre, dialogue, dialogue.form(centre))
    form = dialogue.form(centre, request.POST)
    step = request.POST.get("step")
    if step == "back":
        return _form(page, request, centre, dialogue, form)
    if form.is_valid() and not dialogue.direct and not form.changes() and not form.cleaned_data.get("note"):
        form.add_error(None, _("Nothing is different yet. Change a fact, or write what we should know."))
    if form.errors:
        return _form(page, request, centre, dialogue, form, status=400)
    if step != "send" and (dialogue.direct or form.changes()):
        return _check(page, request, centre, dialogue, form)
    if dialogue.direct and _is_grave(form) and not request.POST.get("sure"):
        return _check(page, request, centre, dialogue, form, status=400, unsure=True)
    wait = seconds_to_wait(request, "care", dialogue.rate)
    if wait:
        return _too_many(_check(page, request, centre, dialogue, form, status=429, wait=wait_words(wait)), wait)
    return dialogue.save(form)


def _too_many(response: TemplateResponse, wait: int) -> TemplateResponse:
    response["Retry-After"] = str(wait)
    return response


def _is_grave(form: FactsForm) -> bool:
    """A new name, or the end of the centre: asked twice."""
    return "name" in form.wanted or form.wanted.get("status") in ("closed", "suspended")


def _form(
    page: FinderPage, request: HttpRequest, centre: Centre, dialogue: Dialogue, form: FactsForm, status: int = 200
) -> TemplateResponse:
    return care_page(page, request, centre, "facts_form", dialogue.title, form=form, lead=dialogue.lead, status=status)


def _check(
    page: FinderPage,
    request: HttpRequest,
    centre: Centre,
    dialogue: Dialogue,
    form: FactsForm,
    status: int = 200,
    wait: str = "",
    unsure: bool = False,
) -> TemplateResponse:
    return care_page(
        page,
        request,
        centre,
        "check",
        _("Check what changes"),
        status=status,
        dialogue=dialogue,
        changes=changed_facts(centre, form.changes()),
        note=form.cleaned_data.get("note", ""),
        reply_to=form.cleaned_data.get("reply_to", ""),
        posted=_posted(request, form),
        grave=dialogue.direct and _is_grave(form),
        unsure=unsure,
        wait=wait,
    )


def _posted(request: HttpRequest, form: FactsForm) -> list[tuple[str, str]]:
    """What was sent, as hidden fields of the next step."""
    known = {*form.fields}
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name in known or name.partition("-")[0] in known
        for value in values
    ]
