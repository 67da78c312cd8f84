"""What a file would change, shown before anything is written, and the writing of it: whole or not at all."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from core.i18n.languages import exonym
from translation.exchange.mistakes import Mistake, refuse
from translation.glossary.files.contents import Sent, SentConcept, SentTerm, stamp
from translation.glossary.writing import make_room, sign
from translation.models import Concept, ConceptDefinition, ConceptTerm
from translation.models.glossary import Status


class Kind(models.TextChoices):
    """What a line of the plan is."""

    NEW = "new", gettext_lazy("new")
    CHANGED = "changed", gettext_lazy("changed")
    CONFLICTING = "conflicting", gettext_lazy("conflicting")
    UNKNOWN = "unknown", gettext_lazy("unknown")


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the plan. ``why``: what makes it conflicting."""

    kind: Kind
    line: int
    concept: str
    language: str
    what: str
    before: str = ""
    after: str = ""
    why: str = ""

    @property
    def language_name(self) -> str:
        """In the active language."""
        return exonym(self.language) if self.language else ""


@dataclass(slots=True)
class _Work:
    """What is to be written of one concept, all of it checked."""

    concept: Concept
    definitions: list[ConceptDefinition] = field(default_factory=list)
    terms: list[tuple[ConceptTerm, list[str]]] = field(default_factory=list)
    facts: bool = False

    @property
    def is_something(self) -> bool:
        return bool(self.concept.pk is None or self.facts or self.definitions or self.terms)


@dataclass(slots=True)
class Plan:
    """``changes`` in the order of the file; ``missing``: terms here that the file does not have, which stay."""

    changes: list[Change] = field(default_factory=list)
    works: list[_Work] = field(default_factory=list)
    missing: int = 0

    def number(self, kind: Kind) -> int:
        """How many changes there are of a kind."""
        return sum(change.kind == kind for change in self.changes)

    @property
    def is_something(self) -> bool:
        """Whether there is anything to write."""
        return any(work.is_something for work in self.works)

    @property
    def digest(self) -> str:
        """Differs when another plan comes of the same file, as somebody has changed the glossary meanwhile."""
        said = [[str(value) for value in (c.kind, c.line, c.concept, c.what, c.before, c.after)] for c in self.changes]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:24]


def plan(sent: Sent) -> Plan:
    """What the file would change. Raises FileError with the lines nobody may write so."""
    known = {concept.key: concept for concept in Concept.objects.with_words()}
    made, mistakes = Plan(), []
    for concept in sent.concepts:
        mistakes += _planned(made, concept, known.get(concept.key))
    refuse(mistakes)
    made.changes += [Change(Kind.UNKNOWN, line, "", "", name) for line, name in sent.unknown]
    made.changes.sort(key=lambda change: change.line)
    sent_terms = {pk for concept in sent.concepts for pk in _met(concept, known.get(concept.key))}
    made.missing = sum(term.pk not in sent_terms for one in known.values() for term in one.terms.all())
    return made


@transaction.atomic
def write(made: Plan, user: Any) -> None:
    """Everything of the plan but what is conflicting or unknown."""
    for work in made.works:
        if not work.is_something:
            continue
        action = "wagtail.create" if work.concept.pk is None else "wagtail.edit"
        make_room(term.pk for term, _changed in work.terms)
        work.concept.save()
        for term, changed in work.terms:
            sign(term, user, changed)
        for row in (*work.definitions, *(term for term, _changed in work.terms)):
            row.concept_id = work.concept.pk
            row.save()
        log(instance=work.concept, action=action, user=user)


def _met(sent: SentConcept, concept: Concept | None) -> Iterator[int]:
    for term in sent.terms:
        if concept and (met := _here(term, list(concept.terms.all()))):
            yield met.pk


def _here(sent: SentTerm, terms: Iterable[ConceptTerm]) -> ConceptTerm | None:
    """The term that is meant: by its number, or by its words."""
    own = [term for term in terms if term.language == sent.language]
    text = " ".join(sent.text.split())
    by_number = next((term for term in own if sent.pk and term.pk == sent.pk), None)
    return by_number or next((term for term in own if term.text == text), None)


def _planned(made: Plan, sent: SentConcept, here: Concept | None) -> list[Mistake]:
    concept = here or Concept(key=sent.key)
    old = here is not None and bool(sent.version) and sent.version != stamp(here.changed_at)
    work, mistakes = _Work(concept), []
    if here is None:
        made.changes.append(Change(Kind.NEW, sent.line, sent.key, "", _("concept"), after=sent.key))
        mistakes += _checked(concept, sent.line, exclude=[*sent.facts])
    mistakes += _facts(made, work, sent, old)
    mistakes += _definitions(made, work, sent, old)
    mistakes += _terms(made, work, sent, old)
    made.works.append(work)
    return mistakes


def _facts(made: Plan, work: _Work, sent: SentConcept, old: bool) -> list[Mistake]:
    mistakes: list[Mistake] = []
    for name, text in sent.facts.items():
        before = getattr(work.concept, name)
        if before == text:
            continue
        label = str(Concept._meta.get_field(name).verbose_name)
        change = _change(sent.line, sent.key, "", label, before, text, old and bool(before))
        made.changes.append(change)
        if change.kind != Kind.CONFLICTING:
            setattr(work.concept, name, text)
            work.facts = True
            others = [one.name for one in Concept._meta.fields if one.name != name]
            mistakes += _checked(work.concept, sent.line, exclude=others)
    return mistakes


def _definitions(made: Plan, work: _Work, sent: SentConcept, old: bool) -> list[Mistake]:
    rows = {row.language: row for row in work.concept.definitions.all()} if work.concept.pk else {}
    mistakes: list[Mistake] = []
    for language, text in sent.definitions.items():
        row = rows.get(language) or ConceptDefinition(language=language)
        if row.text == text:
            continue
        line = next((term.line for term in sent.terms if term.language == language), sent.line)
        change = _change(line, sent.key, language, _("definition"), row.text, text, old and bool(row.text))
        made.changes.append(change)
        if change.kind != Kind.CONFLICTING:
            row.text = text
            work.definitions.append(row)
            mistakes += _checked(row, line, exclude=["concept"])
    return mistakes


def _terms(made: Plan, work: _Work, sent: SentConcept, old: bool) -> list[Mistake]:
    """The terms as they would stand, then those that cannot stand beside the others."""
    present = list(work.concept.terms.all()) if work.concept.pk else []
    mistakes: list[Mistake] = []
    ready: list[_Ready] = []
    for one in sent.terms:
        here = _here(one, present)
        term = here or ConceptTerm(language=one.language, status=_status_of_new(one, present))
        before, values = _as_values(term), _values(one, term)
        if here and values == {name: before[name] for name in values}:
            continue
        kind = Kind.CHANGED if here else Kind.NEW
        what = Change(kind, one.line, sent.key, one.language, _("term"), _shown(before) if here else "")
        if old and (here or one.pk):
            made.changes.append(
                replace(what, kind=Kind.CONFLICTING, after=_shown(before | values), why=_changed_here())
            )
            continue
        for name, value in values.items():
            setattr(term, name, value)
        mistakes += _checked(term, one.line, exclude=["concept"])
        ready.append(_Ready(replace(what, after=_shown(_as_values(term))), term, before))
        if here is None:
            present.append(term)
    _settle(made, work, present, ready)
    return mistakes


@dataclass(frozen=True, slots=True)
class _Ready:
    """A term with its new values, and those it had."""

    change: Change
    term: ConceptTerm
    before: dict[str, Any]

    @property
    def changed(self) -> list[str]:
        """Names of the values that differ; of a new term all."""
        return [name for name, value in _as_values(self.term).items() if not self.term.pk or value != self.before[name]]


def _settle(made: Plan, work: _Work, present: list[ConceptTerm], ready: list[_Ready]) -> None:
    """Takes back, from the end, what cannot stand beside the rest, until the rest can stand."""
    places = Counter(place for term in present for place in _places(term))
    while clash := next((one for one in reversed(ready) if any(places[p] > 1 for p in _places(one.term))), None):
        same_words = places[_places(clash.term)[0]] > 1
        why = _("the term stands there already") if same_words else _("another term is the preferred one")
        made.changes.append(replace(clash.change, kind=Kind.CONFLICTING, why=why))
        ready.remove(clash)
        places.subtract(_places(clash.term))
        if clash.term.pk:
            for name, value in clash.before.items():
                setattr(clash.term, name, value)
            places.update(_places(clash.term))
    made.changes += [one.change for one in ready]
    work.terms += [(one.term, one.changed) for one in ready]


def _places(term: ConceptTerm) -> list[tuple[str, str]]:
    """What only one term of a concept can hold: its words, and the place of the preferred term, in its language."""
    words = (term.language, term.text.casefold())
    return [words, (term.language, "")] if term.status == Status.PREFERRED else [words]


def _status_of_new(sent: SentTerm, present: list[ConceptTerm]) -> str:
    """Where the file does not say: the first one is preferred."""
    taken = any(term.language == sent.language and term.status == Status.PREFERRED for term in present)
    return Status.ADMITTED if taken else Status.PREFERRED


def _values(sent: SentTerm, term: ConceptTerm) -> dict[str, Any]:
    said = {"status": sent.status, "confirmed": sent.confirmed, "source": sent.source or None}
    return {"text": " ".join(sent.text.split())} | {name: value for name, value in said.items() if value is not None}


def _as_values(term: ConceptTerm) -> dict[str, Any]:
    return {name: getattr(term, name) for name in ("text", "status", "source", "confirmed")}


def _shown(values: dict[str, Any]) -> str:
    """A term in words: "advice · admitted · Cedefop · confirmed"."""
    confirmed = _("confirmed") if values["confirmed"] else _("to be confirmed")
    parts = (values["text"], str(Status(values["status"]).label), values["source"], confirmed)
    return " · ".join(part for part in parts if part)


def _changed_here() -> str:
    return _("somebody has changed it here since the file was made")


def _change(line: int, key: str, language: str, what: str, before: str, after: str, conflicting: bool) -> Change:
    if conflicting:
        return Change(Kind.CONFLICTING, line, key, language, what, before, after, _changed_here())
    return Change(Kind.CHANGED if before else Kind.NEW, line, key, language, what, before, after)


def _checked(instance: models.Model, line: int, exclude: list[str]) -> list[Mistake]:
    try:
        instance.full_clean(exclude=exclude, validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        return [
            Mistake(line, f"{_label(instance, name)}: {message}")
            for name, messages in error.message_dict.items()
            for message in messages
        ]
    return []


def _label(instance: models.Model, name: str) -> str:
    return str(instance._meta.get_field(name).verbose_name) if name != "__all__" else str(instance._meta.verbose_name)
