"""What editors tune, what was asked, and what waits to be indexed."""

from datetime import date, timedelta
from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from search.interface import Key


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


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
        return _lines(self.terms)

    def clean(self) -> None:
        """Refuse a group in which nothing can find anything else."""
        if len({term.casefold() for term in self.term_list}) < 2:
            raise ValidationError(
                {"terms": _("One term has nothing to find. Write at least two, each on its own line.")}
            )


class PromotedResult(models.Model):
    """A page or address shown above the results of certain searches."""

    language = models.CharField(
        _("language"),
        max_length=10,
        choices=settings.LANGUAGES,
        help_text=_("Shown to people who read the portal in this language."),
    )
    queries = models.TextField(
        _("searches"), help_text=_("One search a line. The result is shown when someone types exactly these words.")
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
        return _lines(self.queries)

    def clean(self) -> None:
        """Ask for one destination, and for a title where no page gives one."""
        if bool(self.page_id) == bool(self.url):
            raise ValidationError({"page": _("Choose a page or write an address: one of the two.")})
        if self.url and not self.title:
            raise ValidationError(
                {"title": _("An address on another site needs a title: write what people find there.")}
            )


class SearchCount(models.Model):
    """How often something was searched on a day, and how much was found. Says nothing about who searched."""

    KEPT: ClassVar[timedelta] = timedelta(days=365)

    day = models.DateField(_("day"))
    language = models.CharField(_("language"), max_length=10)
    query = models.CharField(_("search"), max_length=100)
    count = models.PositiveIntegerField(_("searches"), default=1)
    results = models.PositiveIntegerField(_("results"), default=0)

    class Meta:
        verbose_name = _("search")
        verbose_name_plural = _("searches")
        constraints = [
            models.UniqueConstraint(fields=["day", "language", "query"], name="search_count_once_a_day"),
        ]
        indexes = [models.Index(fields=["results", "day"], name="search_count_unanswered")]

    def __str__(self) -> str:
        return self.query

    @classmethod
    def forget_old(cls, today: date) -> int:
        """Delete what is older than a year; returns the number of rows."""
        return cls.objects.filter(day__lt=today - cls.KEPT).delete()[0]


class IndexTask(models.Model):
    """One changed object that the index does not know yet."""

    source = models.CharField(max_length=50)
    object_id = models.CharField(max_length=64)
    created = models.DateTimeField(default=timezone.now)
    not_before = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("index task")
        verbose_name_plural = _("index tasks")
        indexes = [models.Index(fields=["not_before"], name="search_index_task_due")]

    def __str__(self) -> str:
        return f"{self.source} {self.object_id}"

    @property
    def key(self) -> Key:
        """The object concerned."""
        return self.source, self.object_id
