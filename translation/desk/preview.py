"""``translations/<item>/<language>/preview/``: what is being written, as readers will see it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views.decorators.clickjacking import xframe_options_sameorigin
from wagtail.models import PreviewableMixin

from translation.borrowed import translation_into
from translation.desk.thing import OfOneThing
from translation.kinds import InPlace, kinds


@method_decorator(xframe_options_sameorigin, name="dispatch")
class PreviewView(OfOneThing):
    """For whoever writes the language."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Raises PermissionDenied to those who do not write the language, Http404 where there is nothing to look at."""
        if not self.writes:
            raise PermissionDenied
        draft = self._draft()
        if draft is None:
            raise Http404
        modes = [mode for mode, _label in draft.preview_modes]
        return draft.make_preview_request(request, self.language if self.language in modes else modes[0])

    def _draft(self) -> Any:
        """The version as it is written, unpublished texts included; those that are missing are the original's."""
        if not is_previewed(self.target):
            return None
        kind = kinds()[self.item.kind]
        if isinstance(kind, InPlace):
            return self.target.get_latest_revision_as_object()
        translation = translation_into(self.target)
        if translation is None or not translation.enabled:
            return None
        return translation.source.get_ephemeral_translated_instance(translation.target_locale, fallback=True)


def is_previewed(target: Any) -> bool:
    """Whether readers have a page of it, which can be shown before it is published."""
    return isinstance(target, PreviewableMixin) and target.is_previewable()
