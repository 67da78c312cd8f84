"""The form editors write a page with."""

from typing import Any

from django.utils.translation import gettext as _

from core import own_forms, ownership
from core.admin.editing import VersionedPageForm
from core.i18n.urls import hides


class BasePageForm(VersionedPageForm):
    """Refuses an address that a view of the portal answers: a new page does not know its parent yet, the form does.

    Who may change the page only as one of the people of its organisation cannot give it to another one.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind, page = ownership.owned(type(self.instance)), self.instance if self.instance.pk else self.parent_page
        if kind and page and self.for_user and not page.permissions_for_user(self.for_user).changes_all():
            own_forms.keep(self, kind, self.for_user)

    def clean(self) -> dict[str, Any]:
        """What was written, with an error at the slug nobody would reach."""
        data = super().clean()
        if data.get("slug") and hides(self.parent_page, data["slug"]):
            self.add_error("slug", _("This word is an address of the portal itself. Choose another one."))
        return data
