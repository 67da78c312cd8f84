"""What counts how much, the same for every engine."""

FIELDS = {
    "title": 10.0,
    "names": 10.0,
    "summary": 3.0,
    "body": 1.0,
    "title_s": 6.0,
    "summary_s": 2.0,
    "body_s": 0.6,
}
"""How much a word counts in a field: exact above inflected (`_s`), title and names above summary above body."""

KINDS = {"centre": 1.3, "case-study": 1.1, "module": 1.1}
WHOLE_TITLE = 2.0
SPEAKS = 1.3
FADED = 0.3
EVERY_WORD = 3.0
"""For texts with every word, when others were let in."""
AS_TYPED = 3.0
"""For texts with the typed words themselves, when synonyms were searched too."""
FIRST = 1_000_000.0
"""For what comes before everything else in its language."""
