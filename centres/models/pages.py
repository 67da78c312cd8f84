"""The finder page and, below its address, one page per centre."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.url_routing import RouteResult

from centres.models.centre import Centre
from centres.subpages import centre_view, directory_view
from core.i18n.subpages import Subpage
from core.models import IndexPage


class FinderPage(IndexPage):
    """One per language. ``<page>/`` lists centres, ``<page>/<slug>/`` shows one."""

    kind: ClassVar[str] = "page"
    kind_label: ClassVar[Any] = _("Finder")
    schema_type: ClassVar[str] = "CollectionPage"
    template = "centres/finder.html"
    subpage_types: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("finder page")
        verbose_name_plural = _("finder pages")

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """A registered word, a centre's slug, or a registered word below a centre; anything longer does not exist."""
        if self.live and len(path_components) == 1:
            if view := directory_view(path_components[0]):
                return RouteResult(self, kwargs={"directory_view": view})
            return RouteResult(self, kwargs={"centre_slug": path_components[0]})
        if self.live and len(path_components) == 2 and (view := centre_view(path_components[1])):
            return RouteResult(self, kwargs={"centre_slug": path_components[0], "centre_view": view})
        return super().route(request, path_components)

    def centre_url(self, centre: Centre) -> str:
        """The address of a centre's page in this language."""
        return f"{self.url}{centre.slug}/"

    @classmethod
    def subpage(cls, word: str) -> Subpage:
        """The addresses of what is registered as ``word`` below the finder: words of the portal, in each language."""
        return Subpage.below(cls.kept_urls(), word)
