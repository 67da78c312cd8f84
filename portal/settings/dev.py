"""A laptop: everything embedded, secret key made at the first start and kept in var/."""

import os

from django.core.management.utils import get_random_secret_key

from .base import *  # noqa: F403
from .base import LANGUAGES, STATIC_ROOT, VAR_DIR, environment

DEBUG = environment.boolean("DEBUG")
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *environment.names("ALLOWED_HOSTS")]
DEMO = True
if os.environ.get("HOST"):
    ALLOWED_HOSTS.append(os.environ["HOST"])


def _kept_secret() -> str:
    """The key of this checkout: generated once, readable by its owner only."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(get_random_secret_key())
    return path.read_text()


SECRET_KEY = os.environ.get("SECRET_KEY") or _kept_secret()

# On a laptop the server hands out static and media files itself.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
SERVE_MEDIA = True
STATIC_ROOT.mkdir(exist_ok=True)

if environment.boolean("PSEUDO_LANGUAGE"):
    import django.conf.locale

    django.conf.locale.LANG_INFO["en-xa"] = {
        "bidi": False,
        "code": "en-xa",
        "name": "Pseudo-language",
        "name_local": "[Ƥşḗŭḓǿ]",
    }
    LANGUAGES = [*LANGUAGES, ("en-xa", "Pseudo-language")]
