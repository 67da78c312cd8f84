"""``translations/words/``: words by person, language and month, as a page and as CSV."""

import csv
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.i18n.languages import exonym
from core.spreadsheets import csv_cell
from translation.desk.below import DeskPage
from translation.desk.rights import ASK
from translation.roles import Act, languages
from translation.words import Words, written, years

WORDS = "translation_words"


class WordsView(DeskPage):
    """For those who ask for translations: about the languages they ask for."""

    template_name = "translation/desk/words.html"
    page_title = gettext_lazy("Words translated")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raises PermissionDenied to all others: it is about people."""
        if not request.user.has_perm(ASK):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def year(self) -> int | None:
        """The year that is asked for; ``None`` for all."""
        asked = self.request.GET.get("year", "")
        return int(asked) if asked.isdecimal() and len(asked) == 4 and int(asked) else None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The page, or with ``export=csv`` the file."""
        rows = written(self.year, languages(request.user, Act.ASK))
        if request.GET.get("export") == "csv":
            return self._csv(rows)
        told = [(one, exonym(one.language)) for one in rows]
        total = sum(one.words for one in rows)
        return self.render_to_response(
            self.get_context_data(rows=told, years=list(years()), year=self.year, total=total)
        )

    def _csv(self, rows: list[Words]) -> HttpResponse:
        name = f"words-{self.year or 'all'}.csv"
        answer = HttpResponse(
            "\ufeff", "text/csv; charset=utf-8", headers={"Content-Disposition": f'attachment; filename="{name}"'}
        )
        table = csv.writer(answer)
        table.writerow([_("Month"), _("Person"), _("Language"), _("Passages"), _("Words")])
        for one in rows:
            cells = (f"{one.month:%Y-%m}", one.person, one.language, one.passages, one.words)
            table.writerow([csv_cell(cell) for cell in cells])
        return answer
