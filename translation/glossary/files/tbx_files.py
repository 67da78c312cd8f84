"""The glossary in TBX (ISO 30042): written as TBX-Basic in DCA style, read in DCA, DCT and the older TBX of 2008.

Whether a term is confirmed has no category in TBX-Basic: a note of fixed words says it.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from core.i18n.languages import LANGUAGES
from core.slugs import slug_of
from translation.exchange.mistakes import FileError, Mistake, refuse
from translation.exchange.xml_tree import Node, in_xml, parsed
from translation.glossary.files.contents import MAX_TERMS, Sent, SentConcept, SentTerm, doubled_in, stamp
from translation.models import Concept, ConceptTerm
from translation.models.glossary import Status

ROOTS = {"tbx", "martif", "TBX"}
ENTRY, LANGUAGE, TERM = {"conceptEntry", "termEntry"}, {"langSec", "langSet"}, {"termSec", "tig", "ntig"}
CONFIRMED, PROPOSAL = "confirmed by a native speaker or read in the source", "to be confirmed by a native speaker"
_SUFFIX = "Term-admn-sts"
_STATUS = {
    **{f"{status}{_SUFFIX}": status.value for status in Status},
    f"superseded{_SUFFIX}": Status.DEPRECATED.value,
    **{status.value: status.value for status in Status},
}
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_TERM_ID = re.compile(r"t-(\d{1,18})")
_LAYOUT = {"term", "text", "body", "back", "date", "transac", "ref"}


def write(concepts: Iterable[Concept]) -> str:
    """The whole document."""
    return "\n".join(_document(concepts)) + "\n"


def _document(concepts: Iterable[Concept]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<tbx xmlns="urn:iso:std:iso:30042:ed-2" style="dca" type="TBX-Basic" xml:lang="en">'
    yield "<tbxHeader><fileDesc><titleStmt><title>Glossary</title></titleStmt><sourceDesc><p>Keep in Pact</p></sourceDesc></fileDesc></tbxHeader>"
    yield "<text><body>"
    for concept in concepts:
        yield from _concept_entry(concept)
    yield "</body></text>"
    yield "</tbx>"


def _concept_entry(concept: Concept) -> Iterator[str]:
    yield f'<conceptEntry id="c-{in_xml(concept.key)}">'
    if concept.source:
        yield f'<admin type="source">{in_xml(concept.source)}</admin>'
    if concept.uri:
        yield f'<xref type="externalCrossReference" target="{in_xml(concept.uri)}">{in_xml(concept.uri)}</xref>'
    if concept.note:
        yield f"<note>{in_xml(concept.note)}</note>"
    yield f'<transacGrp><transac type="transactionType">modification</transac><date>{stamp(concept.changed_at)}</date></transacGrp>'
    for language in LANGUAGES:
        definition, terms = concept.definition_in(language), concept.terms_in(language)
        if definition or terms:
            yield f'<langSec xml:lang="{language}">'
            if definition:
                yield f'<descripGrp><descrip type="definition">{in_xml(definition)}</descrip></descripGrp>'
            yield from map(_term_section, terms)
            yield "</langSec>"
    yield "</conceptEntry>"


def _term_section(term: ConceptTerm) -> str:
    source = f'<admin type="source">{in_xml(term.source)}</admin>' if term.source else ""
    return (
        f'<termSec id="t-{term.pk}"><term>{in_xml(term.text)}</term>'
        f'<termNote type="administrativeStatus">{term.status}{_SUFFIX}</termNote>{source}'
        f"<note>{CONFIRMED if term.confirmed else PROPOSAL}</note></termSec>"
    )


def _category(node: Node) -> str:
    """What the element says of its thing: its type (DCA), or its own name (DCT)."""
    return node.attributes.get("type") or node.name


def _said(node: Node) -> Iterator[Node]:
    """The elements directly below, those in groups (``descripGrp``) too."""
    for child in node.children:
        if child.name.endswith("Grp"):
            yield from child.children
        else:
            yield child


def read(data: bytes) -> Sent:
    """What the document says. Raises FileError with the lines that are wrong."""
    body = _body(parsed(data))
    sent, mistakes = Sent(), []
    keys: set[str] = set()
    for entry in body.all(ENTRY):
        concept = SentConcept(entry.line, _key(entry))
        if not concept.key:
            mistakes.append(Mistake(entry.line, _("the concept has no id.")))
        elif concept.key in keys:
            mistakes.append(Mistake(entry.line, _("the concept %(key)s stands there twice.") % {"key": concept.key}))
        keys.add(concept.key)
        mistakes += _filled(concept, sent, entry)
        sent.concepts.append(concept)
    refuse(mistakes)
    refuse(list(doubled_in(sent)))
    if sum(len(concept.terms) for concept in sent.concepts) > MAX_TERMS:
        raise FileError(_("The file has more than %(n)s terms. Send it in parts.") % {"n": MAX_TERMS})
    return sent


def _body(root: Node) -> Node:
    texts = root.all({"text"}) if root.name in ROOTS else []
    bodies = [body for text in texts for body in text.all({"body"})]
    if not bodies:
        raise FileError(_("The file is no TBX. Start from the file you download here."))
    return bodies[0]


def _key(entry: Node) -> str:
    found = entry.attributes.get("id", "").removeprefix("c-")
    return found if _KEY.fullmatch(found) else slug_of(found)[:60].strip("-")


def _filled(concept: SentConcept, sent: Sent, entry: Node) -> Iterator[Mistake]:
    for node in _said(entry):
        if _category(node) in {"source", "note"}:
            concept.facts.setdefault(_category(node), node.text)
        elif _category(node) == "externalCrossReference":
            concept.facts.setdefault("uri", node.attributes.get("target") or node.text)
        elif node.name == "date":
            concept.version = node.text.strip()
        elif node.name not in LANGUAGE | _LAYOUT:
            sent.unknown.append((node.line, _category(node)))
    seen: set[str] = set()
    for section in entry.all(LANGUAGE):
        written = section.attributes.get("lang", "")
        language = written.split("-")[0].casefold()
        if language not in LANGUAGES:
            sent.unknown.append((section.line, written or section.name))
        elif language in seen:
            yield Mistake(section.line, _("the language %(language)s stands there twice.") % {"language": written})
        else:
            seen.add(language)
            yield from _language_into(concept, sent, section, language)
    concept.facts = {name: text for name, text in concept.facts.items() if text.strip()}


def _language_into(concept: SentConcept, sent: Sent, section: Node, language: str) -> Iterator[Mistake]:
    for node in _said(section):
        if _category(node) == "definition" and node.text.strip():
            concept.definitions[language] = node.text
        elif node.name not in TERM | _LAYOUT and _category(node) != "definition":
            sent.unknown.append((node.line, _category(node)))
    for one in section.all(TERM):
        terms = [node for node in _said(one) if node.name == "term"]
        if len(terms) != 1 or not terms[0].text.strip() or terms[0].children:
            yield Mistake(one.line, _("here stands no term, or one with markup."))
        else:
            concept.terms.append(_term(sent, one, language, terms[0].text))


def _term(sent: Sent, section: Node, language: str, text: str) -> SentTerm:
    said: dict[str, Any] = {}
    for node in _said(section):
        written = node.text.strip()
        if _category(node) == "administrativeStatus" and written in _STATUS:
            said["status"] = _STATUS[written]
        elif _category(node) == "source":
            said["source"] = node.text
        elif _category(node) == "note" and written in {CONFIRMED, PROPOSAL}:
            said["confirmed"] = written == CONFIRMED
        elif node.name not in _LAYOUT:
            sent.unknown.append((node.line, f"{_category(node)}: {written[:60]}"))
    number = _TERM_ID.fullmatch(section.attributes.get("id", ""))
    return SentTerm(section.line, language, text, int(number[1]) if number else None, **said)
