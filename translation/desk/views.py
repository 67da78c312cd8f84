"""``translations/``: how far every language is, and what to do next."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.i18n.languages import exonym
from core.paging import page_of
from translation.desk import lists
from translation.desk.filters import Filter, filters_of
from translation.desk.lists import ALL
from translation.desk.names import SOON
from translation.desk.rights import ASK, may_see
from translation.following import follow
from translation.roles import Act, languages

PER_PAGE = 50


class DeskView(WagtailAdminTemplateMixin, TemplateView):  # ty: ignore[inconsistent-mro]
    """For whoever may write in a language. Who writes in one sees that one first, the others all of them."""

    template_name = "translation/desk/index.html"
    page_title = gettext_lazy("Translations")
    header_icon = "wagtail-localize-language"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raises PermissionDenied to those who write no pages."""
        if not may_see(request.user):
            raise PermissionDenied
        follow(SOON)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def mine(self) -> Sequence[int]:
        """Locales the reader may write in."""
        return languages(self.request.user, Act.WRITE)

    @cached_property
    def languages(self) -> dict[int, str]:
        """All locales."""
        return lists.locales()

    @cached_property
    def language(self) -> int | None:
        """The locale that is looked at; ``None`` for all of them."""
        asked = self.request.GET.get("language", "")
        if found := next((pk for pk, code in self.languages.items() if code == asked), None):
            return found
        return self.mine[0] if len(self.mine) == 1 and asked != ALL else None

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, and this page."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """``coverage``, ``filters`` (label, name, choices, chosen) and a page of ``rows``."""
        coverage = lists.coverage(self.languages, self.mine)
        asked = lists.Asked.of(self.request.GET, self.request.user)
        rows = lists.Rows(self.request.user, self.languages, self.mine)
        if self.language:
            page = page_of(self.request, lists.one_language(self.language, asked), PER_PAGE)
            shown = rows.of_language(page.items)
        else:
            page = page_of(self.request, lists.all_languages(asked), PER_PAGE)
            shown = rows.of_all(page.items)
        return super().get_context_data(**kwargs) | {
            "coverage": coverage,
            "filters": self._filters(asked),
            "may_ask": self.request.user.has_perm(ASK),
            "query": self.request.GET.urlencode(),
            "page": page,
            "rows": shown,
            "languages": list(self.languages.values()),
            "one": self.languages.get(self.language) if self.language else "",
            "sentence": self._sentence(coverage),
        }

    def _filters(self, asked: lists.Asked) -> list[Filter]:
        named = [(code, exonym(code)) for code in self.languages.values()]
        state, kind, *others = filters_of(asked)
        return [
            (_("Language"), "language", [(ALL, _("All")), *named], self.languages.get(self.language or 0, ALL)),
            state,
            kind,
            (_("Original in"), "source", [("", _("All")), *named], self.languages.get(asked.source or 0, "")),
            *others,
        ]

    def _sentence(self, coverage: list[lists.Coverage]) -> str:
        """What waits in the languages of one's own."""
        if not self.language:
            waiting = sum(one.waiting for one in coverage if one.mine)
            return ngettext("%(n)s text waits in all.", "%(n)s texts wait in all.", waiting) % {"n": waiting}
        code = self.languages[self.language]
        waiting = next((one.waiting for one in coverage if one.language == code), 0)
        if not waiting:
            return _("Nothing waits in %(language)s.") % {"language": exonym(code)}
        return ngettext("%(n)s text waits in %(language)s.", "%(n)s texts wait in %(language)s.", waiting) % {
            "n": waiting,
            "language": exonym(code),
        }
