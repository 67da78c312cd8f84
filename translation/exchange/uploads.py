"""The file of a form."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from translation.exchange.mistakes import FileError, too_large


def uploaded(request: HttpRequest, most: int, asking: str) -> bytes:
    """The file called ``file``, of at most so many bytes; ``asking`` for it says what is wanted. Raises FileError."""
    file = request.FILES.get("file")
    if file is None:
        raise FileError(asking)
    if (file.size or 0) > most:
        raise too_large(most)
    data = file.read()
    if not data.strip():
        raise FileError(_("The file is empty."))
    return data
