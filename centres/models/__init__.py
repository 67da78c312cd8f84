"""The centre, its texts, and the page that finds it."""

from centres.models.care import Owner, ReviewRequest, Suggestion
from centres.models.centre import Centre, CentreText
from centres.models.embeds import EmbedPartner
from centres.models.imports import Import, ImportRow, ImportSource, Outcome, Reference, State
from centres.models.pages import FinderPage
from centres.models.special_hours import SpecialHours
from centres.models.stamp import DirectoryStamp

__all__ = [
    "Centre",
    "CentreText",
    "DirectoryStamp",
    "EmbedPartner",
    "FinderPage",
    "Import",
    "ImportRow",
    "ImportSource",
    "Outcome",
    "Owner",
    "Reference",
    "ReviewRequest",
    "SpecialHours",
    "State",
    "Suggestion",
]
