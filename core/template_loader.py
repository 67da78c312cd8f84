"""Templates are indented for people; what is indented is not sent to browsers.

A page of the portal would weigh an eighth more on the wire. What a template looks like when it is shown stays the same:
between two things on different lines there is still a line break, and no template holds text whose spaces count.
"""

import re
from pathlib import Path

from django.conf import settings
from django.template import Origin
from django.template.loaders.app_directories import Loader

_INDENTATION = re.compile(r"\n\s+")
_SILENT = "if|elif|else|endif|for|empty|endfor|with|endwith|block|endblock|load|extends"
_SILENT_LINE = re.compile(rf"^(\{{% (?:{_SILENT})\b[^%]*%\}})\n", re.MULTILINE)


def without_indentation(source: str) -> str:
    """The text of a template without leading spaces, and without the line ends of tags that write nothing."""
    return _SILENT_LINE.sub(r"\1", _INDENTATION.sub("\n", source))


def _is_ours(path: str | Path) -> bool:
    return Path(path).parent.parent == settings.BASE_DIR


class PackageLoader(Loader):
    """Finds the templates of packages, and only those: one of ours that extends its namesake must not find itself again."""

    def get_dirs(self) -> list[str | Path]:
        """``templates`` of every app that is no room."""
        return [path for path in super().get_dirs() if not _is_ours(path)]


class RoomLoader(Loader):
    """Finds the templates of the portal's own rooms; those of packages are left to ``PackageLoader``, as they are."""

    def get_dirs(self) -> list[str | Path]:
        """``<room>/templates`` of every room."""
        return [path for path in super().get_dirs() if _is_ours(path)]

    def get_contents(self, origin: Origin) -> str:
        """The text of a template; letters in plain text stay as they are. Raises TemplateDoesNotExist."""
        source = super().get_contents(origin)
        return without_indentation(source) if origin.name.endswith(".html") else source
