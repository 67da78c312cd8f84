"""Where the repository's items, forms and files stand.

Below the page of competences, in every language by the same words: ``items/`` and ``job-profile/``. What programs hold on to
knows no language: ``/skills/<code>/``.
"""

from django.http import HttpRequest
from django.urls import reverse

from skills.codes import letter_of
from skills.models import SkillsIndexPage
from skills.models.pages import ITEMS
from skills.repository.items import Area, Repository, language_for

PROFILE = "job-profile"
DESCRIPTION = "job-description"


def page_url(word: str, language: str) -> str:
    """The path of what stands at ``word`` below the page of competences; ``""`` while there is no page."""
    base = SkillsIndexPage.url_in(language)
    return f"{base}{word}/" if base else ""


def area_url(area: Area, language: str) -> str:
    """The path of a competence for a reader of ``language``; ``""`` while there is no page."""
    base = SkillsIndexPage.url_in(language)
    return f"{base}{area.steps[language_for(area.steps, language)]}/" if base else ""


def item_url(code: str, repository: Repository, language: str) -> str:
    """Where an item stands on the page of its competence, for a reader of ``language``; ``""`` for none.

    Where the competence there lacks the item, that is a page in another language.
    """
    area, item = repository.area(letter_of(code)), repository.item(code)
    if area is None or item is None:
        return ""
    shown = language_for(area.titles, language)
    reader = language if shown in item.texts else language_for(item.texts, language)
    url = area_url(area, reader)
    return f"{url}#{item.code}" if url else ""


def concept_url(request: HttpRequest, code: str = "") -> str:
    """The absolute address of an item, a competence (its letter) or the whole repository, whatever the language."""
    path = reverse("skills_concept", args=[code.lower()]) if code else reverse("skills_scheme")
    return request.build_absolute_uri(path)


__all__ = ["DESCRIPTION", "ITEMS", "PROFILE", "area_url", "concept_url", "item_url", "page_url"]
