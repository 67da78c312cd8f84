"""The frame around what stands below the page of competences and is no competence."""

from typing import Any

from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse

from core.head import Crumb
from core.i18n.languages import active_language
from core.i18n.subpages import Subpage
from core.routing import public_page
from skills.models import SkillsIndexPage
from skills.models.pages import ITEMS
from skills.repository.addresses import PROFILE


def index_at(request: HttpRequest, path: str) -> SkillsIndexPage:
    """The public page of competences at ``path``. Raises Http404 when there is none."""
    page = public_page(request, path)
    if not isinstance(page, SkillsIndexPage):
        raise Http404
    return page


def framed(
    page: SkillsIndexPage,
    request: HttpRequest,
    word: str,
    title: str,
    lead: str,
    *,
    status: int = 200,
    noindex: bool = False,
    **extra: Any,
) -> TemplateResponse:
    """The page at ``word`` below that of the competences. These are words of the portal, in the reader's language."""
    language = active_language()
    context = page.shared_context(request)
    head = Subpage.below(SkillsIndexPage.kept_urls(), word).head(
        request, reader=language, language=language, title=title, description=lead, noindex=noindex
    )
    base = page.get_url(request) or ""
    context |= {
        "head": head,
        "breadcrumbs": [*page.ancestor_crumbs, Crumb(page.title, base, page.content_language), Crumb(title)],
        "fallback": None,
        "outdated": None,
        "by_machine": "",
        "onward": [],
        "title": title,
        "lead": lead,
        "items_url": f"{base}{ITEMS}/",
        "profile_url": f"{base}{PROFILE}/",
    }
    template = f"skills/repository/{word.replace('-', '_')}.html"
    return TemplateResponse(request, template, context | extra, status=status)
