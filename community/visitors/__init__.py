"""Practitioners who are signed in, without an account of the admin: a link by mail, a button, a session of its own.

Other rooms ask one question, ``practitioner_of(request)``, and wrap the view that asks it in ``private``.
"""

from community.visitors.sessions import practitioner_of, private

__all__ = ["practitioner_of", "private"]
