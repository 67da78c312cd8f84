"""What the directory leaves to the worker by itself."""

from datetime import time, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from centres.care import reviews
from centres.data.exports import tasks as exports
from centres.importing.work import runner
from centres.importing.work.lease import HALTED
from centres.models import Import, Owner, ReviewRequest, Suggestion
from core.work import periodic

__all__ = ["ask_centres", "exports", "forget", "resume_imports"]


@periodic(label=_("Go on with imports whose process died"), every=timedelta(minutes=5))
def resume_imports() -> None:
    """Enqueue imports that ask for work nobody does."""
    for batch in Import.objects.unattended().exclude(worker=HALTED):
        runner.resume(batch)


@periodic(label=_("Ask centres whether their facts are still right"), daily_at=time(8))
def ask_centres() -> None:
    """What ``manage.py send_reviews`` does, up to ``settings.REVIEW_MAILS_A_DAY`` mails."""
    reviews.send_due(limit=settings.REVIEW_MAILS_A_DAY)


@periodic(label=_("Forget old suggestions, review mails, owners and uploaded tables"), daily_at=time(3, 30))
def forget() -> None:
    """Deletes what the privacy page says is deleted."""
    now = timezone.now()
    for model in (Suggestion, Owner, ReviewRequest):  # owners before the mails that tell whether they answered
        model.objects.outlived(now).delete()
    for batch in Import.objects.outlived(now):
        batch.discard()
