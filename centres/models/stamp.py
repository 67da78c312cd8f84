"""A mark that changes with the directory, so that memory can tell in one cheap query whether it is old."""

import uuid
from typing import Any

from django.db import models
from django.db.models.signals import post_delete, post_save

from centres.models.centre import Centre, CentreText


class DirectoryStamp(models.Model):
    """One row. The token is random, not counted up: a rolled-back change can never leave a number that comes back."""

    token = models.UUIDField(default=uuid.uuid4)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.token)

    @classmethod
    def current(cls) -> uuid.UUID | None:
        """The token of this moment; ``None`` before the first centre."""
        return cls.objects.filter(pk=1).values_list("token", flat=True).first()

    @classmethod
    def renew(cls) -> None:
        """To be called after writes that send no signals (bulk create, queryset update)."""
        token = uuid.uuid4()
        if not cls.objects.filter(pk=1).update(token=token):
            cls.objects.update_or_create(pk=1, defaults={"token": token})


def _renew(sender: Any, **kwargs: Any) -> None:
    if not kwargs.get("raw"):
        DirectoryStamp.renew()


for _model in (Centre, CentreText):
    post_save.connect(_renew, sender=_model, dispatch_uid=f"centres.stamp.save.{_model.__name__}")
    post_delete.connect(_renew, sender=_model, dispatch_uid=f"centres.stamp.delete.{_model.__name__}")
