"""What the pages of this room show, its files for calendar programmes, and the form for those who wait for a date."""

from agenda.views import files, pages, subscribing

__all__ = ["files", "pages", "subscribing"]
