"""Texts that wait to be translated, on the first page of the admin: those of one's own language, the most urgent first."""

from typing import Any

from django.db.models import Count
from django.template.defaultfilters import date
from django.urls import reverse
from django.utils.translation import gettext as _

from core.i18n.languages import exonym
from core.waiting.sections import Row, Section
from translation.desk import lists
from translation.desk.names import DESK, PASSAGES
from translation.models import Standing
from translation.roles import Act, languages


def texts_to_translate(user: Any, most: int) -> list[Section]:
    """One part a language of one's own. Who looks after several reads numbers first; the texts stand behind them, on the desk."""
    mine = languages(user, Act.WRITE)
    codes = {pk: code for pk, code in lists.locales().items() if pk in mine}
    asked = lists.Asked(lists.TO_DO)
    rows = asked.of_standings(Standing.objects.filter(item__live=True, locale__in=codes)).order_by()
    counts = dict(rows.values_list("locale").annotate(Count("pk"))) if codes else {}
    return [
        Section(
            f"to-translate-into-{code}",
            _("Texts to translate into %(language)s") % {"language": exonym(code)},
            counts.get(pk, 0),
            [_row(one, code) for one in lists.one_language(pk, asked)[:most]] if len(codes) == 1 else [],
            f"{reverse(DESK)}?language={code}",
        )
        for pk, code in codes.items()
    ]


def _row(standing: Standing, code: str) -> Row:
    says = standing.get_state_display()
    if standing.due:
        says += ", " + _("due %(day)s") % {"day": date(standing.due, "SHORT_DATE_FORMAT")}
    return Row(lists.title_of(standing.item), reverse(PASSAGES, args=[standing.item_id, code]), says)
