"""The keys in the links of authors, and the addresses these links lead to."""

from datetime import timedelta
from urllib.parse import quote
from uuid import UUID

from core.i18n.languages import active_language
from core.kept import kept
from core.keys import Purpose
from core.letters.letter import absolute
from resources.models import Contribution, ResourceIndexPage
from resources.vocabularies import ResourceKind

AUTHOR = Purpose("resources.contribute.author", timedelta(days=1100), (str,))
"""For all links of one author about one contribution. What it opens ends long before."""


def author_key(contribution: Contribution) -> str:
    """The key in the links of this contribution's mails."""
    return AUTHOR.key(str(contribution.uid))


def read_author(key: str) -> Contribution | None:
    """The contribution a key opens; ``None``: altered, too old, or deleted since."""
    match AUTHOR.read(key):
        case [uid]:
            found = Contribution.objects.filter(uid=UUID(uid)).select_related("organisation", "page__locale")
            return found.first()
    return None


def list_in(language: str) -> ResourceIndexPage | None:
    """The public list of case studies of a language."""
    return ResourceIndexPage.objects.in_language(language).filter(resource_kind=ResourceKind.CASE).first()


def contribute_url(language: str) -> str:
    """The path of the first form for readers of a language, ``""`` without a public list of case studies; no query once it is known."""
    return kept(f"contribute/{language}", lambda: _found_url(language))


def _found_url(language: str) -> str:
    page = list_in(language)
    return page.contribute_url if page else ""


def author_path(contribution: Contribution, tail: str) -> str:
    """The path of a step (``practice/``, ``status/``) with its key, in the author's language while that has a list."""
    language = contribution.language or active_language()
    page = list_in(language)
    if page is None:
        page = ResourceIndexPage.objects.in_public().filter(resource_kind=ResourceKind.CASE).first()
    base = page.contribute_url if page else f"/{language}/"
    return f"{base}{tail}?key={quote(author_key(contribution))}"


def author_url(contribution: Contribution, tail: str) -> str:
    """The same for mails."""
    return absolute(author_path(contribution, tail))
