"""What is left to the worker, and what it hears of pages."""

from datetime import time
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.signals import page_published, page_unpublished

from core.drafts.discarding import draft_discarded
from core.work import periodic, task
from resources.contribute import progress
from resources.models import CaseStudyPage, Contribution, ContributionState


@task(label=_("Make the draft of a contribution"), unique=True)
def place_contribution(pk: int) -> None:
    """After it was sent: pictures in all sizes take a while."""
    progress.place(pk)


@periodic(label=_("Remind authors, and forget them after their time"), daily_at=time(3, 45))
def look_after_contributions() -> None:
    """Deletes what the privacy page says is deleted."""
    progress.clear_away()


def _published(sender: Any, instance: CaseStudyPage, **kwargs: Any) -> None:
    progress.note_published(instance)
    _let_in(instance)


def _unpublished(sender: Any, instance: CaseStudyPage, **kwargs: Any) -> None:
    progress.note_unpublished(instance)


def _discarded(sender: Any, instance: CaseStudyPage, **kwargs: Any) -> None:
    progress.note_discarded(instance)
    _let_in(instance)


def _let_in(page: CaseStudyPage) -> None:
    """A change that waited for somebody else's draft."""
    for pk in Contribution.objects.filter(page=page, state=ContributionState.SENT).values_list("pk", flat=True):
        place_contribution.enqueue(pk)


def connect() -> None:
    """Called once when the app is ready."""
    draft_discarded.connect(_discarded, sender=CaseStudyPage, dispatch_uid="resources.tasks.discarded")
    page_published.connect(_published, sender=CaseStudyPage, dispatch_uid="resources.tasks.published")
    page_unpublished.connect(_unpublished, sender=CaseStudyPage, dispatch_uid="resources.tasks.unpublished")
