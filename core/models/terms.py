"""Terms of vocabularies: what an administrator has added, renamed, ordered or withdrawn."""

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.signals import post_delete, post_save
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from core import terms
from core.folding import fold

LONGEST_LABEL = 80
"""Characters."""

CODE = RegexValidator(
    r"\A[a-z0-9]+(-[a-z0-9]+)*\Z",
    _("Write small letters without accents, digits and hyphens, such as night-desk."),
)


class Term(models.Model):
    """One term of a vocabulary (``core.terms``). A row for a term of the code says what differs from it.

    ``labels``: ``{language: label}``; where a language is missing, the portal's own word is shown, or the English label.
    ``drafts``: labels nobody has published yet, ``""`` to take one away. Rooms subclass it by a proxy for each vocabulary.
    """

    vocabulary: ClassVar[terms.Vocabulary]

    scheme = models.CharField(max_length=20, editable=False)
    code = models.CharField(
        _("code"),
        max_length=30,
        validators=[CODE],
        help_text=_("Stands in addresses, exports and imports. It is given once and never changes."),
    )
    labels = models.JSONField(_("names"), default=dict, blank=True)
    drafts = models.JSONField(default=dict, editable=False)
    withdrawn = models.BooleanField(_("withdrawn"), default=False)
    sort_order = models.IntegerField(_("order"), default=0, editable=False)

    sort_order_field = "sort_order"
    texts_without_field: ClassVar[dict[str, models.Field]] = {
        "label": models.CharField(_("name"), max_length=LONGEST_LABEL)
    }
    """What translators write, though no field keeps it alone."""

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        ordering = ("scheme", "sort_order", "pk")
        default_permissions = ()
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint("scheme", "code", name="core_term_code")]

    _labels_before: dict[str, str] | None = None

    def __str__(self) -> str:
        return str(self.vocabulary.label(self.code))

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Self:
        """Remembers the labels as they were."""
        term = super().from_db(*args, **kwargs)
        if "labels" not in term.get_deferred_fields():
            term._labels_before = dict(term.labels)
        return term

    @property
    def is_renamed(self) -> bool:
        """Whether its labels are others than when it was read; a new term is not."""
        return self._labels_before is not None and self._labels_before != self.labels

    @property
    def is_built_in(self) -> bool:
        """Whether the code of the portal knows it: then it cannot be deleted."""
        return self.vocabulary.is_built_in(self.code)

    def refuse_taken(self, language: str, label: str) -> None:
        """Raises ValidationError when another term of the vocabulary is called so in a language."""
        with override(language):
            others = {fold(known): code for code, known in self.vocabulary.choices if code != self.code}
        if code := others.get(fold(label)):
            text = gettext("“%(name)s” is the name of the term %(code)s already.") % {"name": label, "code": code}
            raise ValidationError(text)

    def save(self, *args: Any, **kwargs: Any) -> None:
        """At the end of its vocabulary, when it is new. A label that is another one now stands above a draft of it."""
        self.scheme = self.vocabulary.scheme
        if (before := self._labels_before) is not None:
            same = {code for code in self.drafts if before.get(code) == self.labels.get(code)}
            self.drafts = {code: text for code, text in self.drafts.items() if code in same}
        if self._state.adding and not self.sort_order:
            last = Term.objects.filter(scheme=self.scheme).aggregate(last=models.Max("sort_order"))["last"]
            self.sort_order = (last or 0) + 1
        super().save(*args, **kwargs)


class RetiredCode(models.Model):
    """The code of a deleted term: exports and addresses that hold it must never come to mean something else."""

    scheme = models.CharField(max_length=20)
    code = models.CharField(max_length=30)

    class Meta:
        default_permissions = ()
        constraints: ClassVar[list[Any]] = [models.UniqueConstraint("scheme", "code", name="core_retired_code")]

    def __str__(self) -> str:
        return f"{self.scheme} {self.code}"


def ensure_terms(vocabulary: terms.Vocabulary) -> None:
    """A row for each term of the code that has none, so that it can be renamed and ordered."""
    known = dict(Term.objects.filter(scheme=vocabulary.scheme).values_list("code", "sort_order"))
    missing = [str(code) for code in vocabulary.built_in.values if code not in known]
    start = max(known.values(), default=0) + 1
    Term.objects.bulk_create(
        [Term(scheme=vocabulary.scheme, code=code, sort_order=order) for order, code in enumerate(missing, start)]
    )
    if missing:
        terms.renew()


def _rows() -> tuple[terms.Row, ...]:
    found = Term.objects.order_by("scheme", "sort_order", "pk").values_list(*terms.Row._fields)
    return tuple(terms.Row(*values) for values in found)


def _written(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    if isinstance(instance, Term):
        terms.renew()


def _deleted(sender: type[models.Model], instance: models.Model, **kwargs: Any) -> None:
    if isinstance(instance, Term):
        if not instance.vocabulary.is_standard:
            RetiredCode.objects.get_or_create(scheme=instance.scheme, code=instance.code)
        terms.renew()


terms.read_from(_rows)
# Here and not when the app is ready: the mark is set before others are asked to do something about the change.
post_save.connect(_written, dispatch_uid="core.terms.written")
post_delete.connect(_deleted, dispatch_uid="core.terms.deleted")
