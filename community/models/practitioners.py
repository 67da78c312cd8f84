"""People who work in guidance and say so on the portal: one profile each, and nothing in the admin."""

import uuid
from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from community.models.organisations import Organisation
from community.vocabularies import Visible
from core.collation import sort_key
from core.countries import country_choices, country_name
from core.fields import CodesField
from core.folding import fold
from core.i18n.said import Said
from core.personal import LAST_CALL, QUIET
from core.vocabularies import Spoken, Theme


class PractitionerQuerySet(models.QuerySet):
    """Practitioners by who may see them, and by how long they have been quiet."""

    def listed(self) -> Self:
        """Those with a name whom no moderator has hidden."""
        return self.filter(hidden=False).exclude(name="")

    def visible_to(self, reader: "Practitioner | None") -> Self:
        """Those somebody may see; ``None``: anybody. Who shows nothing sees what anybody sees."""
        shown = [Visible.EVERYONE]
        if reader is not None and reader.is_listed:
            shown.append(Visible.COLLEAGUES)
        return self.listed().filter(visible__in=shown)

    def with_organisation(self) -> Self:
        """Each with its organisation and the names of it; one query more."""
        return self.select_related("organisation").prefetch_related("organisation__texts")

    def quiet(self, now: datetime) -> Self:
        """Those with a profile who gave no sign for two years and have not been written to about it."""
        return self.exclude(name="").filter(last_seen_at__lt=now - QUIET, warned_at=None)

    def outlived(self, now: datetime) -> Self:
        """Those who gave no sign after that mail either, and those who never wrote a name in as long a time."""
        silent = Q(warned_at__lt=now - LAST_CALL, last_seen_at__lt=now - QUIET)
        return self.filter(silent | Q(name="", last_seen_at__lt=now - LAST_CALL))


class Practitioner(models.Model):
    """Somebody who works in guidance. ``email`` is shown to nobody; ``key`` stands in the address of the profile.

    ``language`` is that of the mails, ``text_language`` that of ``role`` and ``text``. ``words`` and ``sort_key`` follow from
    the rest: what the search looks through, and the order of lists.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True, editable=False)
    language = models.CharField(max_length=10, choices=settings.LANGUAGES, default="en", editable=False)
    name = models.CharField(_("name"), max_length=120, blank=True)
    role = models.CharField(_("what you do"), max_length=120, blank=True)
    text = models.TextField(_("about you"), max_length=1000, blank=True)
    text_language = models.CharField(
        _("language of your text"), max_length=10, choices=settings.LANGUAGES, default="en"
    )
    languages = CodesField(Spoken, verbose_name=_("languages spoken"))
    offers = CodesField(Theme, verbose_name=_("I can show"))
    seeks = CodesField(Theme, verbose_name=_("I look for"))
    country = models.CharField(_("country"), max_length=2, blank=True, choices=country_choices)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("organisation"),
    )
    organisation_name = models.CharField(_("another organisation"), max_length=200, blank=True)
    visible = models.CharField(
        _("who sees the profile"), max_length=12, choices=Visible.choices, default=Visible.COLLEAGUES
    )
    contactable = models.BooleanField(_("colleagues may write to me"), default=True)
    hidden = models.BooleanField(
        _("hidden"),
        default=False,
        help_text=_("Takes the profile out of the directory. Its owner is shown the reason."),
    )
    hidden_because = models.CharField(_("reason"), max_length=300, blank=True)
    joined_at = models.DateTimeField(_("joined on"), default=timezone.now, editable=False)
    last_seen_at = models.DateTimeField(_("last signed in on"), default=timezone.now, editable=False)
    warned_at = models.DateTimeField(null=True, editable=False)
    words = models.TextField(editable=False, default="")
    sort_key = models.CharField(max_length=160, editable=False, default="", db_index=True)

    objects = PractitionerQuerySet.as_manager()

    wagtail_reference_index_ignore = True
    """Else who edits an organisation would read there who belongs to it."""

    class Meta:
        verbose_name = _("practitioner")
        verbose_name_plural = _("practitioners")
        ordering = ("sort_key", "pk")
        # They come by themselves: nobody adds one in the admin.
        default_permissions = ("view", "change", "delete")

    def __str__(self) -> str:
        return self.name or gettext("a practitioner without a name")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keeps what follows from the rest in step with it."""
        self.email = self.email.lower()
        self.sort_key = sort_key(self.name, "en")[:160]
        known = (self.organisation.name, self.organisation.short_name) if self.organisation else ()
        self.words = fold(" ".join((self.name, self.role, self.organisation_name, *known, self.text)))
        super().save(*args, **kwargs)

    @property
    def is_listed(self) -> bool:
        """Whether there is a profile others may see, as far as it wants to be seen."""
        return bool(self.name) and not self.hidden

    @property
    def may_be_written_to(self) -> bool:
        """Whether messages of colleagues are passed on."""
        return self.is_listed and self.contactable

    @property
    def organisation_said(self) -> str:
        """The name of the organisation in the active language, ``""`` when none is known."""
        if self.organisation is not None:
            return self.organisation.name_in(get_language()).said
        return self.organisation_name

    @property
    def country_name(self) -> str:
        """The country in the active language, ``""`` when unknown."""
        return country_name(self.country) if self.country else ""

    @property
    def role_said(self) -> str:
        """The role, which knows its language."""
        return Said(self.role, self.text_language)

    def json_ld(self, url: str) -> dict[str, Any]:
        """schema.org ProfilePage of a Person; for profiles everyone may see. ``url``: the absolute address."""
        person: dict[str, Any] = {"@type": "Person", "name": self.name, "url": url}
        if self.role:
            person["jobTitle"] = self.role
        if self.organisation_said:
            person["worksFor"] = {"@type": "Organization", "name": str(self.organisation_said)}
        if self.languages:
            person["knowsLanguage"] = list(self.languages)
        return {"@context": "https://schema.org", "@type": "ProfilePage", "mainEntity": person}
