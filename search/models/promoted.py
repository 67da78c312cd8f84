"""Results editors put on top."""

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from search.models.lines import lines
from search.models.querysets import PromotedQuerySet


class PromotedResult(models.Model):
    """A page or address shown above the results of certain searches."""

    language = models.CharField(
        _("language"),
        max_length=10,
        choices=settings.LANGUAGES,
        help_text=_("Shown to people who read the portal in this language."),
    )
    queries = models.TextField(
        _("searches"),
        help_text=_(
            "One search a line. The result is shown when someone types all of its words, in any inflection and with others."
        ),
    )
    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("page"),
        help_text=_("The page to show. It must be published."),
    )
    url = models.URLField(
        _("address"), blank=True, help_text=_("Only if the answer is on another site. Begins with https://")
    )
    title = models.CharField(
        _("title"), max_length=150, blank=True, help_text=_("Leave empty to use the title of the page.")
    )
    text = models.CharField(
        _("text"), max_length=300, blank=True, help_text=_("One sentence that says why this is the answer.")
    )

    objects = PromotedQuerySet.as_manager()

    panels: ClassVar[list] = [
        FieldPanel("language"),
        FieldPanel("queries"),
        MultiFieldPanel([FieldPanel("page"), FieldPanel("url")], heading=_("Where it leads")),
        FieldPanel("title"),
        FieldPanel("text"),
    ]

    class Meta:
        verbose_name = _("promoted result")
        verbose_name_plural = _("promoted results")
        ordering = ("language", "pk")

    def __str__(self) -> str:
        return self.title or (self.page.title if self.page else self.url)

    @property
    def query_list(self) -> list[str]:
        """The searches, cleaned."""
        return lines(self.queries)

    def clean(self) -> None:
        """Ask for one destination, and for a title where no page gives one.

        Raises ValidationError when they are missing.
        """
        if bool(self.page_id) == bool(self.url):
            raise ValidationError({"page": _("Choose a page or write an address: one of the two.")})
        if self.url and not self.title:
            raise ValidationError(
                {"title": _("An address on another site needs a title: write what people find there.")}
            )
