"""What a preview has shown comes back through the browser, signed and packed: nothing of it is kept in between."""

import json
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from translation.exchange.mistakes import FileError

A_DAY = 24 * 60 * 60


def sealed(said: Any, purpose: str, user: Any) -> str:
    """Whatever JSON can say, for one purpose and one person."""
    return signing.dumps(said, salt=_salt(purpose, user), compress=True)


def opened(text: str, purpose: str, user: Any) -> Any:
    """What was sealed within a day. Raises FileError."""
    try:
        return signing.loads(text, salt=_salt(purpose, user), max_age=A_DAY)
    except (signing.BadSignature, json.JSONDecodeError) as error:
        raise FileError(_("The preview is too old. Send the file again.")) from error


def _salt(purpose: str, user: Any) -> str:
    return f"{purpose}/{user.pk}"
