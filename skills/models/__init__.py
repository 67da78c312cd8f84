"""The competences, the statements about them, and the pages that show them."""

from skills.models.competences import Competence
from skills.models.items import Descriptor, LearningOutcome, Task
from skills.models.pages import SkillsIndexPage
from skills.models.statements import SharedAnswers, Statement, StatementSet

__all__ = [
    "Competence",
    "Descriptor",
    "LearningOutcome",
    "SharedAnswers",
    "SkillsIndexPage",
    "Statement",
    "StatementSet",
    "Task",
]
