"""The states of a job, and the reasons of a failure."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """How far a job has come."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


class Reason(models.TextChoices):
    """Why a job failed, or waits for another try."""

    NONE = "", ""
    ERROR = "error", _("An error came up")
    GAVE_UP = "gave-up", _("Another try would not help")
    LOST = "lost", _("The worker ended in the middle, several times")
    UNKNOWN = "unknown", _("This version of the portal does not know the task")
