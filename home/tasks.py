"""What the home room leaves to the worker."""

from datetime import time

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.work import periodic
from home.models import ContactMessage


@periodic(label=_("Forget old messages from the contact page"), daily_at=time(3, 30))
def forget_messages() -> None:
    """Deletes what the privacy page says is deleted."""
    ContactMessage.objects.outlived(timezone.now()).delete()
