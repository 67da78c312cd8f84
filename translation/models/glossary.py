"""The glossary: what the partnership means by a word, and how each language says it."""

import re
from collections.abc import Iterable
from typing import Any, ClassVar, Self

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from core.collation import sort_key
from core.i18n.languages import X_DEFAULT, active_language

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NOT_PLAIN = re.compile(r"[<>\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def key(text: str) -> None:
    """Raises ValidationError for what may not stand as a key."""
    if not _KEY.fullmatch(text):
        raise ValidationError(
            _("Write small letters without accents, digits and hyphens, such as lifelong-guidance."), code="key"
        )


def plain_text(text: str) -> None:
    """Raises ValidationError for markup, and for characters no file may hold."""
    if _NOT_PLAIN.search(text):
        raise ValidationError(_("Write plain text, without angle brackets."), code="plain")


class Status(models.TextChoices):
    """How good a term is, in the words of TBX; people read of "forbidden" ones."""

    PREFERRED = "preferred", _("preferred")
    ADMITTED = "admitted", _("admitted")
    DEPRECATED = "deprecated", _("forbidden")


class ConceptQuerySet(models.QuerySet):
    """Lists of concepts."""

    def with_words(self) -> Self:
        """With all terms and definitions, in three queries."""
        return self.prefetch_related("terms", "definitions")

    def unconfirmed(self, language: str = "") -> Self:
        """With a term nobody has confirmed, in one language or in any."""
        terms = ConceptTerm.objects.filter(confirmed=False).exclude(status=Status.DEPRECATED)
        return self.filter(pk__in=(terms.filter(language=language) if language else terms).values("concept"))

    def lacking(self, language: str) -> Self:
        """Without a preferred term in a language."""
        has = ConceptTerm.objects.filter(language=language, status=Status.PREFERRED)
        return self.exclude(pk__in=has.values("concept"))


class Concept(ClusterableModel):
    """One thing that is meant, whatever it is called. Its words stand in ``terms`` and ``definitions``, per language.

    ``changed_at`` is the version that files carry: whatever changes its words saves the concept too.
    """

    key = models.CharField(
        _("key"),
        max_length=60,
        unique=True,
        validators=[key],
        help_text=_("By this the concept is found again in files. It is given once and never changes."),
    )
    source = models.CharField(
        _("source"), max_length=300, blank=True, validators=[plain_text], help_text=_("Where the concept comes from.")
    )
    uri = models.URLField(
        _("address in another vocabulary"),
        max_length=300,
        blank=True,
        help_text=_("The same concept in EuroVoc, ESCO or IATE, as a web address."),
    )
    note = models.TextField(
        _("note"),
        blank=True,
        max_length=1000,
        validators=[plain_text],
        help_text=_("For colleagues: visitors do not read it."),
    )
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    objects = ConceptQuerySet.as_manager()

    class Meta:
        verbose_name = _("concept")
        verbose_name_plural = _("concepts")
        ordering = ("key",)

    def __str__(self) -> str:
        return self.name_in(active_language())

    @property
    def uri_words(self) -> str:
        """The address in another vocabulary as a link says it: without its scheme."""
        return self.uri.partition("//")[2]

    def terms_in(self, language: str) -> list["ConceptTerm"]:
        """Its terms in one language, the preferred one first; no query when ``terms`` is prefetched."""
        rank = Status.values.index
        found = [term for term in self.terms.all() if term.language == language]
        return sorted(found, key=lambda term: (rank(term.status), sort_key(term.text, language)))

    def sayable_in(self, language: str) -> list["ConceptTerm"]:
        """Those one may use, the preferred one first."""
        return [term for term in self.terms_in(language) if term.status != Status.DEPRECATED]

    def preferred_in(self, language: str) -> "ConceptTerm | None":
        """How one language says it."""
        return next((term for term in self.terms_in(language) if term.status == Status.PREFERRED), None)

    def name_in(self, language: str) -> str:
        """The preferred term in a language, in English, or the key."""
        found = self.preferred_in(language) or self.preferred_in(X_DEFAULT)
        return found.text if found else self.key

    def definition_in(self, language: str) -> str:
        """The definition in one language, ``""`` while there is none."""
        return next((row.text for row in self.definitions.all() if row.language == language), "")


class OfLanguage(models.Model):
    """What belongs to one language of a concept."""

    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)

    class Meta:
        abstract = True


class ConceptDefinition(OfLanguage):
    """What a concept means, in one language."""

    concept = ParentalKey(Concept, on_delete=models.CASCADE, related_name="definitions")
    text = models.TextField(
        _("definition"),
        max_length=600,
        validators=[plain_text],
        help_text=_("One or two sentences, in your own words."),
    )

    class Meta:
        verbose_name = _("definition")
        verbose_name_plural = _("definitions")
        ordering = ("language",)
        default_permissions = ()
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint("concept", "language", name="translation_definition_once_a_language")
        ]

    def __str__(self) -> str:
        return self.text


class ConceptTerm(OfLanguage):
    """One term of a concept in one language.

    ``confirmed``: it was read in a source, or somebody who has the language has said it is right; then ``confirmed_by``
    and ``confirmed_on`` say who and when.
    """

    concept = ParentalKey(Concept, on_delete=models.CASCADE, related_name="terms")
    text = models.CharField(_("term"), max_length=150, validators=[plain_text])
    status = models.CharField(
        _("use"),
        max_length=10,
        choices=Status.choices,
        default=Status.PREFERRED,
        help_text=_("One term is preferred, others may be admitted; a forbidden one should not be written."),
    )
    source = models.CharField(
        _("source"), max_length=300, blank=True, validators=[plain_text], help_text=_("Where the term was read.")
    )
    confirmed = models.BooleanField(
        _("confirmed by a native speaker"),
        default=False,
        help_text=_("Tick it when you have the language and the term is right. Your name is kept with it."),
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    confirmed_on = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ("language", "pk")
        default_permissions = ()
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint("concept", "language", "text", name="translation_term_once_a_concept"),
            models.UniqueConstraint(
                "concept",
                "language",
                condition=Q(status=Status.PREFERRED),
                name="translation_one_preferred_term",
                violation_error_message=_("Only one term of a language is the preferred one."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        """Takes spaces around and doubled inside away. Raises ValidationError for a term without a letter."""
        self.text = " ".join(self.text.split())
        if not any(letter.isalnum() for letter in self.text):
            raise ValidationError({"text": _("A term has at least one letter.")})


def doubled(terms: Iterable[ConceptTerm]) -> list[str]:
    """Languages in which more than one of the ``terms`` is the preferred one."""
    preferred = [term.language for term in terms if term.status == Status.PREFERRED]
    return sorted({language for language in preferred if preferred.count(language) > 1})
