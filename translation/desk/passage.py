"""``translations/<item>/<language>/<passage>/``: what stands beside one passage, for the editor's script; notes about it."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from translation.desk import mentions
from translation.desk.panel import panel_of
from translation.desk.saving import is_key
from translation.desk.thing import OfOneThing
from translation.models import Note, Place, Segment

LONGEST = 1000
"""Characters of a note."""


class PassageView(OfOneThing):
    """For whoever sees the desk: notes are read, and answered, by those who write the original and the other languages too."""

    @cached_property
    def segment(self) -> Segment:
        """The passage. Raises Http404 when it is not one of this thing."""
        passages = Segment.objects.filter(item=self.item, order__isnull=False)
        return get_object_or_404(passages, pk=self.kwargs["passage"])

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """A part of a page."""
        context = {
            "panel": panel_of(self.segment, self.standing, self.instance, request.user),
            "language": self.language,
            "source": self.item.locale.language_code,
            "edits": self.writes and self.standing.managed,
            "address": self.address,
        }
        return render(request, "translation/desk/panel.html", context)

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Keeps a note; without one, that somebody is at this passage now."""
        text = request.POST.get("note", "").strip()
        if "note" not in request.POST:
            Place.objects.update_or_create(
                user=request.user, standing=self.standing, defaults={"segment": self.segment}
            )
            return HttpResponse(status=204)
        if not text or len(text) > LONGEST:
            messages.error(request, _("Write a note of at most %(n)s characters.") % {"n": LONGEST})
        else:
            self._leave(text)
        if not request.accepts("text/html"):
            return self.get(request)
        return HttpResponseRedirect(self._here)

    @property
    def _here(self) -> str:
        return f"{self.address}?passage={self.segment.pk}#passage-{self.segment.pk}"

    def _leave(self, text: str) -> None:
        """The note, and a mail to whom it names."""
        chosen = [int(pk) for pk in self.request.POST.getlist("tell")[: mentions.MOST] if is_key(pk)]
        readers, unknown = mentions.named_in(text, chosen, self.request.user)
        with transaction.atomic():
            note = Note.objects.create(
                segment=self.segment, locale=self.standing.locale, author=self.request.user, text=text
            )
            mentions.tell(note, self.standing, readers, self._here)
        if unknown:
            says = _("The note is kept, but nobody who sees the desk is called %(names)s.")
            messages.warning(self.request, says % {"names": ", ".join(f"@{name}" for name in unknown)})
