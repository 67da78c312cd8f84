"""``translations/``: how far every language is, and what to do next."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.i18n.languages import exonym
from core.language_rights import languages_of
from core.paging import page_of
from translation.desk import lists
from translation.desk.names import SOON
from translation.desk.rights import may_see
from translation.following import follow
from translation.vocabularies import ItemState

PER_PAGE = 50
ALL = "all"
TO_DO = "todo"


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
    def mine(self) -> list[int]:
        """Locales the reader may write in."""
        return languages_of(self.request.user)

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
        chosen = self._chosen()
        rows = lists.Rows(self.request.user, self.languages, self.mine)
        asked = (chosen["state"], chosen["kind"], self._locale(chosen["source"]))
        if self.language:
            page = page_of(self.request, lists.one_language(self.language, *asked), PER_PAGE)
            shown = rows.of_language(page.items)
        else:
            page = page_of(self.request, lists.all_languages(*asked), PER_PAGE)
            shown = rows.of_all(page.items)
        return super().get_context_data(**kwargs) | {
            "coverage": coverage,
            "filters": self._filters(chosen),
            "page": page,
            "rows": shown,
            "languages": list(self.languages.values()),
            "one": self.languages.get(self.language) if self.language else "",
            "sentence": self._sentence(coverage),
        }

    def _locale(self, code: str) -> int | None:
        return next((pk for pk, known in self.languages.items() if known == code), None)

    def _chosen(self) -> dict[str, str]:
        """What the form says, as far as it can be chosen there."""
        get = self.request.GET
        state = get.get("state", TO_DO)
        source = get.get("source", "")
        return {
            "language": self.languages[self.language] if self.language else ALL,
            "state": state if state in {*ItemState.values, TO_DO, ALL} else TO_DO,
            "kind": get["kind"] if get.get("kind", "").isdecimal() and len(get["kind"]) < 10 else "",
            "source": source if self._locale(source) else "",
        } | ({"state": ""} if state == ALL else {})

    def _filters(self, chosen: dict[str, str]) -> list[tuple[str, str, list[tuple[str, str]], str]]:
        named = [(code, exonym(code)) for code in self.languages.values()]
        states = [(TO_DO, _("Everything to do")), *ItemState.choices, (ALL, _("All"))]
        return [
            (_("Language"), "language", [(ALL, _("All")), *named], chosen["language"]),
            (_("State"), "state", [(code, str(name)) for code, name in states], chosen["state"] or ALL),
            (_("Kind"), "kind", [("", _("All")), *lists.kinds_there_are()], chosen["kind"]),
            (_("Original in"), "source", [("", _("All")), *named], chosen["source"]),
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
