"""What rooms may listen to."""

from django.dispatch import Signal

given_up = Signal()
"""A mail will not arrive. ``mail``: the row, still complete. ``refused``: its address or text was refused for good; else the
mail server was away for too long. Sent inside the transaction that notes it.
"""
