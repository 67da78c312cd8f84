"""Organisations, who works for them, and the page that shows them."""

from community.models.members import Membership, Space
from community.models.organisations import Organisation
from community.models.pages import CommunityIndexPage
from community.models.texts import OrganisationText

__all__ = ["CommunityIndexPage", "Membership", "Organisation", "OrganisationText", "Space"]
