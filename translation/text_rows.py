"""Things whose texts stand in rows, one for each language, below facts that stand once: centres, organisations."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import quote
from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_delete, post_save
from django.urls import reverse
from wagtail.fields import RichTextField
from wagtail_localize.strings import extract_strings

from core.i18n.languages import LANGUAGES, X_DEFAULT
from core.models import TextRow
from core.models.texts import active_locales
from translation.kinds import Carried, Thing, Version, register
from translation.models import mark
from translation.passages import Passage


@dataclass(frozen=True, slots=True)
class TextRows:
    """Things of a model with ``texts``; ``fields`` are those of a row that say something, names of the thing left out."""

    model: type[Any]
    fields: Sequence[str]

    @property
    def code(self) -> str:
        return self.model._meta.label_lower

    def keys(self) -> Iterable[str]:
        written = self.model._default_manager.filter(texts__isnull=False).order_by()
        return [str(pk) for pk in written.values_list("pk", flat=True).distinct()]

    def read(self, key: str, source: int | None) -> Thing | None:
        """What nobody has written about says the same facts in every language: there is nothing to translate."""
        thing = self.model._default_manager.filter(pk=key).first()
        shown = _rows(thing) if thing else {}
        if thing is None or not shown:
            return None
        is_draft = thing.has_unpublished_changes and thing.latest_revision
        written = _rows(thing.latest_revision.as_object()) if is_draft else shown
        locales = {code: locale.pk for code, locale in active_locales().items()}
        original = _original(thing, shown, next((code for code, pk in locales.items() if pk == source), ""))
        if original not in locales:
            return None
        return Thing(
            title=str(thing)[:255],
            content_type=ContentType.objects.get_for_model(self.model).pk,
            source=locales[original],
            source_pk=key,
            live=thing.live,
            passages=self._passages(shown[original]),
            versions={
                pk: self._version(thing, shown.get(code), written.get(code))
                for code, pk in locales.items()
                if code != original
            },
            changed_at=thing.last_published_at,
        )

    def _version(self, thing: Any, shown: TextRow | None, written: TextRow | None) -> Version:
        if shown is None and written is None:
            return Version(str(thing.pk), own=False, live=thing.live)
        read = frozenset(one.text for one in self._passages(shown)) if shown and thing.live else frozenset()
        return Version(str(thing.pk), True, bool(shown) and thing.live, self._passages(written or shown), read)

    def _passages(self, row: TextRow | None) -> list[Passage]:
        return [one for name in self.fields if row for one in _texts(row, name) if one.words]

    def carry(self, key: str, source: int, texts: Carried, remembered: Carried) -> bool:
        """Nobody works on a copy: the form shows all languages."""
        return False

    def form_url(self, content_type: Any, source_pk: str, target_pk: str, language: str) -> str:
        return reverse(self.model.snippet_viewset.get_url_name("edit"), args=[quote(source_pk)])


def _rows(thing: Any) -> dict[str, Any]:
    return {row.language: row for row in thing.texts.all()}


def _original(thing: Any, rows: Mapping[str, Any], known: str) -> str:
    """The language it was written in until now, the one of the thing itself, English, or the first of the house's order."""
    order = (known, getattr(thing, "source_language", ""), X_DEFAULT, *LANGUAGES)
    return next((code for code in order if code in rows), "")


def _texts(row: TextRow, name: str) -> Iterable[Passage]:
    text = getattr(row, name) or ""
    if isinstance(row._meta.get_field(name), RichTextField):
        return [Passage(name, string.data) for string, _attributes in extract_strings(text)[1]]
    return [Passage(name, text)]


def translated(model: type[Any], fields: Sequence[str]) -> None:
    """Puts things with text rows on the desk. Rooms call it when they are ready."""
    kind = TextRows(model, tuple(fields))
    register(kind)

    def changed(sender: Any, instance: Any, **kwargs: Any) -> None:
        mark(kind.code, [instance.pk])

    for signal in (post_save, post_delete):
        signal.connect(changed, sender=model, weak=False, dispatch_uid=f"translation.{id(signal)}.{kind.code}")
