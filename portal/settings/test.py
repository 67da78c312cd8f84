"""The test suite: strict where production is lenient, quick where strength does not matter."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("SECRET_KEY", "only-for-the-test-suite-" * 3)
_worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
_scratch = (
    Path(tempfile.gettempdir())
    / f"portal-tests-{os.getuid()}-{os.environ.get('PYTEST_XDIST_TESTRUNUID', os.getpid())}-{_worker}"
)

from .base import *  # noqa: E402, F403
from .base import CACHES, DATABASES  # noqa: E402

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DEMO = True
SERVE_MEDIA = True
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = _scratch / "media"
PRIVATE_ROOT = _scratch / "private"
SEARCH_INDEX_PATH = _scratch / "search.sqlite3"
IMPORTS_ROOT = _scratch / "imports"
if not os.environ.get("REDIS_URL"):
    CACHES["shared"]["LOCATION"] = str(_scratch / "shared.sqlite3")
WAGTAILADMIN_BASE_URL = "http://testserver"
DATABASES["default"]["CONN_MAX_AGE"] = 0
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["NAME"] = str(_scratch / "portal.sqlite3")
TEST_SCRATCH = _scratch
