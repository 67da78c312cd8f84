"""Imports of centres: where rows come from, what each row did, and how a row is known again."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import Storage
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from centres.models.centre import Centre
from core.uploads.storage import WholeFileStorage

STALE_AFTER = 60
"""Seconds without a sign of life after which another process may go on with an import."""
KEPT = timedelta(days=180)
"""How long a table and the report of its import are kept; the centres and by what key a source calls them stay."""


def private_storage() -> Storage:
    """Uploaded tables, kept beside the database; no address leads to them."""
    return WholeFileStorage(location=settings.IMPORTS_ROOT)


class ImportSource(models.Model):
    """Who sends a table again and again: the same rows are known again within one source.

    ``words``: what its own words for services and the like mean, see ``importing.plan.words``.
    """

    name = models.CharField(_("name"), max_length=120, unique=True)
    country = models.CharField(_("country of rows that name none"), max_length=2, blank=True)
    language = models.CharField(_("language of names and texts"), max_length=3, blank=True)
    mappings = models.JSONField(default=dict, editable=False)
    words = models.JSONField(default=dict, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        default_permissions = ()
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class State(models.TextChoices):
    """Where an import stands. ``CHECKING``, ``RUNNING`` and ``UNDOING`` need a process that works on it."""

    UPLOADED = "uploaded", _("Columns to be chosen")
    MAPPED = "mapped", _("To be checked")
    CHECKING = "checking", _("Being checked")
    CHECKED = "checked", _("Checked, nothing written yet")
    RUNNING = "running", _("Being written")
    DONE = "done", _("Written")
    UNDOING = "undoing", _("Being undone")
    UNDONE = "undone", _("Undone")
    FAILED = "failed", _("Could not be read")


WORKING = (State.CHECKING, State.RUNNING, State.UNDOING)


class ImportQuerySet(models.QuerySet):
    """Imports by whether somebody works on them."""

    def unattended(self) -> "ImportQuerySet":
        """Those that wait for a process: nobody has given a sign of life for a while."""
        limit = timezone.now() - timedelta(seconds=STALE_AFTER)
        quiet = models.Q(worker="") | models.Q(heartbeat__isnull=True) | models.Q(heartbeat__lt=limit)
        return self.filter(quiet, state__in=WORKING)

    def outlived(self, now: datetime) -> "ImportQuerySet":
        """Those of half a year ago nobody works on: nobody mends or undoes them any more."""
        return self.exclude(state__in=WORKING).filter(created_at__lt=now - KEPT)


class Import(models.Model):
    """One table on its way into the directory.

    ``format``: how the file is read. ``mapping``: ``{column number: public column name}``. ``options``: what the editor
    chose. ``corrections``: ``{"line:column": right value}``. ``decisions``: ``{line: key of the same centre, or ""}``.
    ``asked``: words of the file to be explained, see ``importing.plan.words``. ``counters``: rows by outcome. ``error``: why the file was refused. ``basis``: what the plans of its rows rest on
    (``importing.recall``). ``position``: rows worked off; written in the same transaction as their effects.
    """

    source = models.ForeignKey(ImportSource, on_delete=models.PROTECT, related_name="imports", verbose_name=_("source"))
    file = models.FileField(storage=private_storage, upload_to="%Y/%m/", max_length=200)
    filename = models.CharField(_("file"), max_length=200)
    format = models.JSONField(default=dict)
    mapping = models.JSONField(default=dict)
    options = models.JSONField(default=dict)
    corrections = models.JSONField(default=dict)
    decisions = models.JSONField(default=dict)
    asked = models.JSONField(default=list)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.UPLOADED)
    counters = models.JSONField(default=dict)
    basis = models.UUIDField(null=True, editable=False)
    position = models.PositiveIntegerField(default=0)
    worker = models.CharField(max_length=32, blank=True)
    heartbeat = models.DateTimeField(null=True)
    error = models.JSONField(default=dict)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(_("started"), auto_now_add=True)
    finished_at = models.DateTimeField(null=True)

    objects = ImportQuerySet.as_manager()

    class Meta:
        default_permissions = ("add", "delete")
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.filename

    @property
    def is_working(self) -> bool:
        """Whether its state promises that something happens."""
        return self.state in WORKING

    @property
    def is_alive(self) -> bool:
        """Whether a process gave a sign of life lately, or was started a moment ago."""
        if self.heartbeat is None:
            return False
        return (timezone.now() - self.heartbeat).total_seconds() < (STALE_AFTER if self.worker else STALE_AFTER / 2)

    @property
    def path(self) -> Path:
        """The uploaded file."""
        return Path(self.file.path)

    def discard(self) -> None:
        """Delete the import with its rows and its file; what it wrote stays."""
        self.file.delete(save=False)
        self.delete()

    def option(self, name: str, default: Any = "") -> Any:
        """One of the editor's choices."""
        return self.options.get(name, default)


class Outcome(models.TextChoices):
    """What a row does, or would do."""

    CREATE = "create", _("new")
    CHANGE = "change", _("changed")
    SAME = "same", _("the same")
    JOINED = "joined", _("joined with another row")
    DUPLICATE = "duplicate", _("perhaps already there")
    SKIPPED = "skipped", _("left out")
    ERROR = "error", _("cannot be read")


class ImportRow(models.Model):
    """One row of the table. ``changes``: ``{column: [before, after]}``; ``problems``: see ``importing.problems``.

    ``words``: problems of words that nobody has explained yet and that are left out.
    Beside problems stand ``{"twin": ref, "why": message}`` of a row that waits, and ``{"joined": line}``.
    """

    batch = models.ForeignKey(Import, on_delete=models.CASCADE, related_name="rows")
    line = models.PositiveIntegerField()
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    name = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=200, blank=True)
    centre = models.ForeignKey(Centre, on_delete=models.SET_NULL, null=True, related_name="+")
    changes = models.JSONField(default=dict)
    problems = models.JSONField(default=list)
    words = models.JSONField(default=list)
    written = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()
        ordering = ["line"]
        constraints = [models.UniqueConstraint(fields=["batch", "line"], name="centres_one_row_a_line")]

    def __str__(self) -> str:
        return f"{self.line}: {self.name}"

    @property
    def joined_to(self) -> int | None:
        """Line of the row that this one is one centre with."""
        return next((problem["joined"] for problem in self.problems if "joined" in problem), None)


class Reference(models.Model):
    """By what key a source calls a centre.

    ``adds``: the centre was there before the source named it, so that the source's lists are added to the centre's.
    """

    source = models.ForeignKey(ImportSource, on_delete=models.CASCADE, related_name="references")
    key = models.CharField(max_length=200)
    centre = models.ForeignKey(Centre, on_delete=models.CASCADE, related_name="references")
    adds = models.BooleanField(default=False)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["source", "key"], name="centres_one_centre_a_key")]

    def __str__(self) -> str:
        return self.key
