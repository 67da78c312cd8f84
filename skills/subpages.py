"""The addresses of a competence in all languages."""

from core.i18n.subpages import Subpage
from skills.models import Competence
from skills.models.querysets import best_rows


def subpage_of(rows: list[Competence], bases: dict[str, str]) -> Subpage:
    """The addresses of one competence, of which ``rows`` are the languages. ``bases``: ``{language: path of the page}``.

    Where a language has no row, the address is named as the row a reader there sees would have it.
    """
    return Subpage(
        urls={language: f"{base}{best_rows(rows, language)[0].slug}/" for language, base in bases.items()},
        written=frozenset(row.language for row in rows),
    )
