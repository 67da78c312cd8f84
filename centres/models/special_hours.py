"""Days on which a centre keeps other hours than in an ordinary week."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey

from centres.models.centre import Centre


class SpecialHours(models.Model):
    """One day, or a run of days, that replaces the weekly hours. Without times the centre is closed.

    Several entries of the same days are several intervals of each day. schema.org: specialOpeningHoursSpecification.
    """

    centre = ParentalKey(Centre, on_delete=models.CASCADE, related_name="special_hours", verbose_name=_("centre"))
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"), blank=True, help_text=_("Empty: one day only."))
    opens = models.TimeField(_("opens"), null=True, blank=True, help_text=_("Empty: closed all day."))
    closes = models.TimeField(_("closes"), null=True, blank=True)
    reason = models.CharField(
        _("reason"),
        max_length=100,
        blank=True,
        help_text=_("In the language of the centre’s name, such as “summer holidays”. Visitors read it."),
    )

    class Meta:
        verbose_name = _("days with other hours")
        verbose_name_plural = _("days with other hours")
        ordering = ["first_day", "opens", "pk"]

    def __str__(self) -> str:
        days = f"{self.first_day}" if self.first_day == self.last_day else f"{self.first_day}/{self.last_day}"
        return f"{days} {self.opens:%H:%M}-{self.closes:%H:%M}" if self.opens and self.closes else days

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.last_day = self.last_day or self.first_day
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Checks the days and the hours. Raises ValidationError with a reason for each wrong field."""
        super().clean()
        self.last_day = self.last_day or self.first_day
        errors: dict[str, ValidationError] = {}
        if self.first_day and self.last_day < self.first_day:
            errors["last_day"] = ValidationError(_("The last day is before the first. Swap them."))
        if (self.opens is None) != (self.closes is None):
            missing = "opens" if self.opens is None else "closes"
            errors[missing] = ValidationError(_("Write from when and until when, or leave both empty for closed."))
        elif self.opens and self.closes and self.closes <= self.opens and self.closes.hour + self.closes.minute:
            errors["closes"] = ValidationError(_("The closing time must be later than the opening time."))
        if errors:
            raise ValidationError(errors)

    @property
    def interval(self) -> tuple[str, str] | None:
        """``("09:00", "24:00")``, ``None`` when closed; midnight as closing time ends the day."""
        if self.opens is None or self.closes is None:
            return None
        closes = f"{self.closes:%H:%M}"
        return f"{self.opens:%H:%M}", "24:00" if closes == "00:00" else closes
