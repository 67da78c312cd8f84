"""What an author opens: the first form, the steps behind the link, how far it is, and the way back."""

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from core.i18n.languages import active_language
from core.limits import seconds_to_wait, wait_words
from resources.contribute import progress
from resources.contribute.files import FilesForm
from resources.contribute.forms import BeginForm
from resources.contribute.pages import below_list, for_author, frame, step_stops
from resources.contribute.steps import FORMS, Step, after, initial_of, summary_of
from resources.contribute.tasks import place_contribution
from resources.models import Contribution, ContributionState, ResourceIndexPage
from resources.models.contributions import WRITTEN

RATE = "10/hour"
LONGEST_ANSWER = 5000


@below_list
def begin(request: HttpRequest, page: ResourceIndexPage) -> HttpResponse:
    """``<list>/contribute/``: who somebody is, and the address the link goes to."""
    if request.method != "POST":
        form = BeginForm(initial={"language": active_language()})
        return _begin(page, request, form)
    form = BeginForm(request.POST)
    if not form.is_valid():
        return _begin(page, request, form, status=400)
    if wait := seconds_to_wait(request, "contribute", RATE):
        response = _begin(page, request, form, wait=wait_words(wait), status=429)
        response["Retry-After"] = str(wait)
        return response
    if not form.is_robot:
        progress.begin(form.cleaned_data["email"], form.cleaned_data)
    return HttpResponseRedirect(f"{page.contribute_url}mailed/")


def _begin(
    page: ResourceIndexPage, request: HttpRequest, form: BeginForm, wait: str = "", status: int = 200
) -> HttpResponse:
    return frame(page, request, "begin", _("Send a good practice"), status=status, form=form, wait=wait)


@below_list
def mailed(request: HttpRequest, page: ResourceIndexPage) -> HttpResponse:
    """``<list>/contribute/mailed/``: what to do now."""
    return frame(
        page, request, "said", _("Look into your mailbox"), link=(page.title, page.url),
        sentences=[
            _("A link is on its way to you. It opens your text: write it now, or later."),
            _("No mail after some minutes? Look among unwanted mail, then begin again with the right address."),
        ],
    )  # fmt: skip


@for_author
def step(request: HttpRequest, page: ResourceIndexPage, contribution: Contribution, step: str) -> HttpResponse:
    """``<list>/contribute/<step>/?key=``: one step; what is sent is kept, then the next one follows. Raises Http404."""
    if step not in Step.values:
        raise Http404
    here, query = Step(step), urlencode({"key": request.GET["key"]})
    if contribution.state not in WRITTEN:
        return HttpResponseRedirect(f"{page.contribute_url}status/?{query}")
    if here == Step.CHECK:
        return _check(request, page, contribution, query)
    if here == Step.FILES:
        return _files(request, page, contribution, query)
    form = FORMS[here](request.POST if request.method == "POST" else None, initial=initial_of(contribution))
    if request.method == "POST" and form.is_valid():
        progress.save_step(contribution, form.cleaned_data)
        return _onward(page, after(here), query)
    status = 400 if form.errors else 200
    return _show_step(request, page, contribution, here, query, form=form, template="step", status=status)


def _onward(page: ResourceIndexPage, step: str, query: str) -> HttpResponse:
    return HttpResponseRedirect(f"{page.contribute_url}{step}/?{query}")


def _show_step(
    request: HttpRequest, page: ResourceIndexPage, contribution: Contribution, here: Step, query: str, **extra: Any
) -> HttpResponse:
    stops = step_stops(page, contribution, here, query)
    template, status = extra.pop("template"), extra.pop("status", 200)
    context = {"contribution": contribution, "stops": stops, "step": here.value, "wait": ""} | extra
    return frame(page, request, template, str(here.label), status=status, **context)


def _files(request: HttpRequest, page: ResourceIndexPage, contribution: Contribution, query: str) -> HttpResponse:
    if request.method != "POST":
        form = FilesForm(contribution)
        return _show_step(request, page, contribution, Step.FILES, query, form=form, template="files")
    form = FilesForm(contribution, request.POST, request.FILES)
    if form.is_valid():
        came = form.save()
        progress.save_step(contribution, {})
        if not form.refused:
            return _onward(page, Step.FILES if came else after(Step.FILES), query)
        # What passed is kept and stands in the list; beside it, what did not.
        again, errors = FilesForm(contribution, {}), form.errors["more"]
        again.is_bound, again._errors = False, {}
        return _show_step(
            request, page, contribution, Step.FILES, query, form=again, refused=errors, template="files", status=400
        )
    return _show_step(request, page, contribution, Step.FILES, query, form=form, template="files", status=400)


def _check(request: HttpRequest, page: ResourceIndexPage, contribution: Contribution, query: str) -> HttpResponse:
    if request.method == "POST" and progress.send(contribution):
        place_contribution.enqueue(contribution.pk)
        return _onward(page, "status", query)
    parts = [(f"{page.contribute_url}{part.step}/?{query}", part) for part in summary_of(contribution)]
    missing = [(f"{url}#{answer.anchor}", answer) for url, part in parts for answer in part.missing]
    return _show_step(
        request, page, contribution, Step.CHECK, query, parts=parts, missing=missing, template="check",
        status=400 if request.method == "POST" else 200,
    )  # fmt: skip


@for_author
def status(request: HttpRequest, page: ResourceIndexPage, contribution: Contribution) -> HttpResponse:
    """``<list>/contribute/status/?key=``: how far it is; questions are answered here."""
    query = urlencode({"key": request.GET["key"]})
    if contribution.state in WRITTEN:
        return _onward(page, Step.CHECK, query)
    errors, code = {}, 200
    if request.method == "POST":
        errors = _answer(request, contribution)
        if not errors:
            return _onward(page, "status", query)
        code = 400
    questions = [(one, *errors.get(one.pk, ("", ""))) for one in contribution.questions.all()]
    live = contribution.page if contribution.page and contribution.page.live else None
    return frame(
        page, request, "status", str(contribution), status=code, contribution=contribution, questions=questions,
        versions=live.translations.real if live else [],
        may_withdraw=contribution.state in ("sent", "reading", "published") and not contribution.withdrawal_asked_at,
        change_url=f"{page.contribute_url}change/?{query}" if live and contribution.state == "published" else "",
        withdraw_url=f"{page.contribute_url}withdraw/?{query}",
    )  # fmt: skip


def _answer(request: HttpRequest, contribution: Contribution) -> dict[int, tuple[str, str]]:
    """``{question: (what was written, what is wrong)}``; empty when the answer is kept, or was before."""
    given = request.POST.get("question", "")
    pk = int(given) if given.isdecimal() and len(given) < 19 else 0
    text = "\n".join(line.rstrip() for line in request.POST.get("answer", "").replace("\x00", "").splitlines()).strip()
    if not text:
        return {pk: ("", _("Write your answer here."))}
    if len(text) > LONGEST_ANSWER:
        message = _("This text has %(show_value)d characters. Shorten it to %(limit_value)d.")
        return {pk: (text, message % {"show_value": len(text), "limit_value": LONGEST_ANSWER})}
    progress.answer(contribution, pk, text)
    return {}


@for_author
def change(request: HttpRequest, page: ResourceIndexPage, contribution: Contribution) -> HttpResponse:
    """``<list>/contribute/change/?key=``: opens the form again for what is published."""
    query = urlencode({"key": request.GET["key"]})
    if request.method == "POST" and progress.begin_change(contribution):
        return _onward(page, Step.PRACTICE, query)
    if request.method == "POST" or contribution.state != ContributionState.PUBLISHED:
        return _onward(page, "status", query)
    return frame(page, request, "change", _("Propose a change"), status_url=f"{page.contribute_url}status/?{query}")


@for_author
def withdraw(request: HttpRequest, page: ResourceIndexPage, contribution: Contribution) -> HttpResponse:
    """``<list>/contribute/withdraw/?key=``: a button, since programs that look at links of mails only read."""
    query = urlencode({"key": request.GET["key"]})
    if request.method == "POST":
        progress.withdraw(contribution)
        contribution.refresh_from_db()
        return _onward(page, "status", query)
    if contribution.state in (ContributionState.DECLINED, ContributionState.WITHDRAWN):
        return _onward(page, "status", query)
    published = contribution.is_public
    return frame(
        page, request, "withdraw", _("Withdraw"), contribution=contribution, published=published,
        status_url=f"{page.contribute_url}status/?{query}",
    )  # fmt: skip
