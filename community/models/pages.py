"""The page that lists the organisations and shows each of them below its own address."""

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

PEOPLE = "people"
"""The step below the page under which practitioners stand, the same in every language."""
SLUG = re.compile(r"[-a-z0-9]{1,80}")


class CommunityIndexPage(IndexPage):
    """Who stands behind the portal: the partners of the project, the networks, others."""

    schema_type: ClassVar[str] = "CollectionPage"

    body = StreamField(BodyStreamBlock(), verbose_name=_("text"), blank=True, help_text=_("Stands above the lists."))

    content_panels = [*IndexPage.content_panels, FieldPanel("body")]
    override_translatable_fields = [*IndexPage.override_translatable_fields, TranslatableField("body")]
    subpage_types: ClassVar[list[str]] = []
    template = "community/community_index_page.html"

    class Meta:
        verbose_name = _("community page")
        verbose_name_plural = _("community pages")

    @property
    def people_url(self) -> str:
        """The path of the practitioners' directory."""
        return f"{self.url or ''}{PEOPLE}/"

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """One step below the page is the address of an organisation, what begins with ``people`` belongs to practitioners."""
        if self.live and path_components[:1] == [PEOPLE]:
            return RouteResult(self, kwargs={"people": tuple(path_components[1:])})
        if self.live and len(path_components) == 1 and SLUG.fullmatch(path_components[0]):
            return RouteResult(self, kwargs={"slug": path_components[0]})
        return super().route(request, path_components)
