"""What happens to a contribution, from the first mail to the day its author is forgotten: the one place that changes its state."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import override

from core.drafts.discarding import discard
from core.letters.letter import Kind
from core.people.languages import COORDINATORS, language_of
from resources.contribute import drafts, letters
from resources.contribute.steps import is_complete
from resources.contribute.workflow import ROLE
from resources.models import AuthorQuestion, CaseStudyPage, Contribution, ContributionState
from resources.models.contributions import WRITTEN

State = ContributionState
MAILS_A_DAY = 3
"""Links to one address: whoever writes somebody else's address again and again does not fill their mailbox."""


@transaction.atomic
def begin(email: str, who: Mapping[str, Any]) -> None:
    """Keeps what the first step says and mails the link; nothing tells whether the address is known."""
    since = timezone.now() - timedelta(days=1)
    if Contribution.objects.filter(email=email, begun_at__gt=since).count() >= MAILS_A_DAY:
        return
    contribution = Contribution(email=email)
    put(contribution, who)
    contribution.save()
    _tell(contribution, letters.LINK, letters.link)


def put(contribution: Contribution, answers: Mapping[str, Any]) -> None:
    """Writes the answers of a step into a contribution; the caller saves it."""
    rest = dict(answers)
    for name in ("name", "language"):
        if name in rest:
            setattr(contribution, name, rest.pop(name))
    if "organisation" in rest:
        contribution.organisation_id = int(rest.pop("organisation") or 0) or None
    contribution.answers |= {name: value for name, value in rest.items() if name not in ("email", "website", "opened")}
    contribution.touched_at, contribution.reminded_at = timezone.now(), None


@transaction.atomic
def save_step(contribution: Contribution, answers: Mapping[str, Any]) -> bool:
    """Keeps a step; ``False`` when it has been sent in the meantime, and nothing is changed."""
    fresh = Contribution.objects.select_for_update().get(pk=contribution.pk)
    if fresh.state not in WRITTEN:
        return False
    put(fresh, answers)
    fresh.save()
    return True


@transaction.atomic
def send(contribution: Contribution) -> bool:
    """Hands it over, once; ``False`` while something is missing, or when it was sent already."""
    fresh = Contribution.objects.select_for_update().get(pk=contribution.pk)
    if fresh.state not in WRITTEN or not is_complete(fresh):
        return False
    fresh.state, fresh.sent_at, fresh.reason = State.SENT, timezone.now(), ""
    fresh.save(update_fields=["state", "sent_at", "reason"])
    _tell(fresh, letters.RECEIVED, letters.received)
    return True


@transaction.atomic
def place(pk: int) -> None:
    """Makes the draft of one that was sent; where its language has no list, coordinators are told once and it waits."""
    contribution = Contribution.objects.select_for_update(of=("self",)).filter(pk=pk, state=State.SENT).first()
    if contribution is None:
        return
    if contribution.is_public and contribution.page:
        # While somebody else works on the page the change waits; publishing or discarding that lets it in.
        if drafts.is_free(contribution.page):
            drafts.revise(contribution, contribution.page)
        return
    parent = drafts.parent_in(contribution.language)
    if parent is not None:
        drafts.make_draft(contribution, parent)
    elif contribution.told_at is None:
        contribution.told_at = timezone.now()
        contribution.save(update_fields=["told_at"])
        _tell_staff(contribution, letters.HOMELESS, letters.homeless)


@transaction.atomic
def ask(contribution: Contribution, user: Any, text: str) -> AuthorQuestion:
    """Asks the author by mail."""
    asked = AuthorQuestion.objects.create(contribution=contribution, asked_by=user, text=text)
    _tell(contribution, letters.QUESTION, lambda _one: letters.question(asked))
    return asked


@transaction.atomic
def answer(contribution: Contribution, pk: int, text: str) -> bool:
    """Keeps an answer and tells whoever asked; ``False`` when there is no such open question."""
    asked = (
        AuthorQuestion.objects.select_for_update().filter(contribution=contribution, pk=pk, answered_at=None).first()
    )
    if asked is None:
        return False
    asked.answer, asked.answered_at = text, timezone.now()
    asked.save(update_fields=["answer", "answered_at"])
    person = asked.asked_by
    if person and person.is_active and person.email:
        with override(language_of(person)):
            letters.answer(asked).post(person.email, letters.ANSWER, about=contribution.pk)
    return True


@transaction.atomic
def decline(contribution: Contribution, reason: str) -> bool:
    """Does not publish it: the draft goes, the author is told why; ``False`` when it is decided already."""
    fresh = Contribution.objects.select_for_update(of=("self",)).get(pk=contribution.pk)
    if fresh.state not in (State.SENT, State.READING):
        return False
    if fresh.is_public:
        _leave_as_it_was(fresh, reason)
        if fresh.page and fresh.page.has_unpublished_changes and fresh.page.current_workflow_state:
            discard(fresh.page, None)
        return True
    fresh.decide(State.DECLINED, reason)
    _tell(fresh, letters.DECLINED, letters.declined)
    drafts.drop_draft(fresh)
    return True


def _leave_as_it_was(contribution: Contribution, reason: str = "") -> None:
    contribution.state, contribution.reason = State.PUBLISHED, reason
    contribution.save(update_fields=["state", "reason"])
    _tell(contribution, letters.UNCHANGED, letters.unchanged)


@transaction.atomic
def begin_change(contribution: Contribution) -> bool:
    """Opens the form again, filled with what visitors read; ``False`` when it is not published, or a change waits already."""
    fresh = Contribution.objects.select_for_update(of=("self",)).get(pk=contribution.pk)
    if fresh.state != State.PUBLISHED or fresh.page is None or not fresh.page.live:
        return False
    fresh.state, fresh.touched_at = State.CHANGING, timezone.now()
    fresh.answers |= drafts.answers_of(fresh.page)
    fresh.organisation = fresh.page.contributor
    fresh.save()
    return True


@transaction.atomic
def note_discarded(page: CaseStudyPage) -> None:
    """Somebody took the draft back in which an author's change stood."""
    for contribution in Contribution.objects.filter(page=page, state=State.READING):
        _leave_as_it_was(contribution)


@transaction.atomic
def withdraw(contribution: Contribution) -> bool:
    """The author takes it back. What is published goes only when a coordinator takes it off, who is asked to."""
    fresh = Contribution.objects.select_for_update(of=("self",)).get(pk=contribution.pk)
    if fresh.is_public and fresh.state not in (State.DECLINED, State.WITHDRAWN):
        if fresh.withdrawal_asked_at is None:
            fresh.withdrawal_asked_at = timezone.now()
            fresh.save(update_fields=["withdrawal_asked_at"])
            _tell_staff(fresh, letters.TAKE_OFF, letters.to_take_off)
        return True
    if fresh.state in (State.DECLINED, State.WITHDRAWN):
        return False
    _end_withdrawn(fresh)
    return True


def _end_withdrawn(contribution: Contribution) -> None:
    contribution.decide(State.WITHDRAWN)
    _tell(contribution, letters.WITHDRAWN, letters.withdrawn)
    drafts.drop_draft(contribution)
    forget(contribution)


def forget(contribution: Contribution) -> None:
    """Deletes who sent it and what they wrote; the page, and the name they wanted below it, stay."""
    for one in contribution.files.all():
        one.delete()
    contribution.questions.all().delete()
    contribution.name = contribution.email = contribution.reason = ""
    contribution.answers, contribution.forgotten_at = {}, timezone.now()
    contribution.save()


@transaction.atomic
def note_published(page: CaseStudyPage) -> None:
    """The page of a contribution stands on the portal."""
    found = Contribution.objects.select_for_update(of=("self",)).filter(page=page, state=State.READING)
    for contribution in found:
        contribution.decide(State.PUBLISHED)
        drafts.open_files(contribution)
        _tell(contribution, letters.PUBLISHED, letters.published)


@transaction.atomic
def note_unpublished(page: CaseStudyPage) -> None:
    """Somebody took it off, as its author had asked."""
    asked = Contribution.objects.filter(page=page).exclude(state=State.WITHDRAWN).exclude(withdrawal_asked_at=None)
    for contribution in asked:
        _end_withdrawn(contribution)


@transaction.atomic
def note_deleted() -> None:
    """Pages that somebody deleted: before they were published that is a decision, afterwards an end."""
    for contribution in Contribution.objects.filter(page=None, state=State.READING):
        contribution.decide(State.DECLINED)
        _tell(contribution, letters.DECLINED, letters.declined)
        drafts.drop_draft(contribution)
    for contribution in Contribution.objects.filter(page=None, state=State.PUBLISHED):
        _end_withdrawn(contribution)


def clear_away() -> None:
    """Once a day: reminds, deletes and forgets what the privacy page says, and looks for lists that are there now."""
    now = timezone.now()
    note_deleted()
    for contribution in Contribution.objects.to_remind(now):
        _remind(contribution)
    for contribution in Contribution.objects.outlived(now):
        for one in contribution.files.all():
            one.delete()
        contribution.delete()
    Contribution.objects.change_left(now).update(state=State.PUBLISHED)
    for contribution in Contribution.objects.to_forget(now):
        forget(contribution)
    for pk in Contribution.objects.filter(state=State.SENT).values_list("pk", flat=True):
        place(pk)


@transaction.atomic
def _remind(contribution: Contribution) -> None:
    contribution.reminded_at = timezone.now()
    contribution.save(update_fields=["reminded_at"])
    _tell(contribution, letters.REMINDER, letters.reminder)


def staff_of(language: str) -> QuerySet:
    """Active people who look after a language, or all of them."""
    named = Q(groups__name=ROLE) | Q(groups__name=f"{COORDINATORS}{language}")
    return get_user_model().objects.filter(named, is_active=True).exclude(email="").distinct()


def _tell(contribution: Contribution, kind: Kind, write: letters.Write) -> None:
    if contribution.email:
        with override(contribution.language):
            write(contribution).post(contribution.email, kind, about=contribution.pk)


def _tell_staff(contribution: Contribution, kind: Kind, write: letters.Write) -> None:
    for person in staff_of(contribution.language):
        with override(language_of(person)):
            write(contribution).post(person.email, kind, about=contribution.pk)
