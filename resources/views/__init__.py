"""What visitors of resources see."""

from resources.views import pages, scenes, units  # noqa: F401 - the views register themselves
