"""Drafts over something that is published: taking them back."""
