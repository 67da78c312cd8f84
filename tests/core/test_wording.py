"""Each language keeps its own marks, one form of address and the words of docs/texts.md."""

import re

import pytest

from tests.texts import catalogue, translations, written

LANGUAGES = ["fr", "nl", "it", "pt", "hr"]
TAG = re.compile(r"<[^>]*>")
END = re.compile(r"[.:…](?=[\s»”]*\Z)")
SLIPS = re.compile(r"(?<=\w)'(?=\w)|\.{3}|(?<=\S)  +(?=\S)| (?=,)| (?=\.(?:\s|\Z))")
"""Straight apostrophe, dots for an ellipsis, two blanks, a blank before comma or full stop."""
FOREIGN_QUOTES = {"fr": "“”„‘", "nl": "«»„‘", "it": "“”„‘", "pt": "“”„‘", "hr": "«»“‘"}
NOT_OURS = {
    "fr": r"\btu\b|praticien|courriel|adresses? électronique|\blieux? d’orientation(?!,)",
    "nl": r"\b(je|jij|jou|jouw|jullie)\b|practici|praktijkmensen|\bfiches?\b|ingelogd|inloggen|verwittig|gelijkaardig",
    "it": r"\bLei\b|\bSu[oa]\b|\b(acceda|apra|(?<!che )indichi|scelga|scriva|svuoti|verifichi)\b|modul[oi] formativ|biblioteca umana",
    "pt": r"\bvocê|usuári|\btela\b|cadastr|\bequipe\b|\bcontato|\bregistro|correio eletrónico|caratere|biblioteca humana",
    "hr": r"praktičar|mrežn\w+ (mjest|stranic|adres)|na internetu|\bpult(a|u|om)?\b(?! u knjižnici)|ljudsk\w+ knji|primjer teksta"
    r"|sajt|tačk|uslov|opštin|takođe\b|\bko\b|\bda li\b|saradnj|nedelj|\bsistem",
}
"""Other forms of address, neighbours' forms (Brazil, Serbia, Flanders only), and words given up for one settled name."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_ends_as_its_source(language):
    def end(text: str) -> str:
        return "".join(END.findall(TAG.sub("", text)))

    broken = []
    for entry in catalogue(language):
        allowed = {end(entry.msgid), end(entry.msgid_plural or entry.msgid)}
        broken += [text for text in translations(entry) if end(text) not in allowed and not ends_as_ordinal(text)]
    assert broken == []


def ends_as_ordinal(text: str) -> bool:
    """Croatian writes a point behind a year: the text does not end there."""
    return text.endswith("%(year)s.")


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_keep_the_marks_of_their_language(language):
    foreign = re.compile(f"[{FOREIGN_QUOTES[language]}]")
    texts = [TAG.sub("", text) for text in written(language)]
    assert [text for text in texts if SLIPS.search(text) or foreign.search(text)] == []


def test_thousands_do_not_break_in_french():
    breaks = re.compile(r"(?<![\d+] )\b\d{1,3} \d{3}\b(?! \d)")
    assert [text for text in written("fr") if breaks.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_form_of_address_and_one_name_for_a_thing(language):
    unwanted = re.compile(NOT_OURS[language], re.IGNORECASE if language != "it" else 0)
    assert [(found.group(), text) for text in written(language) if (found := unwanted.search(text))] == []
