"""The form a scene is written in."""

from typing import Any

from django.utils.translation import gettext as _

from core.models.page_forms import BasePageForm
from resources.scenes.blocks import has_words


class SceneForm(BasePageForm):
    """Asks for the walk-through when the page is published: an emptied editor hands over a paragraph without words."""

    def clean(self) -> dict[str, Any]:
        """What was written, with an error at a walk-through that says nothing."""
        data = super().clean()
        if not self.is_deferred_validation and "walkthrough" in data and not has_words(data["walkthrough"]):
            self.add_error("walkthrough", _("Write what one sees and hears, for people who do not open the scene."))
        return data
