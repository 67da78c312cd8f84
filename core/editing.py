"""Two people at one form: the second is told before anything is overwritten, and sees both texts.

Wagtail looks at the version a form began with only when it saves by itself in the background; who presses a button
overwrites. Here the hook that comes before a form is used marks the thing (``mark_newer_version``), its form refuses and
keeps what was typed (``VersionedForm``), and a panel above it shows both texts (``NewerVersionPanel``). What is sent after
that knows the newer version and is taken. Previews ask no hook: they go on showing what is being written.
"""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.admin.panels import Panel
from wagtail.admin.utils import get_user_display_name
from wagtail.models import DraftStateMixin, Revision, RevisionMixin
from wagtail.utils.timestamps import render_timestamp

from core.publishing import without_passed_dates

STALE = "newer-version"


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
        if self.newer_version and not self.has_error(NON_FIELD_ERRORS, STALE):
            if valid:
                self.save(commit=False)  # the instance shows what was typed, its children too; nothing is written
            self.add_error(None, ValidationError(_told(self.newer_version), code=STALE))
            return False
        return valid


class VersionedForm(_Versioned, WagtailAdminModelForm):
    """``base_form_class`` of whatever has versions."""


class VersionedPageForm(_Versioned, WagtailAdminPageForm):
    """``base_form_class`` of pages."""


def _told(version: Revision) -> str:
    return _(
        "%(person)s saved this on %(time)s, while you were writing. Yours is not saved yet and stands in the form; both texts "
        "are compared above it. Take over what you need, then save again."
    ) % {"person": _author(version), "time": render_timestamp(version.created_at)}


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
