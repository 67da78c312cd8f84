"""Labels of vocabularies an administrator has added (``core.terms``), as things of the desk."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.urls import reverse
from wagtail.log_actions import log
from wagtail.models import Locale
from wagtail.permissions import policy_registry

from core.i18n.languages import LANGUAGES, X_DEFAULT
from core.models.terms import Term
from core.models.texts import active_locales
from translation.kinds import Carried, Thing, Version, register
from translation.models import mark
from translation.passages import plain_passage, plain_text

LABEL = "label"


class Labels:
    """Terms of the portal's own have their words in its catalogues; what differs from those is a decision, not a debt."""

    code = Term._meta.label_lower

    def keys(self) -> Iterable[str]:
        return [str(one.pk) for one in _terms() if not one.is_built_in]

    def read(self, key: str, source: int | None) -> Thing | None:
        term = next((one for one in _terms() if str(one.pk) == key), None)
        if term is None or term.is_built_in:
            return None
        labels = {code: text for code, text in term.labels.items() if text}
        locales = {code: locale.pk for code, locale in active_locales().items()}
        known = next((code for code, pk in locales.items() if pk == source), "")
        original = next((code for code in (known, X_DEFAULT, *LANGUAGES) if code in labels), "")
        if original not in locales:
            return None
        return Thing(
            title=labels[original][:255],
            content_type=ContentType.objects.get_for_model(term, for_concrete_model=False).pk,
            source=locales[original],
            source_pk=key,
            live=not term.withdrawn,
            passages=[plain_passage(LABEL, labels[original])],
            versions={
                pk: _version(key, labels.get(code, ""), term.drafts.get(code))
                for code, pk in locales.items()
                if code != original
            },
        )

    def carry(self, key: str, source: int, texts: Carried, remembered: Carried) -> bool:
        """Nobody works on a copy."""
        return False

    @transaction.atomic
    def say(
        self, key: str, locale: int, texts: Mapping[tuple[str, str], str], user: Any, *, machine: bool = False
    ) -> Sequence[tuple[str, str]]:
        term, language = _locked(key), _code(locale)
        for (path, _source), text in texts.items():
            if term is not None and path == LABEL:
                term.drafts[language] = plain_text(text)
                if term.drafts[language] == term.labels.get(language, ""):
                    del term.drafts[language]
        if term is None:
            return list(texts)
        term.save(update_fields=["drafts"])
        return [where for where in texts if where[0] != LABEL]

    def as_read(self, path: str, text: str) -> str:
        return plain_passage(path, plain_text(text)).text

    def closed(self, key: str, user: Any) -> str:
        return ""

    def may_publish(self, user: Any, thing: Any) -> bool:
        return policy_registry.get(thing).user_has_permission_for_instance(user, "change", thing)

    @transaction.atomic
    def publish(self, key: str, locale: int, user: Any) -> bool:
        """As the Protocol says. Raises ValidationError for a name another term has."""
        term, language = _locked(key), _code(locale)
        if term is None or language not in term.drafts:
            return False
        label = term.drafts.pop(language)
        if label:
            term.refuse_taken(language, label)
        labels = term.labels | {language: label}
        term.labels = {code: text for code, text in labels.items() if text}
        term.save(update_fields=["labels", "drafts"])
        log(instance=term, action="wagtail.edit", user=user)
        return True

    def form_url(self, content_type: ContentType, source_pk: str, target_pk: str, language: str) -> str:
        model: Any = content_type.model_class()
        return reverse(model.snippet_viewset.get_url_name("edit"), args=[source_pk])


def _terms() -> list[Term]:
    """All terms, each as a row of its vocabulary."""
    return [
        one for model in Term.__subclasses__() for one in model._default_manager.filter(scheme=model.vocabulary.scheme)
    ]


def _locked(key: str) -> Term | None:
    Term.objects.select_for_update().filter(pk=key).first()
    return next((one for one in _terms() if str(one.pk) == key), None)


def _code(locale: int) -> str:
    return Locale.objects.get(pk=locale).language_code


def _version(key: str, label: str, draft: str | None) -> Version:
    """``draft``: what nobody has published yet, ``None`` without one."""
    written = label if draft is None else draft
    if not label and not written:
        return Version(key, own=False, live=True)
    shown = frozenset({plain_passage(LABEL, label).text} if label else ())
    return Version(key, True, bool(label), [plain_passage(LABEL, written)] if written else [], shown)


def _changed(sender: Any, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, Term):
        mark(Labels.code, [instance.pk])


def connect() -> None:
    """Called once when the app is ready."""
    register(Labels())
    for signal in (post_save, post_delete):
        signal.connect(_changed, dispatch_uid=f"translation.labels.{id(signal)}")
