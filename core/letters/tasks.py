"""What workers do for the post office."""

from datetime import time

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.letters import delivery
from core.letters.models import Mail
from core.work import periodic, task

QUEUE = "mail"
"""Its own, so that a mail server that hangs holds up nothing else."""


@task(label=_("Send a mail"), unique=True, retries=delivery.TRIES, queue=QUEUE)
def send(mail: int) -> None:
    """Hands the mail with this key to the mail server; an error is a further try."""
    delivery.deliver(mail)


@periodic(label=_("Forget old mails"), daily_at=time(3, 40))
def forget() -> None:
    """Deletes mails nobody needs any more."""
    Mail.objects.outlived(timezone.now()).delete()
