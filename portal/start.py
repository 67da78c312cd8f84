"""What is wrong with an installation, said in one line instead of a traceback."""

import sys
from collections.abc import Callable
from typing import NoReturn

import django
from django.core.exceptions import ImproperlyConfigured

BOOT_ERROR = 3
"""gunicorn then ends instead of starting its workers again and again."""


def refuse(reason: object, status: int = 1) -> NoReturn:
    """Print the reason and end the process: raises SystemExit."""
    print(" ".join(str(reason).split()), file=sys.stderr, flush=True)
    raise SystemExit(status)


def database_away(error: Exception) -> str:
    """The line for a database that does not answer."""
    from django.conf import settings

    config = settings.DATABASES["default"]
    place = f"{config['NAME']} at {config['HOST'] or 'this machine'}" if config.get("USER") else str(config["NAME"])
    first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    return f"The database {place} cannot be used: {first} (DATABASE_URL, see docs/operate.md)."


def application(make: Callable[[], Callable]) -> Callable:
    """The WSGI or ASGI application; ends the process with one line when it is half configured."""
    try:
        django.setup(set_prefix=False)
        check_static_files()
        return make()
    except ImproperlyConfigured as error:
        refuse(error, BOOT_ERROR)


def check_static_files() -> None:
    """Raises ImproperlyConfigured when style sheets are to be named by content and nobody has collected them."""
    from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage

    if isinstance(staticfiles_storage, ManifestFilesMixin) and not staticfiles_storage.hashed_files:
        raise ImproperlyConfigured("Style sheets and scripts are not collected: run `manage.py prepare`.")
