"""``<finder>/<slug>/answer/?key=…&is=right``: the links of a review mail.

Mail scanners open every link of a mail. Opening a link therefore shows a sentence and one button; only the button
records the answer, once.
"""

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from centres.care import keys, owners, suggestions
from centres.care.pages import care_page, key_of, private, said, useless_link
from centres.care.views import edit_redirect
from centres.care.wording import facts_of
from centres.models import Centre, FinderPage, Owner, ReviewRequest

Answer = ReviewRequest.Answer


@private
def answer(page: FinderPage, request: HttpRequest, centre: Centre) -> HttpResponse:
    """Shows what an answer means, and records it when the button is pressed."""
    asked = keys.read_answer(key_of(request), centre)
    choice = request.GET.get("is", "")
    if asked is None or choice not in Answer.values or _is_taken_back(asked):
        return useless_link(page, request, centre)
    if asked.answer == choice or (asked.answer and choice != Answer.NEVER):
        return _already(page, request, centre, asked)
    if request.method != "POST":
        title, sentence, button = _question(choice)
        facts = facts_of(centre) if choice == Answer.RIGHT else []
        return care_page(page, request, centre, "button", title, sentences=[sentence], facts=facts, button=button)
    with transaction.atomic():
        if not _record(asked, choice):
            return _already(page, request, centre, asked)
        return _act(page, request, centre, asked, choice)


def _is_taken_back(asked: ReviewRequest) -> bool:
    return Owner.objects.filter(centre=asked.centre_id, email=asked.email, active=False).exists()


def _already(page: FinderPage, request: HttpRequest, centre: Centre, asked: ReviewRequest) -> HttpResponse:
    answered = timezone.localtime(asked.answered_at) if asked.answered_at else timezone.now()
    return said(
        page,
        request,
        centre,
        _("You have already answered"),
        _("On %(date)s you answered: %(answer)s.")
        % {"date": date_format(answered, "DATE_FORMAT"), "answer": asked.get_answer_display()},
        link=(_("Suggest a change"), f"{page.centre_url(centre)}suggest/"),
    )


def _question(choice: str) -> tuple[str, str, str]:
    """(title, what the button does, its label)."""
    return {
        Answer.RIGHT: (
            _("All is right"),
            _("You confirm that the centre is in service and that these facts are right today."),
            _("Yes, all of it is right"),
        ),
        Answer.EDIT: (
            _("Something has changed"),
            _("The next page shows the facts in a form. You change what is no longer right."),
            _("Show me the form"),
        ),
        Answer.CLOSED: (
            _("The centre has closed"),
            _("An editor checks it first. Then the page says that the centre is closed, and it leaves the map."),
            _("Yes, it is closed for good"),
        ),
        Answer.NEVER: (
            _("No more mails"),
            _("We never again ask this address whether facts are right."),
            _("Do not write to me again"),
        ),
    }[Answer(choice)]


def _record(asked: ReviewRequest, choice: str) -> bool:
    """Whether this press of the button was the first."""
    unanswered = ReviewRequest.objects.filter(pk=asked.pk, answer=asked.answer)
    first = bool(unanswered.update(answer=choice, answered_at=timezone.now()))
    asked.refresh_from_db()
    return first


def _act(page: FinderPage, request: HttpRequest, centre: Centre, asked: ReviewRequest, choice: str) -> HttpResponse:
    if choice == Answer.EDIT:
        return _to_form(page, centre, asked)
    if choice == Answer.RIGHT:
        suggestions.publish_for_owner(centre, {}, asked.email, asked.language)
        sentence = _("Thank you. Visitors now read that the centre checked its facts today.")
    elif choice == Answer.CLOSED:
        closed = {
            "status": {"from": centre.status, "to": "closed"},
            "status_since": {"from": centre.status_since, "to": ""},
        }
        suggestions.submit(centre, closed, email=asked.email, language=asked.language, by_owner=True)
        sentence = _("Thank you. An editor checks it and then marks the centre as closed.")
    else:
        sentence = _("This address gets no more of these mails.")
    return said(page, request, centre, _("Thank you"), sentence)


def _to_form(page: FinderPage, centre: Centre, asked: ReviewRequest) -> HttpResponse:
    """Who is known to work at the centre edits at once; any other address the mail went to suggests."""
    known = Owner.objects.filter(centre=centre, email=asked.email, active=True).exists()
    if known or owners.vouches(centre, asked.email):
        owner = owners.make_owner(centre, asked.email, asked.language)
        if owner:
            return edit_redirect(page, owner)
    return HttpResponseRedirect(f"{page.centre_url(centre)}suggest/")
