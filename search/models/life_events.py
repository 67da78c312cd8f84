"""What people say when something happens to them."""

from typing import ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from core.fields import CodeField
from core.vocabularies import Need, Service
from search.models.lines import lines


class LifeEvent(models.Model):
    """Phrases in one language that lead to a need, and to a service if it is a certain one."""

    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, help_text=_("The language of the phrases.")
    )
    need = models.CharField(
        _("need"),
        max_length=20,
        choices=Need.choices,
        help_text=_("The finder is opened with this need; in the search, its centres come first."),
    )
    service = CodeField(
        Service,
        verbose_name=_("service"),
        max_length=30,
        blank=True,
        help_text=_("Only when people ask for a certain service, such as the recognition of experience."),
    )
    phrases = models.TextField(
        _("phrases"),
        help_text=_(
            "One phrase a line, as short as people write it: “lost my job”. Endings do not matter, and other words may stand "
            "in between."
        ),
    )

    panels: ClassVar[list[FieldPanel]] = [
        FieldPanel("language"),
        FieldPanel("need"),
        FieldPanel("service"),
        FieldPanel("phrases"),
    ]

    class Meta:
        verbose_name = _("life event")
        verbose_name_plural = _("life events")
        ordering = ("language", "need", "service", "pk")

    def __str__(self) -> str:
        return ", ".join(self.phrase_list[:4])

    @property
    def phrase_list(self) -> list[str]:
        """The phrases, cleaned."""
        return lines(self.phrases)

    def clean(self) -> None:
        """Refuse an entry without a phrase. Raises ValidationError."""
        if not self.phrase_list:
            raise ValidationError({"phrases": _("Write at least one phrase.")})
