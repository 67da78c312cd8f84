"""Pages of text: standard pages and the accessibility statement."""

from typing import Any

from django.http import HttpRequest

from core.page_views import shows
from home.models import AccessibilityStatementPage, ContactPage, StandardPage


@shows(StandardPage)
def standard(page: StandardPage, request: HttpRequest) -> dict[str, Any]:
    """The pages below it."""
    below = StandardPage.objects.in_language(page.locale.language_code).child_of(page) if page.numchild else []
    return {"below": [child.card() for child in below]}


@shows(AccessibilityStatementPage)
def statement(page: AccessibilityStatementPage, request: HttpRequest) -> dict[str, Any]:
    """Where one reports a barrier."""
    contact = ContactPage.objects.in_language(page.locale.language_code).first()
    return {"contact_url": f"{contact.form_url}?topic=accessibility" if contact else ""}
