"""Things whose facts stand once and whose texts stand once per language."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from core.i18n.languages import X_DEFAULT, active_language


class TextRow(models.Model):
    """The texts of one thing in one language. Subclasses add a ``ParentalKey`` with ``related_name="texts"``."""

    language = models.CharField(_("language"), max_length=10)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.language


class HasTexts:
    """Gives the best row of ``self.texts`` for a reader; no query when ``texts`` is prefetched."""

    texts: Any

    def text_in(self, language: str | None = None) -> Any:
        """The row in ``language`` (default: the active one), else in the source language, English, or any; ``None``."""
        rows = {row.language: row for row in self.texts.all()}
        wanted = language or active_language()
        for code in (wanted, getattr(self, "source_language", ""), X_DEFAULT):
            if code in rows:
                return rows[code]
        return next(iter(rows.values()), None)


def active_locales() -> dict[str, Locale]:
    """``{language: Locale}`` of all content languages, one query."""
    return {locale.language_code: locale for locale in Locale.objects.all()}
