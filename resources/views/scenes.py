"""What the page of a 360° scene shows."""

from typing import Any

from django.http import HttpRequest

from core import params
from core.page_views import shows
from resources.models import ScenePage
from resources.scenes.shown import shown
from resources.scenes.task import questions_of


@shows(ScenePage)
def scene(page: ScenePage, request: HttpRequest) -> dict[str, Any]:
    """The scene and its task, with what is said to the answers in the address; an answered page is not indexed."""
    answers = {name: params.text(request, name, 4) for name in request.GET if name[:1] == "q"}
    questions = questions_of(page, answers)
    answered = sum(1 for question in questions if question.chosen)
    if answered:
        request.head.noindex = True
    return {
        "scene": shown(page),
        "questions": questions,
        "answered": answered,
        "right": sum(1 for question in questions if question.is_right),
    }
