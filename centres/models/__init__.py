"""The centre, its texts, and the page that finds it."""

from centres.models.care import Owner, ReviewRequest, Suggestion
from centres.models.centre import Centre, CentreText
from centres.models.embeds import EmbedPartner
from centres.models.imports import Import, ImportRow, ImportSource, Outcome, Reference, State
from centres.models.pages import FinderPage
from centres.models.special_hours import SpecialHours
from centres.models.stamp import DirectoryStamp
from centres.models.terms import DirectoryTerm, LanguageTerm, NetworkTerm, ServiceTerm

__all__ = [
    "Centre",
    "CentreText",
    "DirectoryStamp",
    "DirectoryTerm",
    "EmbedPartner",
    "FinderPage",
    "Import",
    "ImportRow",
    "ImportSource",
    "LanguageTerm",
    "NetworkTerm",
    "Outcome",
    "Owner",
    "Reference",
    "ReviewRequest",
    "ServiceTerm",
    "SpecialHours",
    "State",
    "Suggestion",
]
