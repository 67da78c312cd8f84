"""Where the portal stands: ``BASE_URL``, kept in Wagtail's site record, from which pages tell their absolute addresses."""

from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Site

PORTS = {"http": 80, "https": 443}


def host_and_port(address: str) -> tuple[str, int]:
    """``https://portal.example.org`` → ``("portal.example.org", 443)``."""
    parts = urlsplit(address)
    return parts.hostname or "", parts.port or PORTS[parts.scheme]


def keep_site_address(address: str = "") -> None:
    """Brings the default site, if there is one, in line with ``address``, by default ``BASE_URL``."""
    host, port = host_and_port(address or settings.WAGTAILADMIN_BASE_URL)
    site = Site.objects.filter(is_default_site=True).first()
    if site is not None and (site.hostname, site.port) != (host, port):
        site.hostname, site.port = host, port
        site.save()
