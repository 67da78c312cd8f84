"""What stands around wagtail-localize's editor: a question before a half-translated page is published, and a way for those who may not.

Its own buttons know publishing only. A translator without that right was left with one green button, which replaced the page by a
copy of its original; here the text goes to those who may publish.
"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import ResolverMatch
from django.utils.translation import gettext as _
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import LockableMixin, Page, TaskState, TranslatableMixin, WorkflowMixin
from wagtail.permissions import policy_registry
from wagtail_localize.models import Translation

from translation import gaps
from translation.addresses import settle_address
from translation.borrowed import translation_into
from translation.reviewing import among, why_not


def may_publish(user: Any, instance: Any) -> bool:
    """Whether somebody may decide what readers see of a page or snippet."""
    if isinstance(instance, Page):
        return instance.permissions_for_user(user).can_publish()
    return policy_registry.get(instance).user_has_permission_for_instance(user, "publish", instance)


def before_edit(request: HttpRequest, instance: Any, translation: Translation | None = None) -> HttpResponse | None:
    """Hook before wagtail-localize's own: the answer to two buttons of its editor, ``None`` for everything else.

    ``translation``: the one ``instance`` is, for whoever has both at hand as they stand in the database; a form has a draft.
    """
    stored = instance if translation else None
    action = request.POST.get("action")
    if action not in ("publish", "review") or not isinstance(instance, TranslatableMixin):
        return None
    translation = translation or translation_into(instance)
    if translation is None or not translation.enabled:
        return None
    if action == "review":
        # What is sent is a version, which somebody may publish later: people have read all of it.
        lacks = gaps.gaps_in(translation, instance, request.user)
        if lacks and lacks.unread:
            return gaps.question(request, lacks, {})
        return _send_for_review(request, translation, instance)
    if not may_publish(request.user, instance):
        return None
    if why := why_not(instance, request.user, translation):
        messages.error(request, why)
        return redirect(request.path)
    lacks = gaps.gaps_in(translation, instance, request.user)
    answer = gaps.question(request, lacks, {"action": "publish"}) if lacks else None
    if answer is None:
        settle_address(translation, stored)
    return answer


def before_approval(request: HttpRequest, match: ResolverMatch) -> HttpResponseBase | None:
    """The answer to "approve" for one's own translation, or for one with gaps, wherever it is pressed; ``None`` for everything else."""
    if match.kwargs.get("action_name") == "approve":
        states = TaskState.objects.select_related("workflow_state")
        instance = get_object_or_404(states, pk=match.kwargs["task_state_id"]).workflow_state.content_object
        if why := why_not(instance, request.user):
            return _refused(request, why)
    return gaps.before_approval(request, match)


def _refused(request: HttpRequest, why: str) -> HttpResponseBase:
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        return render_modal_workflow(request, "translation/refused.html", None, {"why": why}, {"step": "action"})
    messages.error(request, why)
    return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_home")


def before_bulk_publishing(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponseBase | None:
    """Hook: refuses to publish many pages when one of them is one's own translation, or must not go live as it is; else ``None``."""
    if action_type != "publish":
        return None
    below = action.cleaned_form.cleaned_data.get("include_descendants")
    pages = gaps.with_drafts_below(objects) if below else objects
    if own := among(pages, request.user):
        why = " ".join([_("Nothing was published."), *own[: gaps.NAMED]])
    else:
        why = gaps.why_not_all(pages, request.user)
    if not why:
        return None
    messages.error(request, why)
    return redirect(action.next_url)


def _send_for_review(request: HttpRequest, translation: Translation, instance: Any) -> HttpResponse:
    """The text as a draft, and into its workflow. What readers see stays."""
    lock = instance.get_lock() if isinstance(instance, LockableMixin) else None
    if lock and lock.for_user(request.user):
        messages.warning(request, lock.get_message(request.user))
        return redirect(request.path)
    settle_address(translation)
    # wagtail-localize's own way to save a draft writes it over what is published.
    draft = translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)
    try:
        draft.save_revision(user=request.user, log_action=True)
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages))
        return redirect(request.path)
    instance.refresh_from_db()
    into_review(request, instance)
    return redirect(request.path)


def into_review(request: HttpRequest, instance: Any) -> None:
    """The last version into its workflow, if it has one; says what becomes of it."""
    workflow = instance.get_workflow() if isinstance(instance, WorkflowMixin) else None
    if workflow is None:
        messages.success(
            request, _("Your translation is saved as a draft. Somebody who may publish takes it from here.")
        )
    elif instance.workflow_in_progress:
        messages.success(request, _("Your translation is in review, with what you have written since."))
    else:
        workflow.start(instance, request.user)
        messages.success(request, _("Your translation is in review. It goes online once it is approved."))


def nothing_destructive_first(menu_items: list[Any], request: HttpRequest, context: dict[str, Any]) -> None:
    """Buttons of an editor of Wagtail: what replaces its text is for those who may publish, and stands last."""
    thing = context.get("page") or context.get("instance")
    replaces = [
        item for item in menu_items if item.name in ("localize-convert-to-alias", "localize-restart-translation")
    ]
    menu_items[:] = [item for item in menu_items if item not in replaces]
    if thing is not None and menu_items and not context.get("locked_for_user") and may_publish(request.user, thing):
        menu_items.extend(replaces)
