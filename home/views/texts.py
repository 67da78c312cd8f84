"""Pages of text: standard pages and the accessibility statement."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from core.contents import Entry, contents_of
from core.page_views import shows
from home.models import AccessibilityStatementPage, ContactPage, StandardPage


@shows(StandardPage)
def standard(page: StandardPage, request: HttpRequest) -> dict[str, Any]:
    """Its sections and the pages below it."""
    below = StandardPage.objects.in_language(page.locale.language_code).child_of(page) if page.numchild else []
    return {"contents": contents_of(page.body), "below": [child.card() for child in below]}


@shows(AccessibilityStatementPage)
def statement(page: AccessibilityStatementPage, request: HttpRequest) -> dict[str, Any]:
    """Its sections, the facts in short, and where one reports a barrier."""
    contact = ContactPage.objects.in_language(page.locale.language_code).first()
    return {
        "contents": _statement_contents(),
        "facts": page.facts(),
        "contact_url": f"{contact.form_url}?topic=accessibility" if contact else "",
    }


def _statement_contents() -> list[Entry]:
    return [
        Entry("status", _("Compliance status")),
        Entry("content", _("Content that is not accessible")),
        Entry("preparation", _("Preparation of this statement")),
        Entry("feedback", _("Feedback and contact")),
        Entry("enforcement", _("Enforcement procedure")),
    ]
