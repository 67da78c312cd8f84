"""Translations on the first page of the admin: texts that wait in one's own language, and how far those of one's organisation are."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q
from django.template.defaultfilters import date
from django.urls import reverse
from django.utils.translation import gettext as _

from core import ownership
from core.i18n.languages import exonym
from core.waiting.sections import Row, Section, form_url
from translation.desk import lists
from translation.desk.names import DESK, PASSAGES
from translation.models import Standing
from translation.roles import Act, languages
from translation.vocabularies import ItemState

_UNDER_WAY = (ItemState.BEGUN, ItemState.REVIEW)


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


def own_under_way(user: Any, most: int) -> list[Section]:
    """One part, for who works for an organisation: what of it is being translated. One query a kind of things, and two."""
    if not ownership.holding_of(user).works_for:
        return []
    own = Q(pk__in=())
    for kind in ownership.every():
        keys = kind.model._default_manager.filter(ownership.own(kind.model, user)).values_list("pk", flat=True)
        own |= Q(
            item__content_type=ContentType.objects.get_for_model(kind.model),
            item__source_pk__in=[str(pk) for pk in keys],
        )
    rows = Standing.objects.filter(own, item__live=True, state__in=_UNDER_WAY).select_related(
        "item__content_type", "locale"
    )
    shown = [_own_row(one) for one in rows.order_by("item__title", "item", "locale")[:most]]
    return [Section("translations-under-way", _("Translations of your organisation’s texts"), rows.count(), shown)]


def _own_row(standing: Standing) -> Row:
    item = standing.item
    note = _("%(language)s: %(state)s, %(done)s of %(all)s passages written") % {
        "language": exonym(standing.locale.language_code),
        "state": standing.get_state_display(),
        "done": standing.total - standing.missing,
        "all": standing.total,
    }
    return Row(lists.title_of(item), form_url(item.content_type, item.source_pk), note)
