"""Things whose texts stand in rows, one for each language, below facts that stand once: centres, organisations."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.admin.utils import quote
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField
from wagtail.models import Locale, Revision, TaskState
from wagtail.permissions import policy_registry
from wagtail_localize.strings import StringValue

from core.i18n.languages import LANGUAGES, X_DEFAULT
from core.models import TextRow
from core.models.texts import active_locales
from translation.kinds import Carried, Thing, Version, register
from translation.models import Item, Rendering, mark
from translation.passages import Passage, plain_passage, plain_text
from translation.rich_rows import passages_of, with_passages

SITTING = timedelta(hours=1)
"""What one person writes within it stands in one version of the thing, not in one for each pause in typing."""
_CHANGES_BY_ITSELF = {
    *("live", "has_unpublished_changes", "first_published_at", "last_published_at", "latest_revision", "live_revision"),
    *("locked", "locked_at", "locked_by", "expired", "created_at", "updated_at", "wagtail_admin_comments", "texts"),
}
"""Facts of a thing nobody writes in a form."""


@dataclass(frozen=True, slots=True)
class TextRows:
    """Things of a model with ``texts``; ``fields`` are those of a row that say something, names of the thing left out."""

    model: type[Any]
    fields: Sequence[str]

    @property
    def code(self) -> str:
        return self.model._meta.label_lower

    @property
    def row(self) -> type[Any]:
        """The model of the rows."""
        return self.model.texts.rel.related_model

    def keys(self) -> Iterable[str]:
        written = self.model._default_manager.filter(texts__isnull=False).order_by()
        return [str(pk) for pk in written.values_list("pk", flat=True).distinct()]

    def read(self, key: str, source: int | None) -> Thing | None:
        """What nobody has written about says the same facts in every language: there is nothing to translate."""
        thing = self.model._default_manager.filter(pk=key).first()
        shown = _rows(thing) if thing else {}
        if thing is None or not shown:
            return None
        draft = _draft(thing)
        written = _rows(draft) if draft else shown
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
        return [one for name in self.fields if row for one in self._texts(row, name) if one.words]

    def _texts(self, row: TextRow, name: str) -> Iterable[Passage]:
        text = getattr(row, name) or ""
        return passages_of(name, text) if self._is_rich(name) else [plain_passage(name, text)]

    def _is_rich(self, name: str) -> bool:
        return isinstance(self.row._meta.get_field(name), RichTextField)

    def carry(self, key: str, source: int, texts: Carried, remembered: Carried) -> bool:
        """Nobody works on a copy."""
        return False

    def form_url(self, content_type: Any, source_pk: str, target_pk: str, language: str) -> str:
        return reverse(self.model.snippet_viewset.get_url_name("edit"), args=[quote(source_pk)])

    @transaction.atomic
    def say(
        self, key: str, locale: int, texts: Mapping[tuple[str, str], str], user: Any, *, machine: bool = False
    ) -> Sequence[tuple[str, str]]:
        thing = self._locked(key)
        item = Item.objects.select_related("locale").filter(kind=self.code, key=key).first()
        original = _rows(thing).get(item.locale.language_code) if thing and item else None
        if item is None or original is None:
            return list(texts)
        draft = _draft(thing) or thing
        language = _code(locale)
        row = _rows(draft).get(language) or self.row(language=language)
        homeless = []
        for name in {path for path, _source in texts}:
            said = {source: text for (path, source), text in texts.items() if path == name}
            if name not in self.fields:
                homeless += [(name, source) for source in said]
            elif self._is_rich(name):
                before = _answers(item, locale, name)
                html = with_passages(getattr(row, name) or "", getattr(original, name) or "", before, said)
                setattr(row, name, html)
            else:
                setattr(row, name, plain_text(next(iter(said.values()))))
        if row.pk is None and not any(getattr(row, name) for name in (*self.fields, "name")):
            draft.texts.remove(row)
        else:
            draft.texts.add(row)
        # What is wrong with other facts of a draft is told to whoever publishes them.
        draft.save_revision(user=user, clean=False, log_action=True, overwrite_revision=_of_this_sitting(thing, user))
        return homeless

    def as_read(self, path: str, text: str) -> str:
        if path in self.fields and self._is_rich(path):
            return StringValue.from_translated_html(text).data
        return plain_passage(path, plain_text(text)).text

    def closed(self, key: str, user: Any) -> str:
        """As its form is: to all others while somebody has locked it or decides about it."""
        thing = self.model._default_manager.filter(pk=key).first()
        lock = thing.get_lock() if thing else None
        return strip_tags(lock.get_message(user)) if lock and lock.for_user(user) else ""

    def may_publish(self, user: Any, thing: Any) -> bool:
        return policy_registry.get(thing).user_has_permission_for_instance(user, "publish", thing)

    @transaction.atomic
    def publish(self, key: str, locale: int, user: Any) -> bool:
        """As the Protocol says. Raises ValidationError for a row that lacks what it needs, and beside a review of more."""
        thing, language = self._locked(key), _code(locale)
        draft = _draft(thing) if thing else None
        written = _rows(draft).get(language) if draft else None
        if written is None:
            return False
        waits = thing.latest_revision if self._says_more(draft, thing, language) else None
        if waits and thing.workflow_in_progress:
            raise ValidationError(
                _(
                    "Other changes to “%(name)s” are in review together with these texts. They are published with that review."
                )
                % {"name": thing}
            )
        row = _rows(thing).get(language) or self.row(language=language)
        for field in row._meta.fields:
            if field.name not in (row._meta.pk.name, "language", _parent(self.row)):
                setattr(row, field.attname, getattr(written, field.attname))
        row.clean_fields(exclude=[row._meta.pk.name, _parent(self.row)])
        thing.texts.add(row)
        # Who approves a language shows its texts without a right over the thing itself.
        shown = thing.save_revision(user=user, clean=False, log_action=True)
        shown.publish(user=user, skip_permission_checks=True)
        if waits:
            self._keep_waiting(waits, language)
        return True

    def _keep_waiting(self, before: Revision, language: str) -> None:
        """The draft as it was, of what nobody has published."""
        draft = before.as_object()
        draft.texts.remove(_rows(draft)[language])
        draft.texts.add(self.row._default_manager.get(**{_parent(self.row): draft.pk}, language=language))
        draft.save_revision(user=before.user, clean=False, approved_go_live_at=before.approved_go_live_at)

    def _says_more(self, draft: Any, thing: Any, language: str) -> bool:
        """Whether a draft has changes besides the texts in a language."""
        return self._rest(draft, language) != self._rest(thing, language)

    def _rest(self, thing: Any, language: str) -> Any:
        said = thing.serializable_data()
        facts = {name: value for name, value in said.items() if name not in _CHANGES_BY_ITSELF}
        texts = sorted(((row["language"], row) for row in said["texts"] if row["language"] != language), key=str)
        return facts, [{name: value for name, value in row.items() if name != "pk"} for _code, row in texts]

    def _locked(self, key: str) -> Any:
        return self.model._default_manager.select_for_update().filter(pk=key).first()


def _draft(thing: Any) -> Any:
    """The last version with what is not published; ``None`` where all is."""
    is_draft = thing.has_unpublished_changes and thing.latest_revision
    return thing.latest_revision.as_object() if is_draft else None


def _of_this_sitting(thing: Any, user: Any) -> Revision | None:
    """The draft ``user`` has just written, if nobody has begun to decide about it and it waits for no day."""
    last = thing.latest_revision if thing.has_unpublished_changes else None
    if last is None or user is None or last.user_id != user.pk or last.approved_go_live_at:
        return None
    fresh = last.created_at > timezone.now() - SITTING and last.pk != thing.live_revision_id
    return last if fresh and not TaskState.objects.filter(revision=last).exists() else None


def _answers(item: Item, locale: int, path: str) -> dict[str, str]:
    """``{text of the original: text of the language}`` in one field."""
    rows = Rendering.objects.filter(segment__item=item, segment__path=path, segment__order__isnull=False, locale=locale)
    return dict(rows.exclude(text="").values_list("segment__text", "text"))


def _parent(row: type[Any]) -> str:
    """The field of a row that names its thing."""
    return next(field.name for field in row._meta.fields if isinstance(field, ParentalKey))


def _code(locale: int) -> str:
    return Locale.objects.get(pk=locale).language_code


def _rows(thing: Any) -> dict[str, Any]:
    return {row.language: row for row in thing.texts.all()}


def _original(thing: Any, rows: Mapping[str, Any], known: str) -> str:
    """The language it was written in until now, the one of the thing itself, English, or the first of the house's order."""
    order = (known, getattr(thing, "source_language", ""), X_DEFAULT, *LANGUAGES)
    return next((code for code in order if code in rows), "")


def translated(model: type[Any], fields: Sequence[str]) -> None:
    """Puts things with text rows on the desk. Rooms call it when they are ready."""
    kind = TextRows(model, tuple(fields))
    register(kind)

    def changed(sender: Any, instance: Any, **kwargs: Any) -> None:
        mark(kind.code, [instance.pk])

    for signal in (post_save, post_delete):
        signal.connect(changed, sender=model, weak=False, dispatch_uid=f"translation.{id(signal)}.{kind.code}")
