"""``translations/<item>/<language>/``: the passages of one thing in one language, and what changed in its original."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from core.i18n.languages import exonym
from core.language_rights import languages_of
from translation import wording
from translation.checks import Finding, findings, limit_of
from translation.confirming import nothing_missing, still_right
from translation.desk.names import DESK, PASSAGES, SOON
from translation.desk.rights import may_see, may_write_kind
from translation.following import follow
from translation.kinds import kinds
from translation.models import Item, Rendering, Segment, Standing
from translation.reckoning import Kept, state_of
from translation.vocabularies import ItemState, SegmentState

MOST = 300
"""Passages that may be chosen at once."""


@dataclass(frozen=True, slots=True)
class Line:
    """One passage: ``source`` in pieces, with what is gone and new since its rendering was made; ``findings`` about its text."""

    pk: int
    state: SegmentState
    source: list[wording.Piece]
    text: str
    asks: bool
    reused: bool
    findings: list[Finding]


class PassagesView(WagtailAdminTemplateMixin, TemplateView):  # ty: ignore[inconsistent-mro]
    """For whoever sees the desk; to confirm, for whoever writes in the language, or in that of the original."""

    template_name = "translation/desk/passages.html"
    header_icon = "wagtail-localize-language"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raises PermissionDenied to those who write no pages, Http404 for what is not translated."""
        if not may_see(request.user):
            raise PermissionDenied
        follow(SOON)
        self.item = get_object_or_404(Item.objects.select_related("locale"), pk=kwargs["item"], live=True)
        self.standing = get_object_or_404(
            Standing.objects.select_related("locale"), item=self.item, locale__language_code=kwargs["language"]
        )
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def thing_type(self) -> ContentType:
        """Of the thing."""
        return ContentType.objects.get_for_id(self.item.content_type_id)

    @cached_property
    def mine(self) -> list[int]:
        """Locales in which the reader may write things of this kind."""
        return languages_of(self.request.user) if may_write_kind(self.request.user, self.thing_type) else []

    @property
    def writes(self) -> bool:
        """Whether the reader writes the translation."""
        return self.standing.locale_id in self.mine

    @property
    def writes_original(self) -> bool:
        """Whether the reader writes the original, and so knows what an edit of it meant."""
        return self.item.locale_id in self.mine

    @cached_property
    def page_title(self) -> str:
        """The thing's title, or the name of its kind."""
        return self.item.title or capfirst(str(self.thing_type.model_class()._meta.verbose_name))

    @property
    def page_subtitle(self) -> str:
        """From where into what."""
        names = {"source": exonym(self.item.locale.language_code), "target": exonym(self.language)}
        return _("%(source)s → %(target)s") % names

    @property
    def language(self) -> str:
        """The language that is looked at."""
        return self.standing.locale.language_code

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the desk, this thing."""
        above = {"url": f"{reverse(DESK)}?language={self.language}", "label": _("Translations")}
        return [*self.breadcrumbs_items, above, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """``lines``, and which of the two confirmations the reader may give."""
        url = kinds()[self.item.kind].form_url(
            self.thing_type, self.item.source_pk, self.standing.target_pk, self.language
        )
        return super().get_context_data(**kwargs) | {
            "standing": self.standing,
            "lines": self._lines(),
            "source": self.item.locale.language_code,
            "language": self.language,
            "name": exonym(self.language),
            "form_url": url if self.writes else "",
            "writes": self.writes,
            "writes_original": self.writes_original,
        }

    def _lines(self) -> list[Line]:
        segments = Segment.objects.filter(item=self.item, order__isnull=False).order_by("order")
        found = {
            one.segment_id: Kept(one.text, one.made_for, one.machine, one.approved, reused=one.reused)
            for one in Rendering.objects.filter(segment__item=self.item, locale=self.standing.locale_id)
        }
        own = self.standing.state not in (ItemState.MISSING, ItemState.FALLBACK)
        return [self._line(one, found.get(one.pk) if own or self.standing.approved else None) for one in segments]

    def _line(self, segment: Segment, kept: Kept | None) -> Line:
        state = state_of(segment.text, kept)
        edited = kept is not None and state is SegmentState.EDITING
        source = wording.differences(kept.made_for if edited and kept else segment.text, segment.text)
        by_hand = not self.standing.managed and self.standing.answers is not None
        asks = edited or (state is SegmentState.MISSING and by_hand)
        return Line(
            pk=segment.pk,
            state=state,
            source=source,
            text=wording.plain(kept.text) if kept else "",
            asks=asks,
            reused=bool(kept and kept.reused),
            findings=self._findings(segment, kept) if kept and not edited else [],
        )

    def _findings(self, segment: Segment, kept: Kept) -> list[Finding]:
        """What was written for other words is to be looked at in any case."""
        most = limit_of(self.thing_type.model_class(), segment.path)
        return findings(segment.text, self.item.locale.language_code, kept.text, self.language, most)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Raises PermissionDenied to those who may not say so."""
        everywhere = request.POST.get("where") == "everywhere"
        if not (self.writes_original if everywhere else self.writes):
            raise PermissionDenied
        chosen = [int(pk) for pk in request.POST.getlist("passage")[:MOST] if pk.isdecimal() and len(pk) < 19]
        if everywhere:
            done = still_right(self.item, chosen, self._locales())
        else:
            done = still_right(self.item, chosen, [self.standing.locale_id])
            if not self.standing.managed and self.standing.answers is not None:
                done += nothing_missing(self.item, chosen, self.standing.locale_id, request.user)
        if done:
            said = ngettext("%(n)s passage confirmed.", "%(n)s passages confirmed.", done) % {"n": done}
            messages.success(request, said)
        else:
            messages.warning(request, _("Nothing was confirmed. Choose the passages first."))
        return HttpResponseRedirect(reverse(PASSAGES, args=[self.item.pk, self.language]))

    def _locales(self) -> list[int]:
        return list(self.item.standings.values_list("locale_id", flat=True))
