"""The project and its outputs."""

from typing import Any

from django.http import HttpRequest

from core.contents import contents_of
from core.i18n.borrowed import told
from core.page_views import shows
from core.privacy import in_public
from home.cards import partner_lines
from home.models import OutputPage, ProjectPage


@shows(ProjectPage)
def project(page: ProjectPage, request: HttpRequest) -> dict[str, Any]:
    """Facts, the line of outputs, other pages below it and the partners."""
    below = told(page.get_children().filter(in_public()).specific())
    return {
        "facts": page.facts(),
        "outputs": [child for child in below if isinstance(child, OutputPage)],
        "below": [child.card() for child in below if not isinstance(child, OutputPage)],
        "partners": partner_lines(page.locale.language_code),
    }


@shows(OutputPage)
def output(page: OutputPage, request: HttpRequest) -> dict[str, Any]:
    """The line of all outputs, with this one marked, and its sections."""
    outputs = OutputPage.objects.in_language(page.locale.language_code).sibling_of(page)
    return {
        "contents": contents_of(page.body),
        "outputs": [
            {"stop": other.number, "label": other.title, "url": other.url, "current": other.pk == page.pk}
            for other in outputs
        ],
    }
