"""The page of the seven competences, each shown below its own address."""

import re
from typing import ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.url_routing import RouteResult

from core.blocks import BodyStreamBlock
from core.fields import StreamField
from core.i18n.fields import TranslatableField
from core.models import IndexPage

STEP = re.compile(r"([a-gA-G])(?:-[-a-z0-9]{0,80})?")
"""``c-coordination``: the letter decides, the words help readers."""

ITEMS = "items"
"""The step below the page at which every item of the competences is listed, and below that each item by its code."""


class SkillsIndexPage(IndexPage):
    """The repository of skills: the line from A to G, the kinds of descriptor, and what validation covers."""

    schema_type: ClassVar[str] = "CollectionPage"

    body = StreamField(
        BodyStreamBlock(), verbose_name=_("text"), blank=True, help_text=_("Stands below the list of competences.")
    )

    content_panels = [*IndexPage.content_panels, FieldPanel("body")]
    override_translatable_fields = [*IndexPage.override_translatable_fields, TranslatableField("body")]
    subpage_types: ClassVar[list[str]] = []
    template = "skills/skills_index_page.html"

    class Meta:
        verbose_name = _("repository of skills")
        verbose_name_plural = _("repositories of skills")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """One step below the page is the address of a competence, or the list of all items."""
        if self.live and path_components and path_components[0] == ITEMS and len(path_components) < 3:
            return RouteResult(self, kwargs={"listed": True, "code": "".join(path_components[1:])})
        if self.live and len(path_components) == 1 and (step := STEP.fullmatch(path_components[0])):
            return RouteResult(self, kwargs={"code": step[1].upper()})
        return super().route(request, path_components)
