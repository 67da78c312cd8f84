"""Who answers for a resource."""

from dataclasses import dataclass

from community.models import Organisation
from core.kept import kept


@dataclass(frozen=True, slots=True)
class Contributor:
    """An organisation as author: ``name`` in ``language`` (BCP 47), ``url`` a path, ``""`` when it has no page."""

    name: str
    language: str
    url: str


def contributor_of(organisation_id: int | None, language: str, page_language: str) -> Contributor | None:
    """The organisation by the name readers of ``language`` know, with its page in ``page_language``.

    No query once it is known; ``None`` without a published organisation.
    """
    if organisation_id is None:
        return None
    name = f"contributor/{organisation_id}/{language}/{page_language}"
    return kept(name, lambda: _contributor(organisation_id, language, page_language))


def _contributor(organisation_id: int, language: str, page_language: str) -> Contributor | None:
    organisation = Organisation.objects.filter(pk=organisation_id, live=True).with_name_in(language).first()
    if organisation is None:
        return None
    return Contributor(
        name=organisation.known_name or organisation.name,
        language=language if organisation.known_name else organisation.name_language,
        url=organisation.url_in(page_language),
    )
