"""The lists of resources, with their filters."""

from typing import ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.url_routing import RouteResult

from core.i18n.fields import SynchronizedField
from core.models import BasePage
from resources.vocabularies import ResourceKind

PLAN = "training-plan"
"""The step below the list of modules where training plans are put together."""
PLAN_FILES = ("pdf", "docx")


class ResourceIndexPage(BasePage):
    """A list of resources. It shows one kind at first; the filters reach the others."""

    CONTRIBUTE: ClassVar[str] = "contribute/"

    kind_label = _("List of resources")
    schema_type = "CollectionPage"
    template = "resources/index.html"
    subpage_types = [
        "resources.CaseStudyPage",
        "resources.LearningModulePage",
        "resources.PublicationPage",
        "resources.ScenePage",
    ]

    resource_kind = models.CharField(
        _("kind of resource"), max_length=12, choices=ResourceKind.choices, default=ResourceKind.CASE
    )

    content_panels = [*BasePage.content_panels, FieldPanel("resource_kind")]
    override_translatable_fields = [*BasePage.override_translatable_fields, SynchronizedField("resource_kind")]

    class Meta:
        verbose_name = _("list of resources")
        verbose_name_plural = _("lists of resources")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """Below the list of modules stand training plans, as a page and as files."""
        if self.live and self.resource_kind == ResourceKind.MODULE and path_components[:1] == [PLAN]:
            match path_components[1:]:
                case []:
                    return RouteResult(self, kwargs={"plan": "page"})
                case [kind] if kind in PLAN_FILES:
                    return RouteResult(self, kwargs={"plan": kind})
        return super().route(request, path_components)

    @classmethod
    def of_cases(cls, language: str) -> "ResourceIndexPage | None":
        """The list of case studies drafts in this language go below; ``None`` when there is none."""
        lists = cls.objects.filter(locale__language_code=language, resource_kind=ResourceKind.CASE)
        return lists.select_related("locale").order_by("-live", "path").first()

    @property
    def contribute_url(self) -> str:
        """The path of the form by which anybody sends a good practice; ``""`` for lists of other kinds."""
        return f"{self.url or ''}{self.CONTRIBUTE}" if self.resource_kind == ResourceKind.CASE else ""
