"""The directory's vocabularies in the database: services, networks, languages, and which centres use their terms."""

from functools import reduce
from operator import or_
from typing import Any, ClassVar

from django.db import models
from django.db.models import OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from centres import vocabularies
from centres.models.centre import Centre
from centres.models.stamp import DirectoryStamp
from core.fields import CodesField, holds
from core.models import Term
from core.models.terms import ensure_terms
from search.models import LifeEvent


class TermQuerySet(models.QuerySet):
    """Terms of one vocabulary."""

    def counted(self) -> "TermQuerySet":
        """With ``centre_count``: how many centres have the term, published or not."""
        of_term = Centre.objects.filter(self.model.used(OuterRef("code"))).order_by().values("pk")
        counts = of_term.annotate(one=Value(1)).values("one").annotate(n=models.Count("pk")).values("n")
        return self.annotate(centre_count=Coalesce(models.Subquery(counts, output_field=models.IntegerField()), 0))


class TermManager(models.Manager.from_queryset(TermQuerySet)):  # ty: ignore[unsupported-base]
    """The terms of the model's vocabulary."""

    def get_queryset(self) -> TermQuerySet:
        return super().get_queryset().filter(scheme=self.model.vocabulary.scheme)


def _has(name: str, code: Any) -> Q:
    """That a centre has the code, a text or an expression, in field ``name``."""
    if not isinstance(Centre._meta.get_field(name), CodesField):
        return Q(**{name: code})
    return Q(holds(name, code))


class DirectoryTerm:
    """Before ``Term``: a term centres have. A proxy for each vocabulary says which, and where centres keep it."""

    fields: ClassVar[tuple[str, ...]]
    """The fields of a centre that hold the code."""
    code: Any
    is_built_in: bool

    @classmethod
    def used(cls, code: Any) -> Q:
        """The condition that a centre has the term; ``code`` is an expression."""
        return reduce(or_, (_has(name, code) for name in cls.fields))

    def centres(self) -> models.QuerySet:
        """Centres that have the term, published or not."""
        return Centre.objects.filter(self.used(Value(self.code)))

    @property
    def uses(self) -> int:
        """How many centres have it; no query when it was counted with the list."""
        counted = getattr(self, "centre_count", None)
        return self.centres().count() if counted is None else counted

    @property
    def can_go(self) -> bool:
        """Whether it may be deleted: it is none of the portal's own, and nothing has it, no draft either."""
        return not (self.is_built_in or self.uses or self._in_drafts() or self._elsewhere())

    def _in_drafts(self) -> bool:
        drafts = Centre.objects.filter(has_unpublished_changes=True).values("latest_revision")
        contents = Revision.objects.filter(pk__in=drafts).values_list("content", flat=True)
        said = (content.get(name) for content in contents.iterator() for name in self.fields)
        return any(self.code == value or (isinstance(value, list) and self.code in value) for value in said)

    def _elsewhere(self) -> bool:
        return False


class ServiceTerm(DirectoryTerm, Term):
    """What a centre does."""

    vocabulary = vocabularies.Service
    fields = ("services",)
    objects = TermManager()

    class Meta:
        proxy = True
        verbose_name = _("service")
        verbose_name_plural = _("services")

    def _elsewhere(self) -> bool:
        return LifeEvent.objects.filter(service=self.code).exists()


class NetworkTerm(DirectoryTerm, Term):
    """A family of centres."""

    vocabulary = vocabularies.Network
    fields = ("network",)
    objects = TermManager()

    class Meta:
        proxy = True
        verbose_name = _("network")
        verbose_name_plural = _("networks")


class LanguageTerm(DirectoryTerm, Term):
    """A language people are received in, and centres are named in."""

    vocabulary = vocabularies.Spoken
    fields = ("spoken", "language")
    objects = TermManager()

    class Meta:
        proxy = True
        verbose_name = _("spoken language")
        verbose_name_plural = _("spoken languages")


TERMS: tuple[type[Any], ...] = (ServiceTerm, NetworkTerm, LanguageTerm)


def _renew(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    """What pages and exports show of every centre may be another word now."""
    if isinstance(instance, DirectoryTerm):
        DirectoryStamp.renew()


def ensure_directory_terms() -> None:
    """A row for each term of the code; safe to run again."""
    for term in TERMS:
        ensure_terms(term.vocabulary)


for _signal in (models.signals.post_save, models.signals.post_delete):
    _signal.connect(_renew, dispatch_uid="centres.terms")
