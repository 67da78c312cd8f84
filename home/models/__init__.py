"""Home, standard, project, impact, contact and accessibility pages."""

from home.models.contact import ContactPage
from home.models.followers import Follower
from home.models.home import HomePage
from home.models.impact import ImpactPage
from home.models.messages import ContactMessage
from home.models.outputs import OutputPage
from home.models.project import ProjectPage
from home.models.standard import StandardPage
from home.models.statement import AccessibilityStatementPage

__all__ = [
    "AccessibilityStatementPage",
    "ContactMessage",
    "ContactPage",
    "Follower",
    "HomePage",
    "ImpactPage",
    "OutputPage",
    "ProjectPage",
    "StandardPage",
]
