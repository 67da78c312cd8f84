"""WSGI entry point."""

import os
import threading

from django.core.wsgi import get_wsgi_application

from portal import start

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
application = start.application(get_wsgi_application)

from search import analysis  # noqa: E402 - the apps must be ready first

# The first visitor who searches should not wait for the dictionaries.
threading.Thread(target=analysis.warm, daemon=True).start()
