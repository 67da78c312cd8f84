"""The facts of a centre that stand once, whatever the number of languages."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from centres import vocabularies
from centres.fields.hours import HoursField
from centres.fields.partial_dates import validate_partial_date
from core.countries import country_choices
from core.fields import CodesField

_DATE_HELP = _("A year or a month, such as 2024 or 2024-05; two with a slash for a span, such as 2008/2017.")


class PlaceFacts(models.Model):
    """Where a centre is."""

    country = models.CharField(_("country"), max_length=2, choices=country_choices)
    region = models.CharField(_("region"), max_length=120, blank=True)
    city = models.CharField(_("town"), max_length=120, blank=True, help_text=_("In the local form: Torino, not Turin."))
    district = models.CharField(_("district"), max_length=120, blank=True)
    site = models.CharField(
        _("building"), max_length=200, blank=True, help_text=_("Building, floor or host, as it stands on the sign.")
    )
    street = models.CharField(_("street and number"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=16, blank=True)
    address_level = models.CharField(
        _("how exactly the address is known"),
        max_length=10,
        choices=vocabularies.AddressLevel.choices,
        default=vocabularies.AddressLevel.CITY,
    )
    moves_to = models.CharField(_("moves to"), max_length=200, blank=True, help_text=_("Only while it is moving."))
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    point_precision = models.CharField(
        _("what the point stands for"),
        max_length=10,
        choices=vocabularies.PointPrecision.choices,
        default=vocabularies.PointPrecision.CITY,
    )

    class Meta:
        abstract = True


class OfferFacts(models.Model):
    """What a centre offers, to whom, and how one comes in."""

    needs = CodesField(
        vocabularies.Need, verbose_name=_("needs"), help_text=_("Tick what a source names; leave the rest.")
    )
    access = CodesField(vocabularies.Access, verbose_name=_("ways of access"))
    services = CodesField(vocabularies.Service, verbose_name=_("services"))
    audiences = CodesField(vocabularies.Audience, verbose_name=_("audiences"))
    everyone = models.BooleanField(_("open to everyone"), default=False)
    age_from = models.PositiveSmallIntegerField(
        _("from age"), null=True, blank=True, validators=[MaxValueValidator(120)]
    )
    age_to = models.PositiveSmallIntegerField(_("to age"), null=True, blank=True, validators=[MaxValueValidator(120)])
    accessible = CodesField(vocabularies.Accessibility, verbose_name=_("accessibility"))
    spoken = CodesField(vocabularies.Spoken, verbose_name=_("languages spoken"))
    interpreters = models.BooleanField(_("interpreters on request"), null=True, blank=True)
    free = models.BooleanField(_("free of charge"), null=True, blank=True)
    anonymous = models.BooleanField(_("anonymous"), null=True, blank=True)
    hours = HoursField(
        verbose_name=_("opening hours"),
        help_text=_("Leave a day on “not known” rather than guess. Visitors see what you choose here."),
    )
    hours_as_of = models.CharField(
        _("hours published in"), max_length=21, blank=True, validators=[validate_partial_date], help_text=_DATE_HELP
    )
    website = models.URLField(_("website"), max_length=300, blank=True)
    phone = models.CharField(
        _("telephone"),
        max_length=40,
        blank=True,
        validators=[
            RegexValidator(r"^\+?[0-9 ()./-]{4,}$", _("Write the number with digits, such as +385 40 123 456."))
        ],
    )
    email = models.EmailField(_("email"), blank=True)

    class Meta:
        abstract = True


class TruthFacts(models.Model):
    """What is known about the facts themselves."""

    status = models.CharField(
        _("status"),
        max_length=12,
        choices=vocabularies.Status.choices,
        default=vocabularies.Status.UNVERIFIED,
        db_index=True,
    )
    status_since = models.CharField(
        _("since"), max_length=21, blank=True, validators=[validate_partial_date], help_text=_DATE_HELP
    )
    as_of = models.CharField(
        _("date of the information"),
        max_length=21,
        blank=True,
        validators=[validate_partial_date],
        help_text=_DATE_HELP,
    )
    checked_on = models.DateField(
        _("checked with the centre on"),
        null=True,
        blank=True,
        help_text=_("Twelve months after this day visitors read “to be confirmed”."),
    )
    checked_by = models.CharField(_("checked by"), max_length=10, choices=vocabularies.CheckedBy.choices, blank=True)
    review_months = models.PositiveSmallIntegerField(
        _("time between two checks"),
        choices=vocabularies.ReviewInterval.choices,
        null=True,
        blank=True,
        help_text=_("After this time visitors read “to be confirmed”. Empty: twelve months."),
    )
    sources = models.TextField(_("sources"), blank=True, help_text=_("One web address a line."))
    unverified = CodesField(vocabularies.Fact, verbose_name=_("not yet verified"))

    class Meta:
        abstract = True
