"""Centres in the admin: lists, forms, panels."""
