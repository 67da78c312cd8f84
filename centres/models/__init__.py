"""The centre, its texts, and the page that finds it."""

from centres.models.centre import Centre, CentreText
from centres.models.imports import Import, ImportRow, ImportSource, Reference
from centres.models.pages import FinderPage
from centres.models.special_hours import SpecialHours
from centres.models.stamp import DirectoryStamp

__all__ = [
    "Centre",
    "CentreText",
    "DirectoryStamp",
    "FinderPage",
    "Import",
    "ImportRow",
    "ImportSource",
    "Reference",
    "SpecialHours",
]
