"""Keeping the facts of centres true: suggestions, owners, review mails, and what needs care."""
