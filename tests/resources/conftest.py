"""Ways to a piece of demo content and to many made-up ones."""

from collections.abc import Callable
from typing import Any

import pytest

from core.models import BasePage
from core.seed import key_uuid
from resources.models import CaseStudyPage, ResourceIndexPage


@pytest.fixture
def page_of(seeded: None) -> Callable[..., Any]:
    """``page_of(Model, key, language)``: the page of a key, fallback pages included."""

    def find(model: type[BasePage], key: str, language: str) -> Any:
        return model.objects.get(translation_key=key_uuid(key), locale__language_code=language)

    return find


@pytest.fixture
def make_cases(seeded: None) -> Callable[[int], list[CaseStudyPage]]:
    """``make_cases(20)``: so many more English case studies beside the seeded ones."""

    def make(number: int) -> list[CaseStudyPage]:
        index = ResourceIndexPage.objects.get(translation_key=key_uuid("case-studies"), locale__language_code="en")
        made = []
        for count in range(number):
            text = "<p>Text</p>"
            page = CaseStudyPage(
                title=f"Made case {count}",
                slug=f"made-{count}",
                summary="Summary",
                locale=index.locale,
                place="Somewhere",
                country="BE",
                competences=["B"],
                themes=["digital"],
                audiences=["seniors"],
                context=text,
                need=text,
                done=text,
                result=text,
                attention=text,
                transferability=text,
            )
            made.append(index.add_child(instance=page))
        return made

    return make
