"""Two people at one form: the second is told before anything is overwritten, and sees both texts.

Wagtail looks at the version a form began with only when it saves by itself in the background; who presses a button
overwrites. Here the hook that comes before a form is used marks the thing (``mark_newer_version``), its form refuses and
keeps what was typed (``VersionedForm``), and a panel above it shows both texts (``NewerVersionPanel``). What is sent after
that knows the newer version and is taken. Previews ask no hook: they go on showing what is being written.
"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.admin.panels import Panel
from wagtail.admin.utils import get_user_display_name
from wagtail.models import DraftStateMixin, Revision, RevisionMixin, WorkflowMixin
from wagtail.utils.timestamps import render_timestamp

from core import own_forms, ownership
from core.publishing import without_passed_dates

STALE = "newer-version"
ENDED = "review-ended"


def mark_newer_version(request: HttpRequest, instance: Any) -> None:
    """Remember on ``instance`` the version somebody else saved while the form in ``request`` was being filled in."""
    if request.method == "POST" and isinstance(instance, RevisionMixin):
        newest = instance.latest_revision
        if newest and _is_newer(newest, request.POST, request.user.pk):
            instance.newer_version = newest  # type: ignore[attr-defined]


def _is_newer(newest: Revision, posted: QueryDict, user_pk: int | None) -> bool:
    """Whether ``newest`` is another version than the one the form was made from.

    A program that does not say which one may follow only its own user, or a version nobody is named for.
    """
    if own := posted.get("overwrite_revision_id"):
        return own != str(newest.pk)
    if "loaded_revision_id" not in posted:
        return newest.user_id not in (None, user_pk)
    # Wagtail goes on writing in one version while a form saves by itself: the moment tells.
    known = posted["loaded_revision_id"], posted.get("loaded_revision_created_at")
    return known != (str(newest.pk), newest.created_at.isoformat())


def refuse_actions_in_the_background(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Only a button begins, decides or ends something; a form that saves itself may still hold the name of one."""
    acts = any(name.startswith("action-") for name in request.POST)
    if request.method != "POST" or request.accepts("text/html") or not acts:
        return None
    error = {
        "success": False,
        "error_code": "blocked_by_hook",
        "error_message": _("Nothing was saved in the background."),
    }
    return JsonResponse(error, status=400)


def mark_moved_review(request: HttpRequest, instance: Any) -> None:
    """Remember on ``instance`` that what the pressed button does to its review cannot be done any more.

    Wagtail would save a draft instead, or fail.
    """
    if request.method == "POST" and isinstance(instance, WorkflowMixin):
        instance.review_has_moved_on = _has_moved_on(request, instance)  # type: ignore[attr-defined]


def _has_moved_on(request: HttpRequest, instance: WorkflowMixin) -> bool:
    posted, task = request.POST, instance.current_workflow_task
    if "action-workflow-action" in posted:
        offered = task.get_actions(instance, request.user) if task else []
        return posted.get("workflow-action-name") not in [name for name, _label, _asks in offered]
    if "action-submit" in posted:
        return instance.workflow_in_progress
    return "action-restart-workflow" in posted and instance.current_workflow_state is None


def refuse_to_cancel_what_has_ended(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Wagtail shows whoever cancels a review that somebody else has just ended to the door, as if the rights were missing."""
    ends = request.method == "POST" and "action-cancel-workflow" in request.POST
    if not ends or not isinstance(instance, WorkflowMixin) or instance.current_workflow_state is not None:
        return None
    messages.warning(request, _("The review had ended already. Nothing was done now."))
    return redirect(request.get_full_path())


class _Versioned:
    """What both forms below share."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if isinstance(instance := kwargs.get("instance"), DraftStateMixin):
            without_passed_dates(instance)
        super().__init__(*args, **kwargs)

    @property
    def newer_version(self) -> Revision | None:
        """The version that would be overwritten."""
        return getattr(self.instance, "newer_version", None)

    def is_valid(self) -> bool:
        valid = super().is_valid()
        if getattr(self.instance, "review_has_moved_on", False) and not self.has_error(NON_FIELD_ERRORS, ENDED):
            self.add_error(None, ValidationError(_review_told(), code=ENDED))
            valid = False
        if self.newer_version and not self.has_error(NON_FIELD_ERRORS, STALE):
            if valid:
                self.save(commit=False)  # the instance shows what was typed, its children too; nothing is written
            self.add_error(None, ValidationError(_told(self.newer_version), code=STALE))
            return False
        return valid


class VersionedForm(_Versioned, WagtailAdminModelForm):
    """``base_form_class`` of whatever has versions."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind, user = ownership.owned(type(self.instance)), self.for_user
        if kind and user and not user.has_perm(f"{kind.model._meta.app_label}.change_{kind.model._meta.model_name}"):
            own_forms.keep(self, kind, user)

    def _get_validation_exclusions(self) -> set[str]:
        """Django leaves out rules about fields the form does not show; the language is set all the same."""
        left_out = super()._get_validation_exclusions()
        return left_out - {"locale"} if getattr(self.instance, "locale_id", None) else left_out


class VersionedPageForm(_Versioned, WagtailAdminPageForm):
    """``base_form_class`` of pages."""


def _told(version: Revision) -> str:
    return _(
        "%(person)s saved this on %(time)s, while you were writing. Yours is not saved yet and stands in the form; both texts "
        "are compared above it. Take over what you need, then save again."
    ) % {"person": _author(version), "time": render_timestamp(version.created_at)}


def _review_told() -> str:
    return _(
        "The review has moved on since this form was opened: somebody has begun, decided or ended it. Nothing was done now. What "
        "you wrote is not saved yet and stands in the form."
    )


def _author(version: Revision) -> str:
    return get_user_display_name(version.user) if version.user else _("Somebody")


class NewerVersionPanel(Panel):
    """First panel of a form: both texts, field by field, when somebody else has saved meanwhile."""

    class BoundPanel(Panel.BoundPanel):
        """Shown above a form that was refused."""

        template_name = "core/panels/newer_version.html"

        def is_shown(self) -> bool:
            return getattr(self.form, "newer_version", None) is not None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """``rows``: what differs. A field shows both its texts, a list of children marks what differs in it."""
            context = super().get_context_data(parent_context)
            newest: Revision = self.form.newer_version
            theirs, mine = newest.as_object(), self.instance
            handler = type(mine).get_edit_handler()
            compare = handler.get_bound_panel(instance=theirs, request=self.request, form=None).get_comparison()
            rows = [
                (difference, one(theirs, theirs), one(mine, mine))
                for one in compare
                if (difference := one(theirs, mine)).has_changed()
            ]
            # An editor of rich text writes the same words in other marks: what reads the same is no difference.
            rows = [row for row in rows if row[0].is_child_relation or row[1].htmldiff() != row[2].htmldiff()]
            return context | {
                "rows": rows,
                "author": _author(newest),
                "saved_at": timezone.localtime(newest.created_at),
            }
