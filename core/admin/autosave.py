"""What was refused because somebody else saved meanwhile is saved by its button only.

Wagtail's editor sends what is not saved yet by itself. Beside both texts that would decide for the person who is comparing them,
and the button pressed next would be refused in its turn: it does not know of the version its own form has just made.
"""

from typing import Any

from wagtail.admin.views.pages.edit import EditView as PageEditView
from wagtail.snippets.views.snippets import EditView as SnippetEditView


def connect() -> None:
    """Called once when the app is ready."""
    for view in (PageEditView, SnippetEditView):
        _wait_for_the_button(view)


def _wait_for_the_button(view: type) -> None:
    plain = view.get_context_data

    def get_context_data(self: Any, **kwargs: Any) -> dict[str, Any]:
        context = plain(self, **kwargs)
        if getattr(context.get("form"), "newer_version", None):
            context |= {"autosave_enabled": False, "autosave_indicator": None}
        return context

    view.get_context_data = get_context_data
