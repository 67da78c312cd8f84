"""The competences and the pages that show them."""

from skills.models.competences import Competence
from skills.models.items import Descriptor, LearningOutcome, Task
from skills.models.pages import SkillsIndexPage

__all__ = ["Competence", "Descriptor", "LearningOutcome", "SkillsIndexPage", "Task"]
