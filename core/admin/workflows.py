"""Workflows: what moderators look at before it is public, and the names of those the portal and Wagtail make."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.utils.translation import gettext, gettext_noop

from core.admin.shown_names import show_translated
from core.roles import and_then

REVIEW = gettext_noop("Moderators approval")
"""Wagtail's own, which it makes and gives to pages. Its task has the same name."""

_names = {REVIEW}
_reviewed: list[type[Model]] = []


def name_workflow(name: str) -> str:
    """A name (msgid) the portal gives a workflow and its tasks."""
    _names.add(name)
    return name


def review(model: type[Model]) -> None:
    """Has moderators approve what editors write in things of a kind. Rooms call it when they are ready."""
    _reviewed.append(model)


def ensure_reviews() -> None:
    """Gives Wagtail's workflow to the kinds that have none; what an administrator has set up instead is left alone."""
    from wagtail.models import Workflow, WorkflowContentType

    workflow = Workflow.objects.filter(name=REVIEW, active=True).first()
    for model in _reviewed if workflow else ():
        kind = ContentType.objects.get_for_model(model)
        WorkflowContentType.objects.get_or_create(content_type=kind, defaults={"workflow": workflow})


def connect() -> None:
    """Called once when the app is ready."""
    from wagtail.models import Task, Workflow

    for model in (Workflow, Task):
        show_translated(model, "name", names=lambda: _names, show=gettext)
    and_then(ensure_reviews)
