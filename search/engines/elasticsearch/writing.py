"""Bulk writes in which of two versions the higher one stays, and what became of each object."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from elasticsearch import Elasticsearch, helpers

from core.i18n.languages import LANGUAGES
from search.engines.elasticsearch import mapping
from search.engines.elasticsearch.client import reason_of
from search.interface import DONE, Change, Document, Key, Outcome, Verdict

_CHUNK = 200
_CHUNK_BYTES = 8 * 1024 * 1024
_NEVER = frozenset({400, 413})
"""Statuses of a document that the server will not take as it is, however often it is tried."""

Action = dict[str, Any]


def apply(
    client: Elasticsearch, aliases: Sequence[str], changes: Sequence[Change], *, refresh: bool
) -> dict[Key, Outcome]:
    """Bring objects up to date in every index of `aliases`; an object is done when it is in all of them."""
    outcomes = {change.key: DONE for change in changes}
    owners = {
        mapping.identifier(*change.key, language): change.key for change in changes for language in _languages(change)
    }
    for identifier, outcome in _write(client, _actions(aliases, changes), refresh=refresh):
        key = owners[identifier]
        if _weight(outcome) > _weight(outcomes[key]):
            outcomes[key] = outcome
    return outcomes


def fill(client: Elasticsearch, alias: str, documents: Iterable[Document], version: int) -> Outcome:
    """Put documents into a new index; returns the worst that became of one."""
    actions = (_index(alias, document, version) for document in documents)
    return max((outcome for _, outcome in _write(client, actions, refresh=False)), key=_weight, default=DONE)


def _languages(change: Change) -> dict[str, None]:
    """Every language an object has or may have had a document in."""
    return dict.fromkeys((*LANGUAGES, *(document.language for document in change.documents)))


def _actions(aliases: Sequence[str], changes: Sequence[Change]) -> Iterator[Action]:
    for alias in aliases:
        for change in changes:
            found = {document.language: document for document in change.documents}
            for language in _languages(change):
                if language in found:
                    yield _index(alias, found[language], change.version)
                else:
                    identifier = mapping.identifier(*change.key, language)
                    yield {"_op_type": "delete", **_meta(alias, identifier, change.version)}


def _index(alias: str, document: Document, version: int) -> Action:
    identifier = mapping.identifier(*document.key, document.language)
    return {"_op_type": "index", **_meta(alias, identifier, version), "_source": mapping.source(document)}


def _meta(alias: str, identifier: str, version: int) -> Action:
    return {"_index": alias, "_id": identifier, "version": version, "version_type": "external_gte"}


def _write(client: Elasticsearch, actions: Iterable[Action], *, refresh: bool) -> Iterator[tuple[str, Outcome]]:
    # Without `require_alias` a server makes an index of the name of an alias that is missing.
    items = helpers.streaming_bulk(
        client,
        actions,
        chunk_size=_CHUNK,
        max_chunk_bytes=_CHUNK_BYTES,
        raise_on_error=False,
        require_alias=True,
        refresh=refresh,
    )
    for _, item in items:
        (said,) = item.values()
        yield said["_id"], _outcome(said)


def _outcome(said: Action) -> Outcome:
    status = said["status"]
    if status < 300 or status == 409 or (status == 404 and "error" not in said):
        # Conflict: a newer version is there. Not found: what was to be deleted was not there.
        return DONE
    return Outcome(Verdict.REFUSED if status in _NEVER else Verdict.RETRY, reason_of(said))


def _weight(outcome: Outcome) -> int:
    return (Verdict.DONE, Verdict.RETRY, Verdict.REFUSED).index(outcome.verdict)
