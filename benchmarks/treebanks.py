"""Texts whose words carry their dictionary form, judged by linguists: sentences of Universal Dependencies treebanks."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from search.interface import Document

_CONTENT = ("NOUN", "VERB", "ADJ")
_SHORTEST = 4

Lemma = tuple[str, str]
"""(dictionary form, part of speech)."""


@dataclass
class Treebank:
    """Sentences of one language (ISO 639-1), by number, and where each lemma stands in which written form.

    `held`: whether words are drawn from the half that is not to be tuned on, or from the other.
    """

    language: str
    held: bool = True
    sentences: list[str] = field(default_factory=list)
    standing: dict[Lemma, dict[str, set[int]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(set)))

    def documents(self) -> Iterator[Document]:
        """One text a sentence."""
        for number, sentence in enumerate(self.sentences):
            url = self.url(number)
            yield Document(
                source="treebank", pk=url, language=self.language, kind="page", title="", url=url, body=sentence
            )

    def url(self, number: int) -> str:
        """The address of a sentence."""
        return f"/{self.language}/{number}/"

    def urls(self, lemma: Lemma) -> set[str]:
        """The addresses of all sentences with a word, in any inflection."""
        return {self.url(number) for numbers in self.standing[lemma].values() for number in numbers}

    def urls_of(self, form: str) -> set[str]:
        """The addresses of all sentences with any word that this may be a form of, in any inflection."""
        lemmas = {lemma for (lemma, _), forms in self.standing.items() if form in forms}
        return set().union(*(self.urls(known) for known in self.standing if known[0] in lemmas))

    def inflected(self, most: int) -> list[Lemma]:
        """Words with several written forms, in at most `most` sentences; of one half."""
        return sorted(
            lemma
            for lemma, forms in self.standing.items()
            if len(forms) > 1 and len(set().union(*forms.values())) <= most and is_held(*lemma) is self.held
        )


def is_held(*parts: str) -> bool:
    """Whether something belongs to the half that nobody may tune on: by its hash, so that it never moves."""
    return blake2b(" ".join(parts).encode(), digest_size=1).digest()[0] % 2 == 1


def read(language: str, paths: list[Path], *, held: bool = True) -> Treebank:
    """Read files in CoNLL-U. Raises OSError."""
    bank = Treebank(language, held)
    for path in paths:
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            _add(bank, block.splitlines())
    return bank


def _add(bank: Treebank, lines: list[str]) -> None:
    text = next((line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")), "")
    if not text:
        return
    for line in lines:
        if line[:1].isdigit():
            number, form, lemma, part, _, features = line.split("\t")[:6]
            form = form.lower()
            # Slips of the author's are measured for themselves; a lemma of two words is a verb torn apart (`gaat ... om`).
            sound = "Typo=Yes" not in features and "_" not in lemma
            if sound and number.isdigit() and part in _CONTENT and form.isalpha() and len(form) >= _SHORTEST:
                bank.standing[lemma.lower(), part][form].add(len(bank.sentences))
    bank.sentences.append(text)
