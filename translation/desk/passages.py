"""``translations/<item>/<language>/``: the passages of one thing in one language, beside those of its original, and where they are written."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.i18n.languages import endonym, exonym
from translation.confirming import nothing_missing, still_right
from translation.desk import acting
from translation.desk.below import DeskPage
from translation.desk.lines import Line, Lines
from translation.desk.names import FORM, PANEL, PREVIEW
from translation.desk.panel import panel_of
from translation.desk.preview import is_previewed
from translation.desk.progress import Progress, progress_of
from translation.desk.rights import may_open_form
from translation.desk.saving import Taken, is_key, passages_in, take
from translation.desk.thing import OfOneThing
from translation.kinds import InPlace, kinds
from translation.models import Place, Segment, open_requests
from translation.roles import Act
from translation.vocabularies import SegmentState
from translation.writing import NotWrittenByPassagesError

MOST = 300
"""Passages that may be chosen at once."""


class PassagesView(OfOneThing, DeskPage):  # ty: ignore[invalid-generic-class]
    """To write, for whoever writes in the language; to confirm, also for whoever writes in that of the original."""

    template_name = "translation/desk/passages.html"

    @cached_property
    def page_title(self) -> str:
        """The thing's title, or the name of its kind."""
        return self.item.title or capfirst(str(self.model._meta.verbose_name))

    @property
    def page_subtitle(self) -> str:
        """From where into what."""
        names = {"source": exonym(self.item.locale.language_code), "target": exonym(self.language)}
        return _("%(source)s → %(target)s") % names

    @property
    def edits(self) -> bool:
        """Whether the reader writes it here, passage by passage."""
        return self.writes and self.standing.managed

    @property
    def in_place(self) -> bool:
        """Whether its form shows the texts of all languages."""
        return isinstance(kinds()[self.item.kind], InPlace)

    @property
    def state(self) -> str:
        """Of the passages that are shown, ``""`` for all."""
        asked = self.request.GET.get("state", "")
        return asked if asked in SegmentState.values else ""

    @cached_property
    def lines(self) -> Lines:
        """Of the thing in the language."""
        return Lines(self.item, self.standing, self.instance)

    @property
    def desk_language(self) -> str:
        """That of the translation."""
        return self.language

    def get_context_data(self, taken: Taken | None = None, **kwargs: Any) -> dict[str, Any]:
        """``lines``, what stands beside the one somebody is at, and what the reader may do with all of it."""
        lines = [one for one in self.lines.all() if not self.state or one.state == self.state]
        lines = taken.shown(lines) if taken else lines
        here = self._here(lines)
        return super().get_context_data(**kwargs) | {
            "standing": self.standing,
            "requests": open_requests(self.standing),
            "lines": lines,
            "here": here,
            "panel": panel_of(Segment.objects.get(pk=here), self.standing, self.instance, self.request.user)
            if here
            else None,
            "progress": self._progress(),
            "source": self.item.locale.language_code,
            "source_name": endonym(self.item.locale.language_code),
            "language": self.language,
            "language_name": endonym(self.language),
            "name": exonym(self.language),
            "form_url": self._form_url(),
            "preview": self._preview(),
            "writes": self.writes,
            "writes_original": self.writes_original,
            "edits": self.edits,
            "begins": self.writes and not self.standing.managed and acting.may_begin(self.standing, self.target),
            "pays": self.may(Act.MACHINE),
            "publishes": self.edits
            and self.target is not None
            and acting.may_publish(self.standing, self.target, self.request.user),
            "in_place": self.in_place,
            "refused": self._refused(),
            "panel_url": reverse(PANEL, args=[self.item.pk, self.language, 0]),
            "csrf_cookie": settings.CSRF_COOKIE_NAME,
        }

    def _refused(self) -> str:
        """Why the reader, who publishes otherwise, does not publish this."""
        user = self.request.user
        if not self.edits or self.target is None or not acting.may_publish(self.standing, self.target, user):
            return ""
        return acting.why_not(self.standing, self.target, user)

    def _progress(self) -> Progress:
        return progress_of(self.standing, self.state)

    def _here(self, lines: list[Line]) -> int | None:
        """The passage the address names, the one left last time, or the first one that waits."""
        asked = self.request.GET.get("passage", "")
        shown = {one.pk for one in lines}
        places = Place.objects.filter(user=self.request.user, standing=self.standing).values_list("segment", flat=True)
        candidates = [int(asked) if is_key(asked) else None, *places]
        candidates += [one.pk for one in lines if one.is_open][:1] + [one.pk for one in lines][:1]
        return next((pk for pk in candidates if pk in shown), None)

    def _form_url(self) -> str:
        """The form of the page or row, where pictures and dates of a version are chosen too; ``""`` for whom it is closed."""
        if not self.writes or not may_open_form(self.request.user, self.item.content_type):
            return ""
        where = self.item.content_type, self.item.source_pk, self.standing.target_pk, self.language
        by_name = self.standing.managed and not self.in_place
        return kinds()[self.item.kind].form_url(*where) + (f"?{FORM}=1" if by_name else "")

    def _preview(self) -> str:
        """Where the draft is shown to its writer; ``""`` where readers have no page of it."""
        if not self.edits or not is_previewed(self.target):
            return ""
        return reverse(PREVIEW, args=[self.item.pk, self.language])

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raises PermissionDenied to those who may not do what the form says."""
        asked = request.POST.get("where", "")
        if asked == "everywhere" and not (self.writes_original and self.edits):
            return self._confirm(self.writes_original, self._locales())
        if not self.writes:
            raise PermissionDenied
        if asked == "begin":
            return self._begin()
        if asked == "here" or not self.standing.managed:
            return self._confirm(self.writes, [self.standing.locale_id])
        return self._save()

    def _begin(self) -> HttpResponse:
        if self.standing.managed or not acting.may_begin(self.standing, self.target):
            messages.info(self.request, _("Somebody has begun this translation already."))
        else:
            acting.begin(self.standing, self.request.user)
            messages.success(
                self.request,
                _("You can translate now. Readers see the original until the translation is published."),
            )
        return HttpResponseRedirect(self.address)

    def _save(self) -> HttpResponseBase:
        """The texts; and, when all of them are kept, what the form's button says besides."""
        try:
            taken = take(self.request.POST, self.lines, self.request.user)
        except NotWrittenByPassagesError:
            taken = Taken(gone=[self.request.POST[name] for name in self.request.POST if name.startswith("text-")])
        if taken.written or taken.problems or taken.gone:
            self.standing.refresh_from_db()
        if not self.request.accepts("text/html"):
            return JsonResponse(self._told(taken))
        for text in taken.gone:
            says = _("A passage is no longer in the original. You wrote: “%(text)s”")
            messages.warning(self.request, says % {"text": text[:500]})
        if taken.problems:
            messages.error(self.request, _("Not everything is saved. The passages say what to do."))
            return self.render_to_response(self.get_context_data(taken))
        if self.request.POST.get("where") == "everywhere":
            return self._confirm(self.writes_original, self._locales())
        if self.request.POST.get("action") in (acting.REVIEW, acting.PUBLISH) and self.target is not None:
            return acting.send_on(self.request, self.lines, self.target)
        if number := len(taken.written):
            says = ngettext("%(n)s passage saved.", "%(n)s passages saved.", number)
            messages.success(self.request, says % {"n": number})
        return HttpResponseRedirect(f"{self.address}{'?' if self.state else ''}{self.request.GET.urlencode()}")

    def _told(self, taken: Taken) -> dict[str, Any]:
        """For the script: each passage of the form as it stands now, and how far the whole is."""
        sent = passages_in(self.request.POST)
        shown = taken.shown(list(self.lines.of(sent).values()))
        return {
            "lines": {
                one.pk: {
                    "saved": one.pk in taken.written or one.problem is None,
                    "seen": one.seen,
                    "open": one.is_open,
                    "state": render_to_string("translation/desk/line_state.html", {"line": one}),
                    "said": render_to_string(
                        "translation/desk/line_said.html", {"line": one, "language": self.language, "writes": True}
                    ),
                }
                for one in shown
            },
            "gone": sorted(sent - {one.pk for one in shown}),
            "progress": render_to_string(
                "translation/desk/progress.html", {"progress": self._progress(), "standing": self.standing}
            ),
        }

    def _confirm(self, may: bool, locales: list[int]) -> HttpResponse:
        if not may:
            raise PermissionDenied
        chosen = [int(pk) for pk in self.request.POST.getlist("passage")[:MOST] if is_key(pk)]
        done = still_right(self.item, chosen, locales)
        here = locales == [self.standing.locale_id]
        if here and not self.standing.managed and self.standing.answers is not None:
            done += nothing_missing(self.item, chosen, self.standing.locale_id, self.request.user)
        if done:
            said = ngettext("%(n)s passage confirmed.", "%(n)s passages confirmed.", done) % {"n": done}
            messages.success(self.request, said)
        else:
            messages.warning(self.request, _("Nothing was confirmed. Choose the passages first."))
        return HttpResponseRedirect(self.address)

    def _locales(self) -> list[int]:
        return list(self.item.standings.values_list("locale_id", flat=True))
