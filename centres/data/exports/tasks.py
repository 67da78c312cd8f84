"""What exports leave to the worker; ``centres/tasks.py`` makes it known."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from centres.data.exports import prepared
from core.work import LONG, periodic, task

BEHIND_IMPORTS = -10
"""An editor's import never waits for the workbooks that visitors ask for."""


@task(label=_("Make a workbook of centres"), unique=True, priority=BEHIND_IMPORTS, queue=LONG)
def make_workbook(address: str, query: str, language: str, base: str) -> None:
    """The arguments are those of ``prepared.Workbook``."""
    prepared.Workbook(address, query, language, base).make()


@periodic(label=_("Forget workbooks of yesterday"), every=timedelta(hours=1))
def forget_workbooks() -> None:
    """Deletes what nobody will come back for."""
    prepared.forget_old(timezone.now())
