"""A guidance centre: facts once, texts per language, history by revisions."""

import uuid
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, WorkflowMixin

from centres import vocabularies
from centres.models.facts import OfferFacts, PlaceFacts, TruthFacts
from centres.models.querysets import CentreQuerySet
from centres.subpages import reserved_words
from core.admin.editing import VersionedForm
from core.countries import country_name
from core.fields import CodeField
from core.i18n.languages import ENDONYMS, LANGUAGES
from core.i18n.subpages import Subpage
from core.models import HasTexts, TextRow
from core.page_views import preview_of
from core.slugs import slug_of
from core.towns import town_in, town_name

MAX_PARENTS = 5


class Centre(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    HasTexts,
    PlaceFacts,
    OfferFacts,
    TruthFacts,
    ClusterableModel,
):
    """One centre. ``language`` is the language of ``name``, which need not be one of the portal's six."""

    uid = models.UUIDField(_("stable identifier"), default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=200, help_text=_("As the centre itself writes it."))
    language = CodeField(
        vocabularies.Spoken,
        verbose_name=_("language of the name"),
        max_length=3,
        choices=vocabularies.language_choices,
        default="en",
    )
    other_names = models.CharField(
        _("other names"),
        max_length=400,
        blank=True,
        help_text=_("Names people also search by, separated by commas. Not shown."),
    )
    slug = models.SlugField(
        _("end of the address"), max_length=120, unique=True, blank=True, help_text=_("Made from the name when empty.")
    )
    network = CodeField(
        vocabularies.Network, verbose_name=_("network"), max_length=20, default=vocabularies.Network.OTHER
    )
    parent = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="branches",
        verbose_name=_("main centre"),
        help_text=_("The centre this one belongs to, if any."),
    )
    organisation = models.ForeignKey(
        "community.Organisation",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="centres",
        verbose_name=_("run by"),
        help_text=_("The organisation that answers for it. Its people may change the centre here."),
    )
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True, db_index=True)

    objects = CentreQuerySet.as_manager()
    base_form_class = VersionedForm

    class Meta:
        verbose_name = _("centre")
        verbose_name_plural = _("centres")
        ordering = ["name", "pk"]
        indexes = [
            models.Index(fields=["latitude", "longitude"], name="centres_point"),
            models.Index(fields=["country", "city"], name="centres_place"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self.slug:
            self.slug = self._free_slug()
        super().save(*args, **kwargs)

    @transaction.atomic
    def publish(self, *args: Any, **kwargs: Any) -> None:
        """Wagtail's, whole: it says "published" before it ends the review, and what waits for the end must see both."""
        super().publish(*args, **kwargs)

    publish.alters_data = True  # type: ignore[attr-defined]

    def _free_slug(self) -> str:
        base = slug_of(self.name, 100) or "centre"
        taken = set(type(self).objects.filter(slug__startswith=base).exclude(pk=self.pk).values_list("slug", flat=True))
        taken |= reserved_words()
        return next(
            slug for slug in (base if n == 1 else f"{base}-{n}" for n in range(1, len(taken) + 2)) if slug not in taken
        )

    def clean(self) -> None:
        """Checks what the fields say together. Raises ValidationError with a reason for each wrong field."""
        super().clean()
        errors: dict[str, ValidationError] = {}
        if (self.latitude is None) != (self.longitude is None):
            missing = "latitude" if self.latitude is None else "longitude"
            errors[missing] = ValidationError(_("A point needs both numbers: write this one too, or empty the other."))
        if self.age_from is not None and self.age_to is not None and self.age_from > self.age_to:
            errors["age_to"] = ValidationError(_("The highest age is below the lowest. Swap them."))
        if self.parent_id and self._is_own_ancestor():
            errors["parent"] = ValidationError(_("A centre cannot belong to itself. Choose another one."))
        if self.slug in reserved_words():
            errors["slug"] = ValidationError(_("This word is an address of the portal itself. Choose another one."))
        bad = self._bad_source()
        if bad:
            errors["sources"] = ValidationError(
                _("“%(line)s” is not a web address. Write it with https:// in front."), params={"line": bad}
            )
        if errors:
            raise ValidationError(errors)

    def _is_own_ancestor(self) -> bool:
        above = self.parent
        for _step in range(MAX_PARENTS):
            if above is None:
                return False
            if above.pk == self.pk:
                return True
            above = above.parent
        return True

    def _bad_source(self) -> str:
        check = URLValidator(schemes=["http", "https"])
        for line in self.source_list:
            try:
                check(line)
            except ValidationError:
                return line[:80]
        return ""

    # Facts in the shape pages and feeds want

    @property
    def source_language(self) -> str:
        """The portal language the texts are first written in; ``""`` when the name's language is none of the six."""
        return self.language if self.language in LANGUAGES else ""

    @property
    def source_list(self) -> list[str]:
        return [line.strip() for line in self.sources.splitlines() if line.strip()]

    @property
    def point(self) -> tuple[float, float] | None:
        """(latitude, longitude) in degrees, ``None`` when not known."""
        if self.latitude is None or self.longitude is None:
            return None
        return float(self.latitude), float(self.longitude)

    @property
    def only_town_known(self) -> bool:
        """Whether visitors learn the town or region, but no address: drawn with a dashed ring."""
        return self.address_level in (vocabularies.AddressLevel.CITY, vocabularies.AddressLevel.REGION)

    @property
    def country_name(self) -> str:
        return country_name(self.country)

    @property
    def town(self) -> str:
        """Its town as the active language calls it (``Brussel``, ``Parijs``), ``""`` when unknown."""
        return town_name(self.city, self.country)

    @property
    def town_line(self) -> str:
        """``Milan, Italy`` in the active language; the region where no town is known."""
        return town_in(self.city or self.region, self.country)

    @property
    def place_parts(self) -> list[str]:
        """Address from the smallest part to the town or region, what is known of it."""
        town = " ".join(part for part in (self.postcode if self.street else "", self.city) if part)
        parts = [self.street or self.site, self.district if not self.street else "", town or self.region]
        return [part for part in parts if part]

    def display_name(self, language: str | None = None) -> str:
        """The name in a text row of that language, else the local one."""
        row = self.text_in(language)
        return (row.name if row and row.language == language else "") or self.name

    def subpage(self, bases: dict[str, str]) -> Subpage:
        """Its addresses in all languages. ``bases``: ``{language: path of the finder page}``.

        A centre nobody has written about says the same facts in every language.
        """
        return Subpage.below(bases, self.slug, written=[row.language for row in self.texts.all()] or LANGUAGES)

    # Preview in every language

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        return [(code, ENDONYMS.get(code, code)) for code in LANGUAGES]

    @property
    def default_preview_mode(self) -> str:
        return self.source_language or "en"

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """The centre's page as visitors of that language would see it, unsaved changes included."""
        language = mode_name if mode_name in LANGUAGES else self.default_preview_mode
        return preview_of(self, request, language)


class CentreText(TextRow):
    """What a centre says about itself, in one language."""

    centre = ParentalKey(Centre, on_delete=models.CASCADE, related_name="texts", verbose_name=_("centre"))
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    name = models.CharField(
        _("name in this language"), max_length=200, blank=True, help_text=_("Only when it differs from the local name.")
    )
    summary = models.CharField(_("in one or two sentences"), max_length=300)
    description = models.TextField(_("description"), max_length=5000, blank=True)
    access_note = models.CharField(_("how to come"), max_length=300, blank=True)
    language_note = models.CharField(_("about languages"), max_length=300, blank=True)
    papers = models.CharField(_("papers to bring"), max_length=300, blank=True)
    transport = models.CharField(
        _("public transport"),
        max_length=300,
        blank=True,
        help_text=_("Line and stop, such as “Tram 4, stop Central Station, five minutes on foot”."),
    )
    status_note = models.CharField(_("about the status"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("text")
        verbose_name_plural = _("texts")
        constraints = [models.UniqueConstraint(fields=["centre", "language"], name="centres_one_text_a_language")]
