"""Tells the search that the page of the glossary says something else."""

from typing import Any

from django.db.models.signals import post_delete, post_save

from core.kept import forget_after_saving
from core.signals import updated
from translation.models import Concept, ConceptTerm, GlossaryPage


def _tell(sender: type[Concept], **kwargs: Any) -> None:
    updated.send(GlossaryPage, pks=list(GlossaryPage.objects.values_list("pk", flat=True)))


def connect() -> None:
    """Called once when the app is ready."""
    forget_after_saving(Concept, ConceptTerm)
    post_save.connect(_tell, sender=Concept, dispatch_uid="translation.glossary.saved")
    post_delete.connect(_tell, sender=Concept, dispatch_uid="translation.glossary.deleted")
