"""What visitors of resources see."""

from resources.views import pages, units  # noqa: F401 - the views register themselves
