"""The form of the self-assessment with statements that are being edited."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import override

from core.page_views import previews
from skills.assessment.asking import asked_of_draft
from skills.assessment.forms import AnswersForm
from skills.assessment.views import statements
from skills.models import SkillsIndexPage, StatementSet


@previews(StatementSet)
def preview(row: StatementSet, request: HttpRequest, language: str) -> HttpResponse:
    """What readers of ``language`` would be asked. Raises Http404 without a page of competences."""
    page = SkillsIndexPage.objects.in_language(language).first()
    if page is None:
        raise Http404
    request.LANGUAGE_CODE = language
    with override(language):
        response = statements(page, request, row.code.lower(), AnswersForm([asked_of_draft(row)]))
        return response.render()  # type: ignore[attr-defined]
