"""What the care of centres adds to the site at start-up: addresses, signals, the workflow."""

from centres.care import answers, suggestions, views, workflow
from centres.subpages import register_centre_view


def connect_care() -> None:
    """Called once when the app is ready."""
    register_centre_view("suggest", views.suggest)
    register_centre_view("claim", views.claim)
    register_centre_view("edit", views.edit)
    register_centre_view("answer", answers.answer)
    workflow.connect()
    suggestions.connect()
