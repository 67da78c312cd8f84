#!/usr/bin/env python
"""Command line of the portal."""

import os
import sys


def main() -> None:
    """Run one command. What is wrong with the configuration or the database is one line; ``--traceback`` shows all."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    from portal import start

    try:
        settings.INSTALLED_APPS  # noqa: B018 - Django keeps a mistake in the settings to itself until a command needs them
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        reason = str(error)
    except OperationalError as error:
        reason = start.database_away(error)
    else:
        return
    if "--traceback" in sys.argv:
        raise RuntimeError(reason)
    start.refuse(reason)


if __name__ == "__main__":
    main()
