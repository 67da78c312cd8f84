"""The pages of this room."""

from resources.models.base import ResourcePage
from resources.models.case_studies import CaseStudyPage
from resources.models.indexes import ResourceIndexPage
from resources.models.modules import LearningModulePage
from resources.models.publications import PublicationPage

__all__ = ["CaseStudyPage", "LearningModulePage", "PublicationPage", "ResourceIndexPage", "ResourcePage"]
