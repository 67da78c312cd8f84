"""Beside the draft in the admin: who sent it, what they agreed to, what was asked."""

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import Panel

from resources.contribute.rights import seen_by
from resources.models import CaseStudyPage, Contribution


class AuthorPanel(Panel):
    """Above the form of a case study that somebody sent."""

    class BoundPanel(Panel.BoundPanel):
        """Shown to those who may see the contribution."""

        template_name = "resources/admin/panel.html"

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.contribution: Contribution | None = None
            if self.instance.pk and not self.instance.alias_of_id:
                self.contribution = seen_by(self.request.user).filter(page_id=self.instance.pk).first()
            if self.contribution:
                self.questions = list(self.contribution.questions.select_related("asked_by"))
                self.url = reverse("contributions_one", args=[self.contribution.pk])

        def is_shown(self) -> bool:
            return self.contribution is not None


def connect() -> None:
    """Called once when the app is ready."""
    first, *rest = CaseStudyPage.content_panels
    CaseStudyPage.content_panels = [first, AuthorPanel(), *rest]  # ty: ignore[invalid-assignment]
