"""What every template may show around a page."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from core.chrome import chrome_for


def chrome(request: HttpRequest) -> dict[str, object]:
    """``chrome``: navigation, footer, alert and languages; read from the database only if a template shows it."""
    return {"chrome": SimpleLazyObject(lambda: chrome_for(request))}
