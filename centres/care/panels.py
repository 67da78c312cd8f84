"""What people propose about a centre, above its form in the admin."""

from typing import Any

from wagtail.admin.panels import Panel

from centres.care.suggestions import waits_for
from centres.care.wording import changed_facts
from centres.models import Centre, Suggestion
from centres.models.care import OPEN_STATES


class SuggestionPanel(Panel):
    """Above the form of a centre: what people propose and wrote about it."""

    class BoundPanel(Panel.BoundPanel):
        """Shown when something waits for a decision."""

        template_name = "centres/care/admin/panel.html"

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            pk = self.instance.pk
            found = Suggestion.objects.filter(centre_id=pk, state__in=OPEN_STATES) if pk else []
            self.suggestions = [(one, changed_facts(self.instance, one.changes)) for one in found]
            waits = any(one.state == Suggestion.State.WAITING for one, _changes in self.suggestions)
            self.waits_for = waits_for(Centre.objects.get(pk=pk), self.request.user) if waits else ""

        def is_shown(self) -> bool:
            return bool(self.suggestions)
