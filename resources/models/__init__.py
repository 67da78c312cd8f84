"""The pages of this room, and what people send to become one."""

from resources.models.base import ResourcePage
from resources.models.case_studies import CaseStudyPage
from resources.models.contributions import AuthorQuestion, ContributedFile, Contribution, ContributionState
from resources.models.indexes import ResourceIndexPage
from resources.models.modules import LearningModulePage
from resources.models.publications import PublicationPage
from resources.models.reviews import PartnerReview
from resources.models.scenes import ScenePage
from resources.vocabularies import ResourceKind

MODELS: dict[ResourceKind, type[ResourcePage]] = {
    model.resource_kind: model for model in (CaseStudyPage, LearningModulePage, PublicationPage)
}
"""The page type of each kind, in the order lists show them."""

__all__ = [
    "MODELS",
    "AuthorQuestion",
    "CaseStudyPage",
    "ContributedFile",
    "Contribution",
    "ContributionState",
    "LearningModulePage",
    "PartnerReview",
    "PublicationPage",
    "ResourceIndexPage",
    "ResourcePage",
    "ScenePage",
]
