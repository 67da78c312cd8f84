"""Organisations and the page that shows them."""

from community.models.organisations import Organisation, OrganisationText
from community.models.pages import CommunityIndexPage

__all__ = ["CommunityIndexPage", "Organisation", "OrganisationText"]
