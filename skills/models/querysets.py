"""Lists of competences, each language falling back honestly."""

from collections.abc import Iterable
from typing import Any, Self

from core.i18n.borrowed import ToldQuerySet
from core.i18n.languages import X_DEFAULT


class CompetenceQuerySet(ToldQuerySet):
    """Every list is one query, whatever the number of languages."""

    def published(self) -> Self:
        """Published rows of all languages with their locale, from A to G."""
        return self.filter(live=True).select_related("locale").order_by("code", "pk").told()

    def best_in(self, language: str) -> list[Any]:
        """One published row per letter: in ``language``, else English, else any other."""
        return best_rows(self.published(), language)


def best_rows(rows: Iterable[Any], language: str) -> list[Any]:
    """Of the rows of each letter the one a reader of ``language`` should see, from A to G."""
    chosen: dict[str, Any] = {}
    for row in rows:
        known = chosen.get(row.code)
        if known is None or _rank(row.language, language) < _rank(known.language, language):
            chosen[row.code] = row
    return [chosen[code] for code in sorted(chosen)]


def _rank(language: str, wanted: str) -> int:
    return 0 if language == wanted else 1 if language == X_DEFAULT else 2
