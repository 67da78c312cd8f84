"""Partners whose sites show the directory in a frame."""

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from centres.fields.hosts import sources_of, validate_hosts

KEY = r"[a-z0-9-]{4,40}"


def new_key() -> str:
    """A key nobody has: public, because it stands in the partner's page, but not guessable by trying."""
    return get_random_string(12, "abcdefghijkmnpqrstuvwxyz23456789")


class EmbedPartner(models.Model):
    """Who may show the list, and on which sites. ``key`` stands in the snippet and opens the frame for ``hosts`` only."""

    name = models.CharField(
        _("name"), max_length=120, help_text=_("Who shows the list, such as Cité des métiers de Marseille.")
    )
    key = models.CharField(
        _("key"),
        max_length=40,
        unique=True,
        default=new_key,
        validators=[RegexValidator(rf"^{KEY}\Z", _("Write 4 to 40 small letters, digits or hyphens."))],
        help_text=_("Stands in the snippet. It is no secret: it works on the sites below and nowhere else."),
    )
    hosts = models.TextField(
        _("allowed sites"),
        max_length=4000,
        validators=[validate_hosts],
        help_text=_(
            "One a line: https://www.example.org, or *.example.org for all sites below it. "
            "Only pages of these sites can show the list."
        ),
    )
    active = models.BooleanField(
        _("active"),
        default=True,
        help_text=_("Untick to take the list off these sites; the key can be used again later."),
    )
    note = models.TextField(
        _("note"), max_length=1000, blank=True, help_text=_("Who asked for it, and when. Only editors see it.")
    )
    created_at = models.DateTimeField(_("created"), auto_now_add=True)

    class Meta:
        verbose_name = _("embedding partner")
        verbose_name_plural = _("embedding partners")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def sources(self) -> list[str]:
        """The sites as sources for ``frame-ancestors``; empty when what is stored is no list of sites."""
        try:
            return list(sources_of(self.hosts))
        except ValidationError:
            return []
