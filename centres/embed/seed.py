"""Demo content of the embedding: one partner that stands for this site itself, to try the snippet with."""

from django.conf import settings

from centres.models import EmbedPartner
from core.seed import Log, seeder

EXAMPLE_KEY = "example"


@seeder("embeds", after=("centres",), sample=True)
def seed(log: Log) -> None:
    """Creates the example once; what somebody changes about it afterwards stays."""
    _partner, created = EmbedPartner.objects.get_or_create(
        key=EXAMPLE_KEY,
        defaults={
            "name": "Example: this site itself",
            "hosts": settings.WAGTAILADMIN_BASE_URL,
            "note": "Made by “manage.py seed” to try the snippet with. No partner uses it.",
        },
    )
    log(f"1 embedding partner, {int(created)} of them new")
