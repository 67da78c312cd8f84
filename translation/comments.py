"""What wagtail-localize's editor says below a text the desk has put there."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import StringTranslation

from translation.localized import KEPT, MEMORY

_SAID = {
    KEPT: _("The original was edited since. Check this text and save it, changed or not."),
    MEMORY: _("From memory: the same words were translated so elsewhere. Check this text and save it."),
}


def connect() -> None:
    """Called once when the app is ready."""
    plain: Callable[[StringTranslation], str] = StringTranslation.get_comment

    def get_comment(self: StringTranslation) -> str:
        said = _SAID.get(self.tool_name)
        return str(said) if said else plain(self)

    StringTranslation.get_comment = get_comment
