"""Invites somebody to work for an organisation: an account where there is none, the membership, and one mail."""

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import override

from community.members.letters import MEMBERSHIP, welcome
from community.membership import join
from community.models import Membership, Organisation
from core.people.languages import choose_language, language_of
from core.people.letters import password_url


class NoEntryError(Exception):
    """The account of this address has been switched off."""


@transaction.atomic
def invite(organisation: Organisation, email: str, role: str, language: str) -> Membership:
    """``email`` in small letters; ``language`` is that of the mail to who has no account yet.

    Raises NoEntryError, and BadHeaderError as ``Letter.post`` does.
    """
    users = get_user_model()
    user = users.objects.filter(email__iexact=email).order_by("-is_active", "pk").first()
    if user is None:
        user, created = users.objects.get_or_create(username=email, defaults={"email": email})
        if created:
            user.set_unusable_password()
            user.save()
            choose_language(user, language)
    if not user.is_active:
        raise NoEntryError
    membership = join(organisation, user, role)
    write(membership)
    return membership


def write(membership: Membership) -> None:
    """The mail with the way in, in the language of who reads it. Raises BadHeaderError as ``Letter.post`` does."""
    user: Any = membership.user
    with override(language_of(user)):
        name = membership.organisation.name_in().text
        url = "" if user.has_usable_password() else password_url(user)
        welcome(name, user.get_username(), url).post(user.email, MEMBERSHIP)
