"""Two people at one form of something that keeps no versions: owners, synonyms, pictures, groups, redirects and others.

What has versions is told apart by them (``core.admin.editing``). For everything else the address a form is sent to carries a digest of
what the form showed at first. When something else is stored by then, the form refuses, keeps what was typed, and says what
is stored now; what is sent after that knows it and is taken. Every form of the admin stands on Wagtail's one edit view,
which has no hook before the form is looked at, so that its methods are wrapped at start.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.db.models.fields.files import FieldFile
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic import EditView
from wagtail.log_actions import registry as log_registry
from wagtail.models import Page, RevisionMixin
from wagtail.utils.timestamps import render_timestamp

READ = "read"
"""Parameter of the address a form is sent to."""
STALE = "stored-meanwhile"


def protect_edit_forms() -> None:
    """Have every edit form of the admin notice what somebody else stored meanwhile. Called once at start."""
    plain_form, plain_context = EditView.get_form, EditView.get_context_data

    def get_form(self: EditView, *args: Any, **kwargs: Any) -> forms.BaseForm:
        form = plain_form(self, *args, **kwargs)
        if is_guarded(form):
            form.stored = digest_of(form)
            if self.request.method == "POST" and _is_stale(self.request, form):
                _refuse(form)
        return form

    def get_context_data(self: EditView, **kwargs: Any) -> dict[str, Any]:
        context = plain_context(self, **kwargs)
        if stored := getattr(context.get("form"), "stored", ""):
            address = context["action_url"]
            context["action_url"] = f"{address}{'&' if '?' in address else '?'}{urlencode({READ: stored})}"
        return context

    EditView.get_form = get_form
    EditView.get_context_data = get_context_data


def is_guarded(form: forms.BaseForm) -> bool:
    """Whether this is the form of something stored that keeps no versions."""
    instance = getattr(form, "instance", None)
    return isinstance(instance, Model) and instance.pk is not None and not isinstance(instance, Page | RevisionMixin)


def digest_of(form: Any) -> str:
    """What is stored in the fields of a form and of its lists, in 24 characters."""
    said = {name: _plain(form.initial.get(name)) for name in form.fields}
    lists = {
        name: [_plain(one.initial) for one in formset.initial_forms]
        for name, formset in getattr(form, "formsets", {}).items()
    }
    place = getattr(form.instance, "path", "")  # of a tree
    return hashlib.sha256(json.dumps([said, lists, place], sort_keys=True).encode()).hexdigest()[:24]


def _plain(value: Any) -> Any:
    """A value of a field as JSON has it, the same whenever the same is stored."""
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, FieldFile):
        return value.name
    if isinstance(value, Mapping):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        return sorted(str(_plain(part)) for part in value)
    return "" if value is None else str(value)


def _is_stale(request: HttpRequest, form: Any) -> bool:
    """Whether something else was stored since the form was made.

    A program that does not say what it has read may follow only its own user, or somebody nobody is named for.
    """
    if read := request.GET.get(READ):
        return read != form.stored
    entry = _last_entry(form.instance)
    return entry is not None and entry.user_id not in (None, request.user.pk)


def _last_entry(instance: Model) -> Any:
    return log_registry.get_logs_for_instance(instance).order_by("-timestamp").first()


def _refuse(form: Any) -> None:
    """The form with both: what was typed in its fields, what is stored now in its message."""
    entry = _last_entry(form.instance)
    author = get_user_display_name(entry.user) if entry and entry.user else _("Somebody")
    who = (
        _("%(person)s saved this on %(time)s, while you were writing.")
        % {"person": author, "time": render_timestamp(entry.timestamp)}
        if entry
        else _("Somebody saved this while you were writing.")
    )
    both = _(
        "Yours is not saved yet and stands in the form; what is stored now and differs is listed here. Take over what you "
        "need, then save again."
    )
    lines = [
        _("%(field)s, stored now: %(value)s") % {"field": form.fields[name].label or name, "value": shown}
        for name in form.changed_data
        if name in form.fields and (shown := _shown(form, name)) is not None
    ]
    form.add_error(None, [ValidationError(line, code=STALE) for line in (f"{who} {both}", *lines)])


def _shown(form: Any, name: str) -> str | None:
    """What is stored in a field, in words; ``None`` for what is not told, such as passwords."""
    field, value = form.fields[name], form.initial.get(name)
    if isinstance(field.widget, forms.PasswordInput):
        return None
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    labels = {str(code): str(label) for code, label in _choices(field)}
    several = isinstance(value, Iterable) and not isinstance(value, str | bytes | FieldFile)
    plain = (_plain(one) for one in (value if several else [value]))
    return ", ".join(labels.get(one, one) for one in map(str, plain)) or "–"


def _choices(field: forms.Field) -> Iterable[tuple[Any, Any]]:
    """Codes and labels of a choice, those of groups too."""
    for code, label in getattr(field, "choices", ()):
        if isinstance(label, list | tuple):
            yield from label
        else:
            yield code, label
