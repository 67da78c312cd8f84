"""The form for those who wait for a date."""

from core.forms import AddressForm


class SubscribeForm(AddressForm):
    """An address and nothing else."""
