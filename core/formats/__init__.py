"""Formats of dates where Django's own do not suit a European site."""
