"""The finder page and, below its address, one page per centre."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail.url_routing import RouteResult

from centres.models.centre import Centre
from centres.subpages import centre_view, directory_view
from core.models import BasePage

if TYPE_CHECKING:
    from centres.finder.current import Table


MAX_QUERY = 500


class FinderPage(BasePage):
    """One per language. ``<page>/`` lists centres, ``<page>/<slug>/`` shows one."""

    kind: ClassVar[str] = "page"
    kind_label: ClassVar[Any] = _("Finder")
    schema_type: ClassVar[str] = "CollectionPage"
    template = "centres/finder.html"
    subpage_types: ClassVar[list[str]] = []
    max_count_per_parent = 1

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

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if view := kwargs.pop("directory_view", None):
            return view(self, request)
        slug, view = kwargs.pop("centre_slug", None), kwargs.pop("centre_view", None)
        from centres.pages.streets import allow_streets

        if slug is None:
            return allow_streets(request, super().serve(request, *args, **kwargs))
        from centres.finder.current import current

        table = current()
        found = table.centres_at([slug])
        if not found:
            raise Http404(_("There is no centre at this address."))
        centre = found[0]
        if view:
            return view(self, request, centre)
        return allow_streets(request, self.centre_response(request, centre, table))

    def centre_response(self, request: HttpRequest, centre: Centre, table: "Table | None" = None) -> TemplateResponse:
        """The page of one centre: as published with the ``table`` at hand, without one as it is being edited."""
        from centres.finder.current import current
        from centres.pages.centre import centre_context

        context = centre_context(self, request, centre, table or current(), preview=table is None)
        return TemplateResponse(request, "centres/centre.html", context)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from centres.pages.finder import finder_context

        context = super().get_context(request, *args, **kwargs)
        query = request.META.get("QUERY_STRING", "")
        if query and len(query) < MAX_QUERY:
            # Whoever changes the language keeps the place and the filters.
            head = context["head"]
            head.switcher = {language: f"{url}?{query}" for language, url in head.switcher.items()}
        return context | finder_context(self, request)

    def page_context(self, request: HttpRequest) -> dict[str, Any]:
        """What every page below the finder shares: head, breadcrumbs, fallback."""
        return BasePage.get_context(self, request)

    def centre_url(self, centre: Centre) -> str:
        """The address of a centre's page in this language."""
        return f"{self.url}{centre.slug}/"

    @classmethod
    def urls_by_language(cls) -> dict[str, str]:
        """``{language: address of its finder page}`` of the live ones; one query."""
        pages = cls.objects.live().select_related("locale").order_by("path")
        return {page.locale.language_code: page.url for page in pages if page.url}
