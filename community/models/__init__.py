"""Organisations, who works for them, practitioners, and the page that shows them."""

from community.models.conversations import Conversation
from community.models.members import Membership, Space
from community.models.organisations import Organisation
from community.models.pages import CommunityIndexPage
from community.models.practitioners import Practitioner
from community.models.texts import OrganisationText
from community.models.visits import UsedLink, Visit

__all__ = [
    "CommunityIndexPage",
    "Conversation",
    "Membership",
    "Organisation",
    "OrganisationText",
    "Practitioner",
    "Space",
    "UsedLink",
    "Visit",
]
