"""Addresses of the contact form for rooms that point to it."""


def change_form_url(language: str) -> str:
    """The path of the contact form in a language, ``""`` when there is none; one query."""
    from home.models import ContactPage

    page = ContactPage.objects.in_language(language).first()
    return page.form_url if page else ""
