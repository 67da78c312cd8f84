"""Who may enter the addresses of wagtail-localize, which ask for the right to change anything of a kind."""

from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.snippets.views.snippets import get_snippet_model_from_url_params
from wagtail_localize.models import Translation

from core.admin.doors import guard
from translation.roles import Act, may

OF_ONE_TRANSLATION = (
    *("edit_string_translation", "edit_override", "download_pofile", "upload_pofile"),
    "preview_translation",
)


def _may_publish(request: HttpRequest, arguments: dict[str, Any]) -> bool:
    """Turning a translation into a fallback page replaces at once what readers see."""
    page = get_object_or_404(Page, pk=arguments["page_id"])
    return page.permissions_for_user(request.user).can_publish()


def _may_change(request: HttpRequest, arguments: dict[str, Any]) -> bool:
    """The page or snippet in the language that is being written."""
    target = get_object_or_404(Translation, pk=arguments["translation_id"]).get_target_instance()
    return policy_registry.get(target).user_has_permission_for_instance(request.user, "change", target)


def _may_give_up(request: HttpRequest, arguments: dict[str, Any]) -> bool:
    """From then on it is a page like any other, which nobody compares with its original passage by passage."""
    translation = get_object_or_404(Translation, pk=arguments["translation_id"])
    return _may_change(request, arguments) and may(request.user, Act.PARTLY, translation.target_locale_id)


def _may_change_model(request: HttpRequest, arguments: dict[str, Any]) -> bool:
    """The list names drafts as well."""
    model = get_snippet_model_from_url_params(arguments["app_label"], arguments["model_name"])
    return policy_registry.get_by_type(model).user_has_permission(request.user, "change")


def _nobody(request: HttpRequest, arguments: dict[str, Any]) -> bool:
    """It would ask a service within the request, past budget and checks (``translation.machine``)."""
    return False


def connect() -> None:
    """Called once when the app is ready."""
    guard("wagtail_localize:machine_translate", _nobody)
    guard("wagtail_localize:convert_to_alias", _may_publish)
    guard("wagtail_localize:stop_translation", _may_give_up)
    for name in OF_ONE_TRANSLATION:
        guard(f"wagtail_localize:{name}", _may_change)
    for name in ("snippets_api_listing", "snippets_api_detail"):
        guard(f"wagtail_localize:{name}", _may_change_model)
