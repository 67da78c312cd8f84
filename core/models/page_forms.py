"""The form editors write a page with."""

from typing import Any

from django.utils.translation import gettext as _

from core.admin.editing import VersionedPageForm
from core.i18n.urls import hides


class BasePageForm(VersionedPageForm):
    """Refuses an address that a view of the portal answers: a new page does not know its parent yet, the form does."""

    def clean(self) -> dict[str, Any]:
        """What was written, with an error at the slug nobody would reach."""
        data = super().clean()
        if data.get("slug") and hides(self.parent_page, data["slug"]):
            self.add_error("slug", _("This word is an address of the portal itself. Choose another one."))
        return data
