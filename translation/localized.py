"""Pages and snippets of wagtail-localize, as things of the desk."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.admin.utils import quote
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, QuerySet
from django.urls import reverse
from wagtail.models import DraftStateMixin, Locale, Page, RevisionMixin
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource
from wagtail_localize.operations import translate_object
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from core.models import BasePage, LanguageSettings
from translation.addresses import keep_address
from translation.kinds import Carried, Said, Thing, Version
from translation.passages import Passage

PAGES = Page._meta.label_lower
"""The code of pages."""
KEPT = "kept"
"""Name of the tool of a text that was taken along to an edited source. Saving it in the editor takes the name away."""
MEMORY = "memory"
"""The same for a text the memory had (``translation.memory``)."""
_ADDRESS = "slug"
AUTHOR = "_written_by"
_SAID = ("data", "translation_type", "tool_name", "last_translated_by", "has_error", "field_error")
"""What is other than before in a text that is written anew."""


def passages_of(instance: Any) -> list[Passage]:
    """What there is to translate in it: not the address, which may stay, nor what has no word in it."""
    segments = (one for one in extract_segments(instance) if isinstance(one, StringSegmentValue))
    found = (Passage(one.path, one.string.data) for one in segments if one.path != _ADDRESS)
    return [one for one in found if one.words]


@dataclass(frozen=True, slots=True)
class Localized:
    """Things of one model with a ``translation_key``: pages of the portal, or a snippet."""

    model: type[Any]

    @property
    def code(self) -> str:
        return self.model._meta.label_lower

    def _rows(self) -> QuerySet:
        rows = self.model._default_manager.all()
        return rows.filter(depth__gt=1) if self.model is Page else rows

    def keys(self) -> Iterable[str]:
        return [str(key) for key in self._rows().order_by().values_list("translation_key", flat=True).distinct()]

    def read(self, key: str, source: int | None) -> Thing | None:
        rows = self._instances(key)
        begun = {one.target_locale_id: one for one in _translations(key)}
        original = _original(rows, begun, source)
        if original is None:
            return None
        said = _said(key) if begun else {}
        others = (row for row in rows if row.pk != original.pk)
        # A draft that was sent to be translated is worked on; a text that was taken back waits.
        waits_for_translation = bool(begun) and getattr(original, "first_published_at", None) is None
        return Thing(
            title=_title(original),
            content_type=ContentType.objects.get_for_model(type(original)).pk,
            source=original.locale_id,
            source_pk=str(original.pk),
            live=_is_read(original) or waits_for_translation,
            passages=passages_of(original),
            versions={row.locale_id: self._version(row, original, begun.get(row.locale_id), said) for row in others},
            changed_at=getattr(original, "last_published_at", None),
        )

    def _instances(self, key: str) -> list[Any]:
        rows = self._rows().filter(translation_key=UUID(key)).select_related("locale")
        if issubclass(self.model, RevisionMixin):
            rows = rows.annotate(**{AUTHOR: F("latest_revision__user")})
        if self.model is not Page:
            return list(rows)
        return [page for page in rows.specific() if isinstance(page, BasePage)]

    def _version(self, row: Any, original: Any, begun: Translation | None, said: Mapping[int, Any]) -> Version:
        if getattr(row, "alias_of_id", None):
            return Version(str(row.pk), own=False, live=row.live)
        live = _is_read(row)
        shown = passages_of(row) if live else []
        if begun is not None:
            texts = said.get(row.locale_id, {})
            return Version(str(row.pk), True, live, (), frozenset(one.text for one in shown), texts)
        newer = (getattr(row, "latest_revision_id", 0) or 0) >= (getattr(original, "live_revision_id", 0) or 0)
        texts = _as_it_stands(row, shown)
        author = getattr(row, AUTHOR, None)
        return Version(str(row.pk), True, live, texts, frozenset(one.text for one in shown), newer=newer, author=author)

    def carry(self, key: str, source: int, texts: Carried, remembered: Carried) -> bool:
        kept = TranslationSource.objects.filter(object_id=key, locale_id=source, translations__enabled=True)
        original = kept.select_related("locale").first()
        if original is None:
            return False
        instance = original.get_source_instance()
        told = set(original.stringsegment_set.values_list("context__path", "string__data"))
        if _is_read(instance) and {(one.path, one.text) for one in passages_of(instance)} != {
            pair for pair in told if pair[0] != _ADDRESS and Passage(*pair).words
        }:
            original.update_from_db()
            for one in original.translations.filter(enabled=True).select_related("source", "target_locale"):
                keep_address(one)
        segments = {
            (one.context.path, one.string.data): one
            for one in StringSegment.objects.filter(source=original).select_related("context", "string")
        }
        by_machine = _by_machine(key) if texts else frozenset()
        rows = [
            StringTranslation(
                translation_of_id=segments[where].string_id,
                context_id=segments[where].context_id,
                locale_id=locale,
                data=text,
                # What only a machine has written is not read by being taken along.
                translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE
                if tool == KEPT and (locale, text) in by_machine
                else StringTranslation.TRANSLATION_TYPE_MANUAL,
                tool_name=tool,
            )
            for tool, told in ((KEPT, texts), (MEMORY, remembered))
            for locale, wanted in told.items()
            for where, text in wanted.items()
            if where in segments
        ]
        StringTranslation.objects.bulk_create(rows, ignore_conflicts=True)
        return bool(rows)

    def say(
        self, key: str, locale: int, texts: Mapping[tuple[str, str], str], user: Any, *, machine: bool = False
    ) -> Sequence[tuple[str, str]]:
        segments = {
            (one.context.path, one.string.data): one
            for one in StringSegment.objects.filter(
                source__object_id=key, source__translations__target_locale=locale, source__translations__enabled=True
            ).select_related("context", "string")
        }
        kind = StringTranslation.TRANSLATION_TYPE_MACHINE if machine else StringTranslation.TRANSLATION_TYPE_MANUAL
        rows = []
        for where in texts.keys() & segments.keys():
            place: dict[str, Any] = {
                "translation_of_id": segments[where].string_id,
                "context_id": segments[where].context_id,
                "locale_id": locale,
            }
            if texts[where]:
                says = {"data": texts[where], "translation_type": kind, "last_translated_by": user}
                rows.append(StringTranslation(**place, **says))
            else:
                StringTranslation.objects.filter(**place).delete()
        # wagtail-localize looks at links and tags when one is saved; who comes here has looked (``translation.writing``).
        StringTranslation.objects.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["locale", "translation_of", "context"],
            update_fields=[*_SAID, "updated_at"],
        )
        return [where for where in texts if where not in segments]

    def begin(self, source_pk: str, locale: int, user: Any) -> None:
        original = self.model._default_manager.get(pk=source_pk)
        original = original.specific if isinstance(original, Page) else original
        translate_object(original, [Locale.objects.get(pk=locale)], user=user)

    def form_url(self, content_type: ContentType, source_pk: str, target_pk: str, language: str) -> str:
        model: Any = content_type.model_class()
        if self.model is Page:
            if target_pk:
                return reverse("wagtailadmin_pages:edit", args=[target_pk])
            return f"{reverse('wagtail_localize:submit_page_translation', args=[source_pk])}?select_locale={language}"
        if target_pk:
            return reverse(model.snippet_viewset.get_url_name("edit"), args=[quote(target_pk)])
        label = (model._meta.app_label, model._meta.model_name, quote(source_pk))
        return f"{reverse('wagtail_localize:submit_snippet_translation', args=label)}?select_locale={language}"


def _title(instance: Any) -> str:
    """None for the one thing of its kind, which is called as its kind is."""
    return "" if isinstance(instance, LanguageSettings) else str(getattr(instance, "title", instance))[:255]


def _is_live(row: Any) -> bool:
    return row.live if isinstance(row, DraftStateMixin) else True


def _is_read(row: Any) -> bool:
    """Whether readers read its own text: a version taken back shows that of another language."""
    return _is_live(row) and not getattr(row, "is_fallback", False)


def _as_it_stands(row: Any, shown: list[Passage]) -> list[Passage]:
    """Its texts with what is not published yet."""
    if getattr(row, "has_unpublished_changes", False) and row.latest_revision:
        return passages_of(row.latest_revision.as_object())
    return shown or passages_of(row)


def _translations(key: str) -> QuerySet:
    rows = Translation.objects.filter(source__object_id=key, enabled=True)
    return rows.select_related("source").order_by("pk")


def _original(rows: list[Any], begun: Mapping[int, Translation], known: int | None) -> Any:
    """The version the others are made of: the one it was until now, the one sent to be translated, the one published first."""
    written = [row for row in rows if not getattr(row, "alias_of_id", None)]
    by_locale = {row.locale_id: row for row in written}
    sent = next((one.source.locale_id for one in begun.values() if one.source.locale_id in by_locale), None)
    if known in by_locale or sent is not None:
        return by_locale[known if known in by_locale else sent]
    real = [row for row in written if _is_read(row)]
    # A fallback page has copied when its original was published first, and may be a page of its own since.
    return min(real, key=_first_published, default=None)


def _first_published(row: Any) -> tuple[float, int]:
    at = getattr(row, "first_published_at", None)
    return (at.timestamp() if at else float("inf"), row.pk)


def _by_machine(key: str) -> frozenset[tuple[int, str]]:
    """``(locale, text)`` nobody has saved since a machine wrote it."""
    rows = StringTranslation.objects.filter(context__object_id=key)
    return frozenset(
        rows.filter(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE).values_list("locale", "data")
    )


def _said(key: str) -> dict[int, dict[tuple[str, str], Said]]:
    """By locale; texts with an error are not used on the page, so they count for nothing."""
    found: dict[int, dict[tuple[str, str], Said]] = {}
    rows = StringTranslation.objects.filter(context__object_id=key, has_error=False)
    for row in rows.select_related("translation_of", "context"):
        found.setdefault(row.locale_id, {})[row.context.path, row.translation_of.data] = Said(
            row.data,
            row.translation_type == StringTranslation.TRANSLATION_TYPE_MACHINE,
            row.tool_name == KEPT,
            row.tool_name == MEMORY,
            row.last_translated_by_id,
            row.updated_at,
        )
    return found
