"""Labels of vocabularies an administrator has added (``core.terms``), as things of the desk."""

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models.signals import post_delete, post_save
from django.urls import reverse

from core.i18n.languages import LANGUAGES, X_DEFAULT
from core.models.terms import Term
from core.models.texts import active_locales
from translation.kinds import Carried, Thing, Version, register
from translation.models import mark
from translation.passages import Passage

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
            passages=[Passage(LABEL, labels[original])],
            versions={pk: _version(key, labels.get(code, "")) for code, pk in locales.items() if code != original},
        )

    def carry(self, key: str, source: int, texts: Carried, remembered: Carried) -> bool:
        """The form shows all languages."""
        return False

    def form_url(self, content_type: ContentType, source_pk: str, target_pk: str, language: str) -> str:
        model: Any = content_type.model_class()
        return reverse(model.snippet_viewset.get_url_name("edit"), args=[source_pk])


def _terms() -> list[Term]:
    """All terms, each as a row of its vocabulary."""
    return [
        one for model in Term.__subclasses__() for one in model._default_manager.filter(scheme=model.vocabulary.scheme)
    ]


def _version(key: str, label: str) -> Version:
    if not label:
        return Version(key, own=False, live=True)
    return Version(key, True, True, [Passage(LABEL, label)], frozenset({label}))


def _changed(sender: Any, instance: Any, **kwargs: Any) -> None:
    if isinstance(instance, Term):
        mark(Labels.code, [instance.pk])


def connect() -> None:
    """Called once when the app is ready."""
    register(Labels())
    for signal in (post_save, post_delete):
        signal.connect(_changed, dispatch_uid=f"translation.labels.{id(signal)}")
