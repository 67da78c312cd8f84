"""A mark that changes with the directory, and which centres moved it: memory can tell cheaply what in it is old."""

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from centres.models.centre import Centre, CentreText
from centres.models.special_hours import SpecialHours

MAX_CHANGES = 2000
"""When more centres change at once, reading all of them is no slower."""
KEPT_CHANGES = 5000
_PRUNE_EVERY = 500


class DirectoryStamp(models.Model):
    """One row. The token is random, not counted up: a rolled-back change can never leave a number that comes back."""

    token = models.UUIDField(default=uuid.uuid4)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.token)

    @classmethod
    def edition(cls) -> tuple[uuid.UUID, datetime] | None:
        """The token of this moment and when it came; ``None`` before the first centre."""
        return cls.objects.filter(pk=1).values_list("token", "changed_at").first()

    @classmethod
    def current(cls) -> uuid.UUID | None:
        """The token of this moment; ``None`` before the first centre."""
        return cls.objects.filter(pk=1).values_list("token", flat=True).first()

    @classmethod
    def renew(cls, pks: Iterable[int] | None = None) -> None:
        """To be called after writes that send no signals (bulk create, queryset update).

        ``pks``: the centres written, published or not; ``None`` stands for any.
        """
        fresh = {"token": uuid.uuid4(), "changed_at": timezone.now()}
        known = [] if pks is None else sorted(set(pks))
        if pks is not None and not known:
            return
        changed: list[int | None] = [*known] if known and len(known) <= MAX_CHANGES else [None]
        with transaction.atomic(savepoint=False):
            # The row's lock makes writers follow each other, so that changes are numbered in the order they show.
            if not cls.objects.filter(pk=1).update(**fresh):
                cls.objects.update_or_create(pk=1, defaults=fresh)
            rows = DirectoryChange.objects.bulk_create(
                [DirectoryChange(token=fresh["token"], centre_id=pk) for pk in changed]
            )
            _prune(rows[-1].pk, len(rows))


class DirectoryChange(models.Model):
    """One changed centre; ``centre_id`` is ``None`` for any. The rows of one renewal share the stamp's new token.

    It is no foreign key: deleted centres are changes as well.
    """

    token = models.UUIDField(db_index=True)
    centre_id = models.BigIntegerField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.token} {self.centre_id}"


def _prune(newest: int, added: int) -> None:
    """Now and then, forgets changes that every process has long seen."""
    if newest // _PRUNE_EVERY != (newest - added) // _PRUNE_EVERY:
        DirectoryChange.objects.filter(pk__lte=newest - KEPT_CHANGES).delete()


def changed_since(token: uuid.UUID | None) -> tuple[set[int], uuid.UUID] | None:
    """The centres written since the stamp had that token, and the newest token; ``None`` when nobody knows. One query.

    Nobody knows when the token was pruned or rolled back, when anything may have changed, or when too much has.
    """
    own = DirectoryChange.objects.filter(token=token).order_by("-pk").values("pk")[:1]
    rows = list(
        DirectoryChange.objects.filter(pk__gte=models.Subquery(own))
        .order_by("pk")
        .values_list("token", "centre_id")[: 2 * MAX_CHANGES]
    )
    later = rows[1:]
    pks = {pk for _token, pk in later if pk is not None}
    is_known = rows and rows[0][0] == token and len(rows) < 2 * MAX_CHANGES and len(pks) <= MAX_CHANGES
    if not is_known or any(pk is None for _token, pk in later):
        return None
    return pks, rows[-1][0]


def _renew(sender: Any, instance: Any, **kwargs: Any) -> None:
    if not kwargs.get("raw"):
        DirectoryStamp.renew([instance.pk if isinstance(instance, Centre) else instance.centre_id])


for _model in (Centre, CentreText, SpecialHours):
    post_save.connect(_renew, sender=_model, dispatch_uid=f"centres.stamp.save.{_model.__name__}")
    post_delete.connect(_renew, sender=_model, dispatch_uid=f"centres.stamp.delete.{_model.__name__}")
