"""Asking for translations, by a day, with a message; and what came of it."""
