"""The list of files a resource offers."""

import pytest
from django.utils.translation import override

from core.models import CustomDocument
from resources.downloads import downloads_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("language", "facts"), [("fr", "ODT, 2,0\xa0Kio"), ("en", "ODT, 2.0\xa0KB")])
def test_sizes_are_written_as_the_text_they_stand_in(language: str, facts: str) -> None:
    """A fallback page is a text in another language than its surroundings."""
    file = CustomDocument(pk=1, title="Agreement", file="documents/agreement.odt", file_size=2048, language=language)
    with override("hr"):
        assert downloads_of([file], language)[0].facts == facts


def test_those_in_the_language_of_the_text_come_first() -> None:
    files = [
        CustomDocument(pk=number, title=title, file=f"documents/{number}.odt", language=language)
        for number, (title, language) in enumerate([("Z", "en"), ("B", "fr"), ("A", ""), ("A", "fr")], 1)
    ]
    listed = downloads_of([*files, None], "fr")
    assert [(file.title, file.language, file.foreign, file.facts) for file in listed] == [
        ("A", "fr", False, "ODT"),
        ("B", "fr", False, "ODT"),
        ("A", "", False, "ODT"),
        ("Z", "en", True, "ODT"),
    ]
