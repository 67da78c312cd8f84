"""Texts that stand beside those of other languages in one thing, on their way to readers."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.i18n.languages import exonym
from core.i18n.said import Said
from translation.desk.lines import Line, Lines
from translation.editor import into_review
from translation.following import look_at
from translation.gaps import NAMED, Gap, Gaps, Mistake, beginning, question
from translation.kinds import InPlace
from translation.vocabularies import SegmentState


def send_on(request: HttpRequest, kind: InPlace, lines: Lines, target: Any) -> HttpResponse:
    """For review or to readers, by whoever may; the question when something is missing or wrong."""
    publishes = request.POST.get("action") == "publish"
    if why := kind.closed(lines.item.key, request.user):
        messages.warning(request, why)
        return redirect(request.path)
    gaps = gaps_of(lines, target, request.path, by_form=kind.may_publish(request.user, target))
    if gaps and (publishes or gaps.unread) and (answer := question(request, gaps, {"action": request.POST["action"]})):
        return answer
    if publishes:
        _publish(request, kind, lines)
    else:
        into_review(request, target)
    return redirect(request.path)


def _publish(request: HttpRequest, kind: InPlace, lines: Lines) -> None:
    language = exonym(lines.standing.locale.language_code)
    try:
        shown = kind.publish(lines.item.key, lines.standing.locale_id, request.user)
    except ValidationError as refused:
        messages.error(request, " ".join(_told(refused, lines)))
        return
    look_at(lines.item.kind, lines.item.key)
    if shown:
        messages.success(request, _("Readers see these texts in %(language)s now.") % {"language": language})
    else:
        messages.info(request, _("Nothing new is written in %(language)s.") % {"language": language})


def _told(refused: ValidationError, lines: Lines) -> list[str]:
    """With the name of the field, where it is about one."""
    if not hasattr(refused, "error_dict"):
        return refused.messages
    named = refused.message_dict.items()
    return [f"{lines.name_of(field) or field}: {text}" for field, texts in named for text in texts]


def gaps_of(lines: Lines, target: Any, address: str, *, by_form: bool) -> Gaps | None:
    """What a language lacks before readers see it; ``None`` for nothing. Two queries."""
    there = lines.all()
    missing = [one for one in there if one.state is SegmentState.MISSING]
    wrong = [one for one in there if any(finding.refuses for finding in one.findings)]
    unread = [one for one in there if one.state is SegmentState.MACHINE]
    if not (missing or wrong or unread):
        return None
    written_in, code = lines.item.locale.language_code, lines.standing.locale.language_code
    return Gaps(
        instance=target,
        locale=lines.standing.locale_id,
        language=exonym(code),
        code=code,
        source=exonym(written_in),
        missing=len(missing),
        texts=len(there),
        named=[
            Gap(one.name, Said(beginning("".join(run.text for run in one.runs)), written_in)) for one in missing[:NAMED]
        ],
        wrong=len(wrong),
        mistakes=[_mistake(one, lines) for one in wrong[:NAMED]],
        url=address,
        unread=len(unread),
        machine=[_mistake(one, lines) for one in unread[:NAMED]],
        leaves_out=True,
        by_form=by_form,
    )


def _mistake(one: Line, lines: Lines) -> Mistake:
    says = [finding.says for finding in one.findings if finding.refuses]
    shown = Said(beginning(one.plain), lines.standing.locale.language_code)
    return Mistake(one.name, shown, says, lines.item.pk, one.pk)
