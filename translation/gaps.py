"""Whoever publishes a translation with gaps or mistakes is told before: in its editor, in bulk, and when approving it.

Passages only a machine has written are refused there, whatever is known. What goes live on a day of its own was published or approved once, and asked about then.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import ResolverMatch
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.models import Page, TaskState, TranslatableMixin
from wagtail_localize.models import Translation

from core.i18n.borrowed import words
from core.i18n.said import Said
from translation.borrowed import texts_of, translation_into
from translation.checks import findings, limit_of
from translation.fields import name_at
from translation.models import Segment
from translation.roles import Act, may
from translation.unread import Where, by_machine, within

KNOWN = "known"
"""Field of a form: how many untranslated texts and mistakes the editor has been told of."""
NAMED = 20
"""So many texts are named at most."""
_LETTERS = 90


@dataclass(frozen=True, slots=True)
class Gap:
    """A text without translation: the field it stands in, and how it begins."""

    field: str
    text: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """A passage that should not be published as it is: the ``field`` it stands in, its ``text``, and what to do about it.

    ``item`` and ``passage`` lead to it on the desk; ``None`` while the desk does not know it yet.
    """

    field: str
    text: str
    says: list[str]
    item: int | None = None
    passage: int | None = None


@dataclass(frozen=True, slots=True)
class Gaps:
    """What a translation lacks: ``missing`` of ``texts`` texts, the first of them ``named``; ``url`` of its editor.

    ``wrong``: how many passages have a mistake, the first of them ``mistakes``. ``locale`` (pk) and ``code`` are those of the language.
    ``unread``: how many only a machine has written, the first of them ``machine``; with one nothing is published.
    ``leaves_out``: readers see nothing in the place of what is missing, instead of the original. ``by_form``: who is told may publish the
    same in another form, which asks nothing.
    """

    instance: Any
    locale: int
    language: str
    code: str
    source: str
    missing: int
    texts: int
    named: list[Gap]
    wrong: int
    mistakes: list[Mistake]
    url: str
    unread: int = 0
    machine: Sequence[Mistake] = ()
    leaves_out: bool = False
    by_form: bool = False

    @property
    def unnamed(self) -> int:
        """How many more there are than are named."""
        return self.missing - len(self.named)

    @property
    def unnamed_mistakes(self) -> int:
        """How many more passages are wrong than are named."""
        return self.wrong - len(self.mistakes)

    @property
    def unnamed_machine(self) -> int:
        """How many more only a machine has written than are named."""
        return self.unread - len(self.machine)

    def may_go_on(self, user: Any) -> bool:
        """Whether ``user`` may publish it all the same; no query but the first of a request."""
        return not self.unread and (self.by_form or may(user, Act.PARTLY, self.locale))

    @property
    def known(self) -> str:
        """What whoever publishes has been told of, for ``KNOWN``."""
        return f"{self.missing}+{self.wrong}" if self.wrong else str(self.missing)


def gaps_of(instance: Any, user: Any = None, *, draft: bool = False) -> Gaps | None:
    """What the translation that ``instance`` is lacks; ``None`` for originals, for what is complete and right, and once it is stopped.

    ``None`` for centres too and all else that wagtail-localize does not translate. ``draft``: the last version as it was saved is
    to be published, not what has been written since; it says less of what a machine has written.
    """
    translation = translation_into(instance) if isinstance(instance, TranslatableMixin) else None
    return gaps_in(translation, instance, user, draft=draft) if translation and translation.enabled else None


def gaps_among(instances: Iterable[Any], user: Any = None, *, draft: bool = False) -> list[Gaps]:
    """Of several; two queries for those that are translations, one for all others together. ``draft``: see ``gaps_of``."""
    rows = {(one.translation_key, one.locale_id): one for one in instances if not getattr(one, "alias_of_id", None)}
    begun = Translation.objects.filter(enabled=True, source__object_id__in={key for key, _locale in rows})
    begun = begun.select_related("source__locale", "target_locale").order_by("pk")
    found = {(one.source.object_id, one.target_locale_id): one for one in begun}
    gaps = [gaps_in(found[key], instance, user, draft=draft) for key, instance in rows.items() if key in found]
    return [one for one in gaps if one]


def gaps_in(translation: Translation, instance: Any, user: Any, *, draft: bool = False) -> Gaps | None:
    """As ``gaps_of``, of a translation somebody has at hand; one query where nothing is missing or wrong."""
    texts = texts_of(translation).annotate(by_machine=by_machine(translation.target_locale_id)).order_by("order")
    rows = list(texts.values_list("string__data", "context__path", "translation", "by_machine"))
    names = {text: path for text, path, said, _machine in rows if said is None}
    wrong = {
        (path, text): (said, says)
        for text, path, said, _machine in rows
        if (says := _mistakes(instance, translation, text, path, said))
    }
    unread = {(path, text): said for text, path, said, machine in rows if machine and said is not None}
    if unread and draft:
        unread = within(_as_saved(instance), unread)
    if not names and not wrong and not unread:
        return None
    written_in, code = translation.source.locale.language_code, translation.target_locale.language_code
    return Gaps(
        instance=instance,
        locale=translation.target_locale_id,
        language=translation.target_locale.get_display_name(),
        code=code,
        source=translation.source.locale.get_display_name(),
        missing=len(names),
        texts=len(rows),
        named=[
            Gap(name_at(_model(instance), path), Said(beginning(text), written_in))
            for text, path in [*names.items()][:NAMED]
        ],
        wrong=len(wrong),
        mistakes=_named_mistakes(instance, code, dict([*wrong.items()][:NAMED])),
        url=(AdminURLFinder(user).get_edit_url(instance) if user else "") or "",
        unread=len(unread),
        machine=_named_mistakes(instance, code, {where: (said, []) for where, said in [*unread.items()][:NAMED]}),
    )


def _as_saved(instance: Any) -> Any:
    revision = getattr(instance, "latest_revision", None)
    return revision.as_object() if revision else getattr(instance, "specific", instance)


def _mistakes(instance: Any, translation: Translation, text: str, path: str, said: str | None) -> list[str]:
    if said is None:
        return []
    languages = translation.source.locale.language_code, translation.target_locale.language_code
    found = findings(text, languages[0], said, languages[1], limit_of(_model(instance), path))
    return [one.says for one in found if one.refuses]


def _named_mistakes(instance: Any, code: str, wrong: Mapping[Where, tuple[str, list[str]]]) -> list[Mistake]:
    if not wrong:
        return []
    segments = Segment.objects.filter(item__key=str(instance.translation_key), order__isnull=False)
    there = {(path, text): pks for path, text, *pks in segments.values_list("path", "text", "item", "pk")}
    return [
        Mistake(name_at(_model(instance), path), Said(beginning(said), code), says, *there.get((path, text), ()))
        for (path, text), (said, says) in wrong.items()
    ]


def _model(instance: Any) -> type[Any]:
    return type(getattr(instance, "specific_deferred", instance))


def beginning(text: str) -> str:
    """As much of a text as tells which one it is."""
    return Truncator(words(text)).chars(_LETTERS)


def question(request: HttpRequest, gaps: Gaps, fields: dict[str, str]) -> TemplateResponse | None:
    """A page that names gaps and mistakes and sends ``fields`` again; ``None`` when whoever publishes has been told of as many.

    There is no way on with passages nobody has read, nor for those who may not publish a part.
    """
    goes_on = gaps.may_go_on(request.user)
    if goes_on and request.POST.get(KNOWN) == gaps.known:
        return None
    context = {"gaps": gaps, "instance": gaps.instance, "fields": {**fields, KNOWN: gaps.known}, "goes_on": goes_on}
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
    gaps = gaps_of(instance, request.user, draft=True) if verbs else None
    if gaps is None:
        return None
    if request.headers.get("x-requested-with") != "XMLHttpRequest":
        return question(request, gaps, {"next": request.POST.get("next", "")}) if request.method == "POST" else None
    if request.method == "POST" and gaps.may_go_on(request.user):  # the window has said so
        return None
    context = {
        "gaps": gaps,
        "goes_on": gaps.may_go_on(request.user),
        "form": state.task.specific.get_form_for_action("approve")(),
        "action_verbose": verbs[-1],
        "submit_url": request.get_full_path(),
    }
    return render_modal_workflow(request, "translation/approve.html", None, context, json_data={"step": "action"})


def why_not_all(pages: Iterable[Page], user: Any) -> str:
    """Why ``user`` may not publish the drafts of several pages, in a sentence that names them; ``""`` when nothing is in the way."""
    gaps = gaps_among(pages, user, draft=True)
    unread = [one for one in gaps if one.unread]
    partly = [one for one in gaps if not one.may_go_on(user)]
    if not partly:
        return ""
    if unread:
        says = _("Nothing was published. Nobody has read yet what a machine has translated of %(pages)s.")
    else:
        says = _("Nothing was published. Texts of %(pages)s are missing or to be mended; coordinators publish a part.")
    titles = [f"“{one.instance}” ({one.language})" for one in (unread or partly)]
    return says % {"pages": ", ".join([*titles[:NAMED], *(["…"] if len(titles) > NAMED else [])])}


def with_drafts_below(pages: Iterable[Page]) -> list[Page]:
    """Pages and the drafts below them, which a bulk action publishes too when that is ticked."""
    found: dict[int, Page] = {}
    for page in pages:
        found |= {one.pk: one for one in (page, *page.get_descendants().not_live())}
    return list(found.values())
