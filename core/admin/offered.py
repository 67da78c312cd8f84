"""What the admin shows somebody works for that person: links of choosers, buttons for several things at once, copies.

Wagtail asks who may do what when an address is opened. Its choosers link to the form of what was chosen, and its lists offer
every action for several things at once, whoever looks. Both are drawn where no request is at hand: ``core.admin.person`` knows
whom the admin answers.
"""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import Model
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.side_panels import PageStatusSidePanel
from wagtail.admin.views.bulk_action.registry import BulkActionRegistry
from wagtail.admin.widgets import BaseChooser
from wagtail.models import Page, PagePermissionTester
from wagtail.permissions import policy_registry

from core.admin.person import person_answered

HOME_DEPTH = 2
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


def may_have_a_copy(tester: PagePermissionTester) -> bool:
    """Whether there is a place where whom ``tester`` asks for may put a copy of its page; two queries where it is not plain."""
    page, user, kind = tester.page, tester.user, tester.page.specific_class
    if kind is None or not kind.is_creatable:
        return False
    limit = kind.max_count_per_parent
    if limit is None and page.depth > HOME_DEPTH:
        return (
            user.is_superuser or "add" in tester.permissions
        )  # beside the page: rights are given from a home page down
    taken = Counter(path[: -Page.steplen] for path in kind.objects.values_list("path", flat=True))
    free = (
        place
        for place in Page.objects.type(*kind.allowed_parent_page_models())
        if limit is None or taken[place.path] < limit
    )
    return any(place.permissions_for_user(user).can_add_subpage() for place in free)


def connect() -> None:
    """Called once when the app is ready."""
    _connect_copies()
    _connect_choosers()
    _connect_usage()


def _connect_usage() -> None:
    plain = PageStatusSidePanel.__init__

    def begin(self: PageStatusSidePanel, *args: Any, **kwargs: Any) -> None:
        plain(self, *args, **kwargs)
        if self.usage_url and not self.object.permissions_for_user(self.request.user).can_edit():
            self.usage_url = None

    PageStatusSidePanel.__init__ = begin


def _connect_copies() -> None:
    plain = PagePermissionTester.can_copy

    def can_copy(self: PagePermissionTester) -> bool:
        return plain(self) and may_have_a_copy(self)

    PagePermissionTester.can_copy = can_copy


def _connect_choosers() -> None:
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
