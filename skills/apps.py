"""The competence framework."""

from django.apps import AppConfig


class SkillsConfig(AppConfig):
    """The competence framework."""

    name = "skills"
    verbose_name = "Skills"
