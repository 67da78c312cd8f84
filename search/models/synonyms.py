"""Terms that find one another."""

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from search.models.lines import lines


class SynonymGroup(models.Model):
    """Terms that find one another."""

    language = models.CharField(
        _("language"),
        max_length=10,
        blank=True,
        choices=settings.LANGUAGES,
        help_text=_("The language people search in. Leave empty for names that are known everywhere, such as CISOK."),
    )
    terms = models.TextField(
        _("terms"),
        help_text=_("One term a line, at least two. Who searches one of them finds the others too, in any language."),
    )

    panels: ClassVar[list[FieldPanel]] = [FieldPanel("language"), FieldPanel("terms")]

    class Meta:
        verbose_name = _("synonyms")
        verbose_name_plural = _("synonyms")
        ordering = ("language", "terms")

    def __str__(self) -> str:
        return ", ".join(self.term_list)

    @property
    def term_list(self) -> list[str]:
        """The terms, cleaned."""
        return lines(self.terms)

    def clean(self) -> None:
        """Refuse a group in which nothing can find anything else. Raises ValidationError for one."""
        if len({term.casefold() for term in self.term_list}) < 2:
            raise ValidationError(
                {"terms": _("One term has nothing to find. Write at least two, each on its own line.")}
            )
