"""Links between pages across languages: what was chosen in one language leads to the page in the other."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, Q, When
from wagtail.models import Locale, Page

from core.i18n.borrowed import mark
from core.i18n.languages import reader_language
from core.privacy import in_public


@dataclass(frozen=True, slots=True)
class PagesHere:
    """Public pages of one language, fallback pages included."""

    by_id: dict[int, Page] = field(default_factory=dict)
    by_model: dict[type[Page], Page] = field(default_factory=dict)

    def chosen(self, pk: int | None) -> Page | None:
        """The page in this language of a page chosen in any language; ``None`` when there is none."""
        return self.by_id.get(pk or 0)

    def url_of(self, model: type[Page]) -> str:
        """The path of the first page of this kind, ``""`` when there is none."""
        page = self.by_model.get(model)
        return (page.url if page else "") or ""


WITH_LANGUAGE = ("locale", "alias_of__locale")
"""What ``language_of`` needs: ``select_related(*WITH_LANGUAGE)``."""


class Placed(Protocol):
    """A page, or what is known of one, with the page it is an alias of."""

    locale: Any
    alias_of: Any


def language_of(page: Placed) -> str:
    """The language of a page: its source's for a fallback page. No query for pages of ``pages_here``.

    Texts that deviate from it say so themselves (``core.i18n.borrowed``).
    """
    source = page.alias_of
    return (source.locale if source else page.locale).language_code


def pages_here(ids: Iterable[int | None], locale: Locale, models: Iterable[type[Page]] = ()) -> PagesHere:
    """The pages of ``ids`` in ``locale``, and the first page there of each of ``models``; one query for all."""
    wanted = {pk for pk in ids if pk}
    kinds = {ContentType.objects.get_for_model(model).pk: model for model in models}
    if not wanted and not kinds:
        return PagesHere()
    keys = Page.objects.filter(pk__in=wanted).values("translation_key")
    here = Q(Q(translation_key__in=keys) | Q(content_type__in=kinds), in_public(), locale=locale)
    rows = (
        Page.objects.annotate(is_here=Case(When(here, then=True), default=False))
        .filter(Q(pk__in=wanted) | Q(is_here=True))
        .select_related(*WITH_LANGUAGE)
        .order_by("path")
    )
    by_key: dict[object, Page] = {}
    key_of: dict[int, object] = {}
    found = PagesHere()
    for page in rows:
        mark(page)
        if page.pk in wanted:
            key_of[page.pk] = page.translation_key
        if page.is_here:
            by_key[page.translation_key] = page
            if page.content_type_id in kinds:
                found.by_model.setdefault(kinds[page.content_type_id], page)
    found.by_id.update({pk: by_key[key] for pk, key in key_of.items() if key in by_key})
    return found


def pages_for_reader(ids: Iterable[int | None], *, restricted: bool = False) -> dict[int, Page]:
    """``{id: page}`` to lead the reader of this request to, also from a text that is shown in another language.

    The version in the reader's language, else the chosen page itself; only what everybody may see, unless ``restricted``
    pages are wanted too: for links in a text, which name no title. Two queries.
    """
    wanted = {pk for pk in ids if pk}
    key_of = dict(Page.objects.filter(pk__in=wanted).values_list("pk", "translation_key")) if wanted else {}
    if not key_of:
        return {}
    language = reader_language()
    shown = Q(live=True) if restricted else in_public()
    pages = Page.objects.filter(shown, Q(locale__language_code=language) | Q(pk__in=key_of))
    pages = list(pages.filter(translation_key__in=key_of.values()).select_related("locale"))
    for page in pages:
        mark(page)
    chosen = {page.pk: page for page in pages}
    here = {page.translation_key: page for page in pages if page.locale.language_code == language}
    found = {pk: here.get(key) or chosen.get(pk) for pk, key in key_of.items()}
    return {pk: page for pk, page in found.items() if page}
