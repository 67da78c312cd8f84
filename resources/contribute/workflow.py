"""The review of what authors send: the organisation they named, then whoever may publish in the language."""

from django.contrib.auth.models import Group
from django.utils.translation import gettext_noop
from wagtail.models import Workflow, WorkflowTask

from core.admin.workflows import name_workflow
from core.roles import and_then
from resources.models import PartnerReview
from translation.models import LanguageReview

NAME = name_workflow(gettext_noop("Contributions of authors"))
PARTNER = name_workflow(gettext_noop("Read by the contributing organisation"))
COORDINATOR = name_workflow(gettext_noop("Read by whoever publishes in the language"))
ROLE = "Moderators"


def ensure_workflow() -> None:
    """Makes the workflow when there is none of the name; what an administrator changed in it is left alone."""
    if Workflow.objects.filter(name=NAME).exists():
        return
    workflow = Workflow.objects.create(name=NAME)
    moderators, _created = Group.objects.get_or_create(name=ROLE)
    for order, (kind, name) in enumerate(((PartnerReview, PARTNER), (LanguageReview, COORDINATOR))):
        step = kind.objects.create(name=name)
        step.groups.add(moderators)
        WorkflowTask.objects.create(workflow=workflow, task=step, sort_order=order)


def connect() -> None:
    """Called once when the app is ready."""
    and_then(ensure_workflow)
