"""Whoever publishes a translation with gaps is told before: in its editor, in bulk, and when approving it.

What goes live on a day of its own was published or approved once, and asked about then.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import ResolverMatch
from django.utils.text import Truncator, capfirst
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.models import Page, TaskState
from wagtail_localize.models import Translation

from core.i18n.borrowed import words
from core.i18n.said import Said
from translation.borrowed import missing_in, texts_of, translation_into

KNOWN = "known"
"""Field of a form: how many untranslated texts the editor has been told of."""
NAMED = 20
"""So many texts are named at most."""
_LETTERS = 90


@dataclass(frozen=True, slots=True)
class Gap:
    """A text without translation: the field it stands in, and how it begins."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Gaps:
    """What a translation lacks: ``missing`` of ``texts`` texts, the first of them ``named``; ``url`` of its editor."""

    instance: Any
    language: str
    source: str
    missing: int
    texts: int
    named: list[Gap]
    url: str

    @property
    def unnamed(self) -> int:
        """How many more there are than are named."""
        return self.missing - len(self.named)


def gaps_of(instance: Any, user: Any = None) -> Gaps | None:
    """What the translation that ``instance`` is lacks; ``None`` for originals, for what is complete, and once it is stopped."""
    translation = translation_into(instance)
    return _gaps(instance, translation, user) if translation and translation.enabled else None


def gaps_among(instances: Iterable[Any], user: Any = None) -> list[Gaps]:
    """Of several; three queries for those that are translations, one for all others together."""
    rows = {(one.translation_key, one.locale_id): one for one in instances if not getattr(one, "alias_of_id", None)}
    begun = Translation.objects.filter(enabled=True, source__object_id__in={key for key, _locale in rows})
    begun = begun.select_related("source__locale", "target_locale").order_by("pk")
    found = {(one.source.object_id, one.target_locale_id): one for one in begun}
    gaps = [_gaps(instance, found[key], user) for key, instance in rows.items() if key in found]
    return [one for one in gaps if one]


def _gaps(instance: Any, translation: Translation, user: Any) -> Gaps | None:
    rows = list(missing_in(translation).values_list("string__data", "context__path"))
    names = dict(rows)
    if not names:
        return None
    written_in = translation.source.locale.language_code
    return Gaps(
        instance=instance,
        language=translation.target_locale.get_display_name(),
        source=translation.source.locale.get_display_name(),
        missing=len(names),
        texts=texts_of(translation).count(),
        named=[
            Gap(_field(instance, path), Said(_beginning(text), written_in)) for text, path in [*names.items()][:NAMED]
        ],
        url=(AdminURLFinder(user).get_edit_url(instance) if user else "") or "",
    )


def _field(instance: Any, path: str) -> str:
    try:
        field = type(getattr(instance, "specific_deferred", instance))._meta.get_field(path.partition(".")[0])
    except FieldDoesNotExist:
        return ""
    return capfirst(str(getattr(field, "verbose_name", "")))


def _beginning(text: str) -> str:
    return Truncator(words(text)).chars(_LETTERS)


def question(request: HttpRequest, gaps: Gaps, fields: dict[str, str]) -> TemplateResponse | None:
    """A page that names the gaps and sends ``fields`` again; ``None`` when whoever publishes has been told of as many."""
    if request.POST.get(KNOWN) == str(gaps.missing):
        return None
    context = {"gaps": gaps, "instance": gaps.instance, "fields": {**fields, KNOWN: str(gaps.missing)}}
    return TemplateResponse(request, "translation/gaps.html", context)


def before_approval(request: HttpRequest, match: ResolverMatch) -> HttpResponseBase | None:
    """The answer to "approve" for a translation with gaps, wherever it is pressed; ``None`` for everything else."""
    if match.kwargs.get("action_name") != "approve":
        return None
    state = get_object_or_404(
        TaskState.objects.select_related("workflow_state", "task"), pk=match.kwargs["task_state_id"]
    )
    instance = state.workflow_state.content_object
    instance = instance.specific if isinstance(instance, Page) else instance
    actions = state.task.specific.get_actions(instance, request.user)
    verbs = [verb for name, verb, _modal in actions if name == "approve"]
    gaps = gaps_of(instance, request.user) if verbs else None
    if gaps is None:
        return None
    if request.headers.get("x-requested-with") != "XMLHttpRequest":
        return question(request, gaps, {"next": request.POST.get("next", "")}) if request.method == "POST" else None
    if request.method == "POST":  # the window has said so
        return None
    context = {
        "gaps": gaps,
        "form": state.task.specific.get_form_for_action("approve")(),
        "action_verbose": verbs[-1],
        "submit_url": request.get_full_path(),
    }
    return render_modal_workflow(request, "translation/approve.html", None, context, json_data={"step": "action"})


def with_drafts_below(pages: Iterable[Page]) -> list[Page]:
    """Pages and the drafts below them, which a bulk action publishes too when that is ticked."""
    found: dict[int, Page] = {}
    for page in pages:
        found |= {one.pk: one for one in (page, *page.get_descendants().not_live())}
    return list(found.values())
