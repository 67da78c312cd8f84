"""Paragraphs with questions, in the form of SQuAD; and one English file of them made of two public sets.

`python -m benchmarks.passages XQUAD SENTENCES QUESTIONS FOLDER` writes `en-held.json` and `en-tuning.json`. XQUAD is
`xquad.en.json` (github.com/deepmind/xquad): 240 paragraphs of the 48 articles of SQuAD's development set, with 1,190 questions.
SENTENCES and QUESTIONS are `src-dev.txt` and `tgt-dev.txt` (github.com/xinyadu/nqg): the sentences of all paragraphs of these
articles that hold an answer. Those outside the 240 become further texts on the same subjects, of a few sentences each, so that
there are as many to choose from as in the whole set. Both files hold all texts; the one for tuning has the questions of these only.
"""

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

Passage = tuple[str, list[str]]
"""A text and the questions it answers."""

_SENTENCES = 5
_BRACKETS = re.compile(r"-[lr][rsc]b-")
_OTHER = re.compile(r"[^a-z0-9]+")


def read(path: Path) -> list[Passage]:
    """Paragraphs and the questions that each answers. Raises OSError, ValueError."""
    articles = json.loads(path.read_text(encoding="utf-8"))["data"]
    parts = [part for article in articles for part in article["paragraphs"]]
    return [(part["context"], [asked["question"] for asked in part["qas"]]) for part in parts]


def write(path: Path, passages: Sequence[Passage]) -> None:
    """Write passages so that `read` reads them. Raises OSError."""
    parts = [{"context": text, "qas": [{"question": question} for question in asked]} for text, asked in passages]
    path.write_text(json.dumps({"data": [{"paragraphs": parts}]}), encoding="utf-8")


def others(passages: Sequence[Passage], sentences: Sequence[str], questions: Sequence[str]) -> list[Passage]:
    """The sentences that stand in none of the passages, a few to a text in their order, with their questions."""
    known = "\n".join(_bare(text) for text, _ in passages)
    asked: dict[str, list[str]] = {}
    for sentence, question in zip(sentences, questions, strict=True):
        if _bare(sentence) not in known:
            asked.setdefault(sentence.strip(), []).append(question.strip())
    kept = list(asked)
    groups = [kept[start : start + _SENTENCES] for start in range(0, len(kept), _SENTENCES)]
    return [(" ".join(group), [question for one in group for question in asked[one]]) for group in groups]


def _bare(text: str) -> str:
    """A text as letters and digits: the sets cut words in different ways."""
    return _OTHER.sub("", _BRACKETS.sub("", text.lower()))


def main(arguments: Sequence[str]) -> int:
    """Read, join, write."""
    if len(arguments) != 4:
        print(__doc__, file=sys.stderr)
        return 2
    known, sentences, questions, folder = map(Path, arguments)
    passages = read(known)
    lines = [path.read_text(encoding="utf-8").splitlines() for path in (sentences, questions)]
    more = others(passages, *lines)
    write(folder / "en-held.json", [*passages, *((text, []) for text, _ in more)])
    write(folder / "en-tuning.json", [*((text, []) for text, _ in passages), *more])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
