"""The centre, its texts, and the page that finds it."""

from centres.models.centre import Centre, CentreText
from centres.models.pages import FinderPage

__all__ = ["Centre", "CentreText", "FinderPage"]
