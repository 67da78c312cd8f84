"""Organisations and the page that shows them."""

from community.models.organisations import Organisation
from community.models.pages import CommunityIndexPage
from community.models.texts import OrganisationText

__all__ = ["CommunityIndexPage", "Organisation", "OrganisationText"]
