"""What the pages of this room show, and what answers the contact form."""

from home.views import contact, front, impact, project, texts

__all__ = ["contact", "front", "impact", "project", "texts"]
