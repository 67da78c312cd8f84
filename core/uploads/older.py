"""Files that came before there was a gate, or with an older backup: put right by `manage.py prepare`."""

import logging
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.images import get_image_model
from wagtail.users.models import UserProfile

from core.uploads import pictures
from core.uploads.storage import move_private_files

log = logging.getLogger(__name__)


def put_right() -> None:
    """Private files leave ``media``, and pictures lose what is not picture. What is right already is only looked at."""
    move_private_files()
    for image in get_image_model().objects.iterator():
        _clean(image, "file")
    for profile in UserProfile.objects.exclude(avatar="").iterator():
        _clean(profile, "avatar")


def _clean(row: Any, field: str) -> None:
    file = getattr(row, field)
    storage, name = file.storage, file.name
    try:
        with storage.open(name) as stream:
            if not pictures.holds_more(stream):
                return
            clean = pictures.clean(stream)
    except (OSError, ValueError, SyntaxError, ValidationError) as error:
        log.warning("%s cannot be read, and stays as it is: %s", name, error)
        return
    file.save(f"{Path(name).stem}{clean.suffix}", clean, save=False)
    if hasattr(row, "file_hash"):
        row._set_image_file_metadata()
    row.save()
    storage.delete(name)
