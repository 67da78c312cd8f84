"""The desk hands out every text of a unit, and leaves what is no text as it is."""

import pytest
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from core.seed import page_by_key
from resources.models import LearningModulePage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def test_a_module_with_units_is_translated_and_published() -> None:
    module = LearningModulePage.objects.get(pk=page_by_key("module-b", "en").pk)
    LearningModulePage.objects.get(pk=page_by_key("module-b", "hr").pk).delete()
    source, _created = TranslationSource.update_or_create_from_instance(module)
    segments = source.stringsegment_set.select_related("string", "context")
    texts = {segment.string.data for segment in segments}
    wanted = [
        "A calculator",
        "A room the library lends on Tuesdays",
        "Without it the desk would pay rent.",
        module.units[0].title,
    ]
    assert [text for text in wanted if text not in texts] == []
    croatian = Locale.objects.get(language_code="hr")
    Translation.objects.get_or_create(source=source, target_locale=croatian, defaults={"enabled": True})
    for segment in segments:
        if segment.string.data == "A calculator":
            StringTranslation.objects.create(
                translation_of=segment.string, context=segment.context, locale=croatian, data="Kalkulator"
            )
    source.create_or_update_translation(croatian, fallback=True)
    page = LearningModulePage.objects.get(translation_key=module.translation_key, locale=croatian)
    assert page.live
    assert [unit.id for unit in page.units] == [unit.id for unit in module.units]
    assert [unit.minutes for unit in page.units] == [unit.minutes for unit in module.units]

    def rights(one: LearningModulePage) -> list[list[bool]]:
        (quiz,) = [block for block in one.units[1].content if block.block_type == "quiz"]
        return [[bool(answer["right"]) for answer in question["answers"]] for question in quiz.value["questions"]]

    assert rights(page) == rights(module) == [[False, True, False], [True, False, True]]
    (group,) = [block for block in page.units[2].content if block.block_type == "group"]
    assert list(group.value["material"])[-1] == "Kalkulator"
    assert (group.value["minutes"], group.value["least"], group.value["most"]) == (45, 4, 15)
