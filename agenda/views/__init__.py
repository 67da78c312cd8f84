"""What the pages of this room show, its files for calendar programmes, sign-up, and the form for those who wait for a date."""

from agenda.views import exchanges, files, own_signup, pages, signing_up, subscribing

__all__ = ["exchanges", "files", "own_signup", "pages", "signing_up", "subscribing"]
