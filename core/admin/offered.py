"""What the admin shows somebody works for that person: links of choosers, and buttons for several things at once.

Wagtail asks who may do what when an address is opened. Its choosers link to the form of what was chosen, and its lists offer
every action for several things at once, whoever looks. Both are drawn where no request is at hand: ``core.admin.person`` knows
whom the admin answers.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.bulk_action.registry import BulkActionRegistry
from wagtail.admin.widgets import BaseChooser
from wagtail.models import Page
from wagtail.permissions import policy_registry

from core.admin.person import person_answered

ASKED_FOR = {"delete": ("delete",), "publish": ("publish",), "unpublish": ("publish",)}
"""Kind of action → what one must be allowed to do; any other changes things."""
OF_PAGES = {"publish": ("publish",), "unpublish": ("publish",)}
"""The same for pages, whose drafts are deleted and moved by whoever writes them."""


def may_use(person: Any, action: type, model: type[Model]) -> bool:
    """Whether ``person`` may do a bulk action with anything of a kind."""
    wanted = (OF_PAGES if issubclass(model, Page) else ASKED_FOR).get(action.action_type, ("change",))
    policy = policy_registry.get_by_type(model)
    return policy is None or policy.user_has_any_permission(person, wanted)


def _model(action: type, name: str) -> type[Model]:
    """The kind of this name among those ``action`` knows."""
    return next(model for model in action.models if model._meta.model_name == name)


def connect() -> None:
    """Called once when the app is ready."""
    plain_value, plain_actions = BaseChooser.get_value_data_from_instance, BulkActionRegistry.get_bulk_actions_for_model

    def get_value_data_from_instance(self: BaseChooser, instance: Model) -> dict[str, Any]:
        data = plain_value(self, instance)
        if data.get("edit_url") and (person := person_answered()):
            data["edit_url"] = AdminURLFinder(person).get_edit_url(instance)
        return data

    def get_bulk_actions_for_model(self: BulkActionRegistry, app_label: str, model_name: str) -> Iterable[type]:
        actions = plain_actions(self, app_label, model_name)
        person = person_answered()
        return [action for action in actions if person is None or may_use(person, action, _model(action, model_name))]

    BaseChooser.get_value_data_from_instance = get_value_data_from_instance
    BulkActionRegistry.get_bulk_actions_for_model = get_bulk_actions_for_model
