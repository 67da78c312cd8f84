"""What was translated once, wherever it stood: texts of moved, copied, re-created and deleted passages are found again by their words."""

from collections.abc import Iterable, Mapping

from translation.models import Rendering


def remembered(texts: Iterable[str], source: int, locales: Iterable[int]) -> Mapping[tuple[int, str], str]:
    """``{(locale, text of the source): its newest approved translation}``; ``source``: the locale of the texts. One query.

    Renderings of things that are no longer there count, those of an earlier wording do too: for these words they were right.
    """
    wanted = set(texts)
    if not wanted:
        return {}
    rows = Rendering.objects.filter(
        locale__in=list(locales), segment__item__locale=source, approved=True, made_for__in=wanted
    ).exclude(text="")
    return {(row.locale_id, row.made_for): row.text for row in rows.order_by("at", "pk")}
