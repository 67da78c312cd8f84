"""Links between pages across languages: what was chosen in one language leads to the page in the other."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Locale, Page


@dataclass(frozen=True, slots=True)
class PagesHere:
    """Live pages of one language, fallback pages included."""

    by_id: dict[int, Page] = field(default_factory=dict)
    by_model: dict[type[Page], Page] = field(default_factory=dict)

    def chosen(self, pk: int | None) -> Page | None:
        """The page in this language of a page chosen in any language; ``None`` when there is none."""
        return self.by_id.get(pk or 0)

    def url_of(self, model: type[Page]) -> str:
        """The path of the first page of this kind, ``""`` when there is none."""
        page = self.by_model.get(model)
        return (page.url if page else "") or ""


def language_of(page: Page) -> str:
    """The language a page's title is in: its source's for a fallback page. No query for pages of ``pages_here``."""
    source = page.alias_of
    return (source.locale if source else page.locale).language_code


def pages_here(ids: Iterable[int | None], locale: Locale, models: Iterable[type[Page]] = ()) -> PagesHere:
    """The pages of ``ids`` in ``locale``, and the first page there of each of ``models``; one query for all."""
    wanted = {pk for pk in ids if pk}
    kinds = {ContentType.objects.get_for_model(model).pk: model for model in models}
    if not wanted and not kinds:
        return PagesHere()
    keys = Page.objects.filter(pk__in=wanted).values("translation_key")
    here = Q(translation_key__in=keys) | Q(content_type__in=kinds)
    rows = (
        Page.objects.filter(Q(pk__in=wanted) | Q(here, locale=locale))
        .select_related("locale", "alias_of__locale")
        .order_by("path")
    )
    by_key: dict[object, Page] = {}
    key_of: dict[int, object] = {}
    found = PagesHere()
    for page in rows:
        if page.pk in wanted:
            key_of[page.pk] = page.translation_key
        if page.locale_id == locale.pk and page.live:
            by_key[page.translation_key] = page
            if page.content_type_id in kinds:
                found.by_model.setdefault(kinds[page.content_type_id], page)
    found.by_id.update({pk: by_key[key] for pk, key in key_of.items() if key in by_key})
    return found
