"""One centre as the JSON API shows it."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest

from centres.columns.public import COLUMNS, facts
from centres.licence import ATTRIBUTION
from centres.models import Centre, SpecialHours
from centres.telling.freshness import marks, to_confirm
from core.i18n.languages import LANGUAGES
from core.licence import LICENSE_URL

_TEXTS = tuple(column.field for column in COLUMNS if column.language == LANGUAGES[0] and column.field != "name")


def with_special_hours(centres: list[Centre]) -> list[Centre]:
    """The centres with their days of other hours at hand; one query for all that lack them."""
    prefetch_related_objects(centres, "special_hours")
    return centres


def _day(entry: SpecialHours) -> dict[str, Any]:
    opens, closes = entry.interval or (None, None)
    return {
        "first_day": entry.first_day.isoformat(),
        "last_day": entry.last_day.isoformat(),
        "opens": opens,
        "closes": closes,
        "reason": entry.reason or None,
    }


def centre_json(
    centre: Centre, request: HttpRequest, bases: dict[str, str], language: str, km: float | None
) -> dict[str, Any]:
    """The centre's facts once and its texts in ``language``, or in the language they were first written in.

    ``bases``: addresses of the finder page by language. ``None`` stands for what is not known.
    """
    text = centre.text_in(language)
    base = bases.get(language) or next(iter(bases.values()), "/")
    return {
        "id": centre.pk,
        **facts(centre),
        "name": centre.display_name(language),
        "local_name": centre.name,
        "url": request.build_absolute_uri(f"{base}{centre.slug}/"),
        "to_confirm": to_confirm(centre),
        "marks": [str(mark.label) for mark in marks(centre)],
        "point_precision": centre.point_precision if centre.point else None,
        "distance_km": None if km is None else round(km, 1),
        "special_hours": [_day(entry) for entry in centre.special_hours.all()],
        **{field: (getattr(text, field) or None) if text else None for field in _TEXTS},
        "summary_language": text.language if text else None,
        "updated_at": centre.updated_at.isoformat(timespec="seconds"),
        "license": LICENSE_URL,
        "attribution": ATTRIBUTION,
    }
