"""Where an address that leads nowhere may have been meant to lead."""

from wagtail.models import Page

from core.i18n.languages import LANGUAGES
from core.i18n.translations import Translation
from core.privacy import in_public

LIMIT = 6


def same_path_elsewhere(path: str) -> list[Translation]:
    """Public pages whose slug is the last part of ``path``, with their language versions; two queries at most."""
    parts = [part for part in path.split("/") if part]
    if len(parts) < 2 or len(parts[-1]) > 255:
        return []
    public = Page.objects.filter(in_public(), alias_of__isnull=True, depth__gte=2)
    keys = list(public.filter(slug=parts[-1]).values_list("translation_key", flat=True)[:3])
    if not keys:
        return []
    pages = public.filter(translation_key__in=keys).select_related("locale")
    versions = [
        Translation(page.pk, page.locale.language_code, page.get_url() or "", page.title, False) for page in pages
    ]
    order = {code: index for index, code in enumerate(LANGUAGES)}
    return sorted(versions, key=lambda version: order.get(version.language, 99))[:LIMIT]
