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

KINDS = {
    "centre": 1.3,
    "case-study": 1.2,
    "module": 1.2,
    "publication": 1.2,
    "event": 1.2,
    "organisation": 1.1,
    "competence": 1.1,
}
"""Things above the pages that list or explain them."""
WHOLE_TITLE = 2.0
SPEAKS = 1.3
FADED = 0.3
EVERY_WORD = 5.0
"""For texts with every word, when others were let in."""
AS_TYPED = 20.0
"""For texts with the typed words themselves, when synonyms were searched too."""
FIRST = 1_000_000.0
"""For what comes before everything else in its language."""
NEEDED = 2.0
"""For centres that serve the need, the service or the way of access that was named."""
FOR_THEM = 1.5
"""For what is meant for the audience that was named."""
APART = 0.1
"""What the score of a text counts, beside 1 at most for words of a question that stand close together in it."""
SHARES = ((3, 0.5), (6, 0.3), (100, 0.2))
"""Of queries of so many things at most, the share of their rarity (inverse document frequency) a text must hold."""
