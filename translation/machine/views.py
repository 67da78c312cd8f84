"""``translations/machine/?thing=…``: what would be sent to which service, and the button that sends it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.i18n.languages import exonym
from translation.desk.below import DeskPage
from translation.desk.lists import title_of
from translation.desk.names import DESK, PASSAGES, SOON
from translation.desk.rights import may_see
from translation.following import follow
from translation.machine import asking, budget, router
from translation.models import Standing
from translation.roles import Act, may

MOST = 50
"""Things at once."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing in a language: what would be sent of it, or why nothing is."""

    standing: Standing
    title: str
    language: str
    estimate: asking.Estimate | None
    why_not: str


@dataclass(frozen=True, slots=True)
class Service:
    """What one service would get, and its budget for the month; all in characters."""

    name: str
    characters: int
    left: int
    most: int

    @property
    def fits(self) -> bool:
        """Whether the budget has room for it."""
        return self.characters <= self.left


class MachineView(DeskPage):
    """For whoever coordinates the languages of the chosen things: it costs money."""

    template_name = "translation/machine/ask.html"
    page_title = gettext_lazy("Translate by machine")

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raises PermissionDenied to those who do not coordinate the language of each thing."""
        if not may_see(request.user):
            raise PermissionDenied
        follow(SOON)
        for one in self.standings:
            if not may(request.user, Act.MACHINE, one.locale_id):
                raise PermissionDenied
        if not self.standings:
            messages.warning(request, _("Choose what is to be translated first."))
            return redirect(DESK)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def standings(self) -> list[Standing]:
        """What was chosen, at most ``MOST``."""
        data = self.request.POST if self.request.method == "POST" else self.request.GET
        chosen = [int(pk) for pk in data.getlist("thing")[:MOST] if pk.isdecimal() and len(pk) < 19]
        rows = Standing.objects.filter(pk__in=chosen, item__live=True).select_related("item__locale", "locale")
        return list(rows.order_by("item__title", "pk"))

    @cached_property
    def changed(self) -> bool:
        """Whether translated passages whose original has changed are to be translated anew."""
        data = self.request.POST if self.request.method == "POST" else self.request.GET
        return data.get("changed") == "1"

    @cached_property
    def things(self) -> list[Thing]:
        """Each with what would be sent."""
        asked = asking.open_among(self.standings)
        return [self._thing(one, asked=one.pk in asked) for one in self.standings]

    def _thing(self, standing: Standing, *, asked: bool) -> Thing:
        found = asking.estimate(standing, changed=self.changed)
        language = standing.locale.language_code
        why_not = ""
        if asked:
            why_not = _("Somebody has asked for this already. It is on its way.")
        elif not router.code_for(language):
            why_not = _("No translation service is set up for this language.")
        elif found is None:
            why_not = _("It is not translated passage by passage in this language. Begin its translation first.")
        elif not found.wanted:
            why_not = _("Nothing is missing.")
        return Thing(standing, title_of(standing.item), exonym(language), found, why_not)

    @property
    def ready(self) -> list[asking.Estimate]:
        """What would be sent."""
        return [one.estimate for one in self.things if one.estimate and not one.why_not]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """``things`` and ``services``; ``open_ones``: how many translated passages have another original by now."""
        services = self._services()
        return super().get_context_data(**kwargs) | {
            "things": self.things,
            "services": services,
            "sends": bool(self.ready) and all(one.fits for one in services),
            "open_ones": sum(one.estimate.changed for one in self.things if one.estimate),
            "changed": self.changed,
            "back": self._back(),
        }

    def _services(self) -> list[Service]:
        sums: dict[str, int] = defaultdict(int)
        for one in self.ready:
            sums[one.code] += one.characters
        return [
            Service(router.name_of(code), n, budget.left(code), budget.most(code)) for code, n in sorted(sums.items())
        ]

    def _back(self) -> str:
        if len(self.standings) == 1:
            one = self.standings[0]
            return reverse(PASSAGES, args=[one.item_id, one.locale.language_code])
        codes = {one.locale.language_code for one in self.standings}
        return f"{reverse(DESK)}?language={codes.pop()}" if len(codes) == 1 else reverse(DESK)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Asks for all that can be sent, and says what became of it."""
        done = [asked for one in self.ready if (asked := asking.ask(one, request.user))]
        self._tell(done, len(self.ready))
        return redirect(self._back())

    def _tell(self, done: Sequence[Any], wanted: int) -> None:
        if done:
            passages = sum(one.passages for one in done)
            says = ngettext(
                "%(n)s passage is on its way. Load this page again in a while.",
                "%(n)s passages are on their way. Load this page again in a while.",
                passages,
            )
            messages.success(self.request, says % {"n": passages})
        if len(done) < wanted:
            messages.warning(self.request, _("The budget of this month has no room for all of it."))
        elif not done:
            messages.warning(self.request, _("Nothing was sent."))
