"""The workflow a suggestion goes through: one task, which editors and moderators of the directory may decide."""

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext_noop

from core.admin.workflows import name_workflow
from core.roles import and_then

ROLES = ("Editors", "Moderators")
NAME = name_workflow(gettext_noop("Suggestions about centres"))


def ensure_workflow() -> None:
    """Gives centres a workflow when they have none; what an administrator has set up instead is left alone."""
    from wagtail.models import GroupApprovalTask, Workflow, WorkflowContentType, WorkflowTask

    from centres.models import Centre

    kind = ContentType.objects.get_for_model(Centre)
    if WorkflowContentType.objects.filter(content_type=kind).exists():
        return
    task = GroupApprovalTask.objects.create(name=NAME)
    task.groups.set(Group.objects.get_or_create(name=role)[0] for role in ROLES)
    workflow = Workflow.objects.create(name=NAME)
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowContentType.objects.create(content_type=kind, workflow=workflow)


def connect() -> None:
    """Called once when the app is ready."""
    and_then(ensure_workflow)
