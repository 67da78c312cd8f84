"""Whether an index tells the truth: compared, document by document, with the content itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from search.engines import Engine
from search.interface import Key
from search.sources import documents, sources

Name = tuple[str, str, str]
"""(source, pk, language)"""


@dataclass(frozen=True, slots=True)
class Difference:
    """How an index differs from the content, as names of documents in order."""

    missing: tuple[Name, ...] = ()
    outdated: tuple[Name, ...] = ()
    superfluous: tuple[Name, ...] = ()

    def __bool__(self) -> bool:
        """Whether it differs at all."""
        return bool(self.missing or self.outdated or self.superfluous)


def digests() -> dict[Name, str]:
    """Return the digest of every document the content gives now."""
    return {(*document.key, document.language): document.digest for document in documents()}


def compare(engine: Engine, wanted: Mapping[Name, str]) -> Difference:
    """Compare an index with what it should hold. Raises EngineError."""
    left = dict(wanted)
    outdated, superfluous = [], []
    for found in engine.indexed():
        name = (found.source, found.pk, found.language)
        digest = left.pop(name, None)
        if digest is None:
            superfluous.append(name)
        elif digest != found.digest:
            outdated.append(name)
    return Difference(tuple(sorted(left)), tuple(sorted(outdated)), tuple(sorted(superfluous)))


def silent(wanted: Mapping[Name, str]) -> list[Key]:
    """Return the objects everybody may see that give nothing to find, in order."""
    speaking = {(source, pk) for source, pk, _ in wanted}
    public = {(name, str(pk)) for name, source in sources().items() for pk in source.public()}
    return sorted(public - speaking)


def differing(engine: Engine, wanted: Mapping[Name, str]) -> set[Key]:
    """Return the objects whose documents differ. Raises EngineError."""
    difference = compare(engine, wanted)
    names = (*difference.missing, *difference.outdated, *difference.superfluous)
    return {(source, pk) for source, pk, _ in names}
