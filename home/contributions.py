"""What the room gives to others: the addresses of the contact form and of the form by which one follows by mail."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from centres.reports import report_url
from home.models import ContactPage
from search.exits import Exit


def change_form_url(language: str) -> str:
    """The path of the contact form in a language, ``""`` when there is none; one query."""
    page = ContactPage.objects.in_language(language).first()
    return page.form_url if page else ""


def ask_us(language: str) -> Exit | None:
    """The contact form, for people whose search found nothing; a query a minute at most."""
    url = report_url(language, "/").partition("?")[0]
    return Exit(_("Ask us"), url) if url else None


def follow_url(kind: str) -> str:
    """The path of the form by which one follows a kind of news by mail, in the active language."""
    return f"{reverse('follow')}?{urlencode({'kind': kind})}"
