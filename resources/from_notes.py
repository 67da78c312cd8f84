"""A case study begun from the notes of a meeting, which another room hands over (``core.notes``)."""

from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.log_actions import log
from wagtail.models import Page

from core import notes
from core.i18n.urls import free_slug
from core.notes import Maker, Notes
from core.slugs import slug_of
from resources.models import CaseStudyPage, ResourceIndexPage
from resources.vocabularies import Licence

FALLBACK_SLUG = "case-study"
LONGEST_BODY = CaseStudyPage._meta.get_field("responsible_body").max_length


def make_draft(told: Notes, parent: Page, user: Any) -> CaseStudyPage:
    """A draft below ``parent``, in its language. What the notes do not say, its author writes; nothing is published."""
    page = CaseStudyPage(
        locale=parent.locale,
        owner=user,
        live=False,
        has_unpublished_changes=True,
        title=told.title,
        slug=free_slug(parent, slug_of(told.title) or FALLBACK_SLUG),
        summary=told.summary,
        contributor_id=told.organisation,
        licence=Licence.TO_CONFIRM,
        responsible_body=told.told_by[:LONGEST_BODY],
        country=told.country,
        competences=list(told.competences),
        themes=[told.theme] if told.theme else [],
        result=told.strengths,
        attention=told.weaknesses,
        transferability=told.adapt,
        related=[("page", told.page)],
    )
    with override(parent.locale.language_code):
        page.context = render_to_string("resources/notes/context.html", {"notes": told}).strip()
        page.body = _more(told)
    parent.add_child(instance=page)
    page.save_revision(user=user, clean=False)
    log(instance=page, action="wagtail.create", user=user, content_changed=True)
    return page


def _more(told: Notes) -> list[tuple[str, Any]]:
    """What a case study has no part of its own for."""
    parts = [(_("Notes of the talk"), told.talk)]
    if told.agreed:
        parts.append((_("Follow-up"), render_to_string("resources/notes/agreed.html", {"notes": told}).strip()))
    return [block for title, html in parts if html for block in (("heading", title), ("paragraph", _rich(html)))]


def _rich(html: str) -> Any:
    return CaseStudyPage._meta.get_field("body").stream_block.child_blocks["paragraph"].to_python(html)


def register_maker() -> None:
    """Called once when the app is ready."""
    notes.register(Maker(ResourceIndexPage.of_cases, make_draft))
