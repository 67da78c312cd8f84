"""The way to take back a draft, beside the buttons that save it."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin import action_menu as pages
from wagtail.snippets import action_menu as snippets

from core.drafts.discarding import may_discard
from core.drafts.views import discard_url

LABEL = _("Discard the draft")
ORDER = 25
"""Behind "Unpublish"."""


class _Discard:
    """What both items below share: a link, shown when there is something to take back."""

    name = "action-discard-draft"
    label = LABEL
    icon_name = "undo"
    subject = ""

    def is_shown(self, context: dict[str, Any]) -> bool:
        """Whether the form is of something with a draft this person may take back."""
        return context["view"] == "edit" and may_discard(context[self.subject], context["request"].user)

    def get_url(self, parent_context: dict[str, Any]) -> str:
        """The page that asks first."""
        return discard_url(parent_context[self.subject])


class DiscardPageDraft(_Discard, pages.ActionMenuItem):
    """In the menu of a page's form."""

    subject = "page"


class DiscardSnippetDraft(_Discard, snippets.ActionMenuItem):
    """In the menu of a snippet's form."""

    subject = "instance"
