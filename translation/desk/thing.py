"""What the addresses of one thing in one language have in common: who enters, and what they know of it."""

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.generic import View

from translation.desk.names import PASSAGES, SOON
from translation.desk.rights import may_see
from translation.following import follow
from translation.models import Item, Standing
from translation.roles import Act, languages, may


class OfOneThing(View):
    """For whoever sees the desk; ``item`` and ``standing`` are those of the address."""

    item: Item
    standing: Standing

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Raises PermissionDenied to those who write no pages, Http404 for what is not translated."""
        if not may_see(request.user):
            raise PermissionDenied
        follow(SOON)
        rows = Standing.objects.select_related("locale", "item__locale").filter(item__live=True)
        self.standing = get_object_or_404(rows, item=kwargs["item"], locale__language_code=kwargs["language"])
        self.item = self.standing.item
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def model(self) -> Any:
        """Of the thing."""
        return ContentType.objects.get_for_id(self.item.content_type_id).model_class()

    @cached_property
    def instance(self) -> Any:
        """The original, ``None`` when it is gone; one query."""
        return self.model._default_manager.filter(pk=self.item.source_pk).first()

    @cached_property
    def target(self) -> Any:
        """The version of the language, ``None`` where there is none; one query."""
        pk = self.standing.target_pk
        found: Any = self.model._default_manager.filter(pk=pk).first() if pk else None
        if found is not None and getattr(found, "locale_id", None) == self.standing.locale_id:
            found.locale = self.standing.locale
        return found

    @cached_property
    def mine(self) -> Sequence[int]:
        """Locales the reader may write in."""
        return languages(self.request.user, Act.WRITE)

    @property
    def writes(self) -> bool:
        """Whether the reader writes the translation."""
        return self.standing.locale_id in self.mine

    def may(self, act: Act) -> bool:
        """Whether the reader may do something in the language."""
        return may(self.request.user, act, self.standing.locale_id)

    @property
    def writes_original(self) -> bool:
        """Whether the reader writes the original, and so knows what an edit of it meant."""
        return self.item.locale_id in self.mine

    @property
    def language(self) -> str:
        """The language that is looked at."""
        return self.standing.locale.language_code

    @property
    def address(self) -> str:
        """Of all its passages."""
        return reverse(PASSAGES, args=[self.item.pk, self.language])
