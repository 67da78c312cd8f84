"""The open internet. Refuses to start half configured: a missing value is an error that names it."""

import os

from .base import *  # noqa: F403
from .base import STORAGES, environment

for name, meaning in {
    "SECRET_KEY": "what signs sessions and links",
    "ALLOWED_HOSTS": "the host names of the site, separated by commas",
    "BASE_URL": "the address of the site, such as https://portal.example.org",
}.items():
    environment.required(name, meaning)

DEBUG = False
DEMO = False
SERVE_MEDIA = False
STORAGES |= {"staticfiles": {"BACKEND": "core.static_files.StaticFiles"}}
# The front server, another user of the machine, hands out media.
STORAGES["default"]["OPTIONS"] = {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755}

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = environment.boolean("SECURE_SSL_REDIRECT", True)
SECURE_REDIRECT_EXEMPT = [r"^-/"]
SECURE_HSTS_SECONDS = environment.number("SECURE_HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True

if os.environ.get("EMAIL_HOST"):
    EMAIL_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = os.environ["EMAIL_HOST"]
    EMAIL_PORT = environment.number("EMAIL_PORT", 587)
    EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
    EMAIL_USE_TLS = environment.boolean("EMAIL_USE_TLS", True)
