"""What must not be translated goes through a service unharmed, or the passage does not come back at all."""

import pytest

from tests.translation.machine.services import spoken
from translation.machine.asking import Wanted, chunks
from translation.machine.judging import fault
from translation.machine.providers.deepl import DeepL
from translation.machine.providers.etranslation import ETranslation
from translation.machine.providers.interface import Limits
from translation.machine.providers.libretranslate import LibreTranslate
from translation.machine.shielding import LostError, Shielded, shielded
from translation.models import Concept, ConceptTerm
from translation.vocabularies import MachineReason

pytestmark = pytest.mark.django_db
TEXTS = {
    "Write to office@example.org before 2027.": ["office@example.org", "2027"],
    "See https://example.org/a?b=1 and call +385123456.": ["https://example.org/a?b=1", "+385123456"],
    "Dear %(name)s, {{ number }} places are left.": ["%(name)s", "{{ number }}"],
    "About 1,500 people in 12 towns.": ["12"],
    "Fish &amp; chips, &#233;t&eacute; 24/7 in section A4.": [],
    'Open <a id="a1">the list of 2026</a>.': ["2026"],
}


@pytest.mark.parametrize("service", [DeepL, LibreTranslate, ETranslation])
@pytest.mark.parametrize("text", TEXTS)
def test_placeholders_addresses_and_numbers_come_back_as_they_went(text: str, service: type) -> None:
    one = shielded(text, "en", "hr", service.shield)
    assert list(one.kept) == TEXTS[text]
    said = one.opened(spoken(one.html))
    assert all(kept in said for kept in TEXTS[text])
    assert service.shield.split(" ")[0] not in said
    assert fault(text, "en", said, "hr", None) is None


@pytest.fixture
def term() -> Concept:
    concept = Concept.objects.create(key="cork-oak")
    ConceptTerm.objects.create(concept=concept, language="en", text="cork oak", confirmed=True)
    ConceptTerm.objects.create(concept=concept, language="hr", text="hrast plutnjak", confirmed=True)
    return concept


def test_a_confirmed_term_is_written_as_the_glossary_says(term: Concept) -> None:
    one = shielded("Cork oak is not a <b>cork oak</b> of ours.", "en", "hr", DeepL.shield)
    assert one.kept == ("Hrast plutnjak", "hrast plutnjak")
    assert one.opened(spoken(one.html)) == "Hrast plutnjak xis xnot xa <b>hrast plutnjak</b> xof xours."


def test_a_proposal_is_forced_upon_nobody(term: Concept) -> None:
    term.terms.filter(language="hr").update(confirmed=False)
    term.save()
    assert shielded("A cork oak.", "en", "hr", DeepL.shield).kept == ()
    assert shielded("A cork oak.", "en", "fr", DeepL.shield).kept == (), "French has none"


LOST = {
    "a tag is lost": "xa",
    "one is doubled": '<x id="0">5</x> <x id="0">5</x>',
    "more than one passage": '<x id="0">5</x></div><div>xa',
    "one is new": '<x id="0">5</x> <x id="1">7</x>',
}


@pytest.mark.parametrize("answer", LOST.values(), ids=LOST)
def test_a_tag_that_is_lost_is_noticed(answer: str) -> None:
    with pytest.raises(LostError):
        Shielded('<x id="0">5</x>', ("5",)).opened(answer)


def test_what_a_service_makes_of_a_shielded_word_does_not_matter() -> None:
    assert Shielded("", ("%s",)).opened('xa <x id="0">% S</x>.') == "xa %s."


BAD = {
    "a link is lost": ('Open <a id="a1">the list</a>.', "Otvorite popis.", MachineReason.MANGLED),
    "a link of nobody": ("Open it.", 'Otvorite <a id="a9">to</a>.', MachineReason.MANGLED),
    "a tag nobody may write": ("Open it.", "<div>Otvorite to.</div>", MachineReason.MANGLED),
    "a placeholder is lost": ("Dear %(name)s", "Poštovani", MachineReason.MANGLED),
    "another number": ("Open from 1,500 on.", "Otvoreno od 1.400.", MachineReason.NUMBER),
    "nothing": ("Open it.", " ", MachineReason.CUT),
    "cut off": ("Bring a card, a pen, and what else you need for a whole day of work.", "Ponesite", MachineReason.CUT),
    "not translated": (
        "This is what we do for all of the people who come to us with a question.",
        "This is what we do for all of the people who come to us with a question.",
        MachineReason.LANGUAGE,
    ),
}


@pytest.mark.parametrize(("source", "text", "reason"), BAD.values(), ids=BAD)
def test_what_cannot_stand_there_is_refused(source: str, text: str, reason: MachineReason) -> None:
    assert fault(source, "en", text, "hr", None) == reason


def test_what_does_not_fit_is_refused() -> None:
    assert fault("Short", "en", "Nimalo kratko", "hr", 5) == MachineReason.LENGTH
    assert fault("Short", "en", "Kratko", "hr", 10) is None


def test_parts_keep_to_the_limits_and_to_the_order() -> None:
    wanted = [Wanted(pk, "x" * size, "", 1, changed=False) for pk, size in enumerate([4, 4, 4, 30, 1, 1, 1, 1])]
    parts = [[one.pk for one in part] for part in chunks(wanted, Limits(texts=3, characters=10))]
    assert parts == [[0, 1], [2], [3], [4, 5, 6], [7]]
