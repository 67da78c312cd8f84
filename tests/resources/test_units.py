"""A module is a path of units, each at an address of its own, with a quiz that keeps nothing."""

import json
import re
from collections.abc import Callable
from html import unescape
from itertools import pairwise

import pytest
from django.test import Client
from wagtail import blocks
from wagtail.models import PageViewRestriction

from core.i18n.languages import LANGUAGES
from core.seed import load
from core.visits.marks import marked
from core.visits.things import names
from resources.blocks.exercises import GroupBlock
from resources.blocks.quizzes import QuestionBlock
from resources.blocks.units import UnitContentBlock
from resources.models import LearningModulePage
from resources.sitemaps import UnitSitemap
from resources.views.units import VISITED

LETTERS = "abcdefg"
PROMISES = re.compile(r"certif|diplom|zertif|svjedodžb", re.I)
TASK = re.compile(r'name="(\w{8}-\d)"\s+value="(\d)"')


@pytest.fixture
def module(page_of) -> LearningModulePage:
    return page_of(LearningModulePage, "module-a", "en")


def address(module: LearningModulePage, number: int) -> str:
    return f"{module.url}{module.units[number - 1].step}/"


def test_the_key_decides_and_the_words_help(module, client: Client) -> None:
    unit, right = module.units[1], address(module, 2)
    assert client.get(right).status_code == 200
    for words in ("", "-other-words", "-" + "x" * 80):
        answer = client.get(f"{module.url}{unit.key}{words}/?quiz=1")
        assert (answer.status_code, answer.url) == (301, f"{right}?quiz=1")
    for lost in ("00000000-nothing", "00000000", f"{unit.key}-{'x' * 81}", f"{unit.key}/more", unit.key[:7]):
        assert client.get(f"{module.url}{lost}/").status_code == 404


def test_a_unit_says_what_it_is_and_where_it_stands(module, client: Client) -> None:
    answer = client.get(address(module, 2))
    head, context = answer.context["head"], answer.context
    assert head.title == "The essentials: from a shared need to an agreement · module A"
    assert head.url == f"http://testserver{address(module, 2)}"
    assert {one.language for one in head.alternates} == {*LANGUAGES, "x-default"}
    assert head.json_ld["isPartOf"]["url"] == module.full_url
    assert (head.json_ld["@type"], head.json_ld["position"], head.json_ld["timeRequired"]) == (
        "LearningResource",
        2,
        "PT25M",
    )
    assert [crumb.title for crumb in context["breadcrumbs"]][-2:] == [module.title, module.units[1].title]
    assert (context["previous_unit"]["number"], context["next_unit"]["number"]) == (1, 3)
    parts = json.loads(json.dumps(client.get(module.url).context["head"].json_ld))["hasPart"]
    assert [part["url"].rpartition("testserver")[2][-len(address(module, 2)) :] for part in parts][1] == address(
        module, 2
    )


def test_headings_of_a_unit_follow_one_another(page_of, client: Client) -> None:
    for unit in (module := page_of(LearningModulePage, "module-c", "en")).units:
        html = client.get(f"{module.url}{unit.step}/").content.decode()
        levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
        assert all(after - before < 2 for before, after in pairwise(levels)), unit.title


def test_other_languages_have_the_same_unit(module, client: Client) -> None:
    switcher = client.get(address(module, 3)).context["head"].switcher
    assert switcher["fr"].endswith(f"/{module.units[2].key}-etude-en-groupe-le-premier-rendez-vous/")
    assert all(client.get(url).status_code == 200 for url in switcher.values())


def test_a_language_without_the_unit_leads_to_the_module(module, page_of, client: Client) -> None:
    other = page_of(LearningModulePage, "module-a", "nl")
    del other.activities[4]
    other.save()
    head = client.get(address(module, 5)).context["head"]
    assert head.switcher["nl"] == other.url
    assert "nl" not in {one.language for one in head.alternates}
    assert "nl" in head.missing


def test_a_fallback_shows_the_unit_of_the_original(page_of, client: Client) -> None:
    own = page_of(LearningModulePage, "module-b", "hr")
    LearningModulePage.objects.filter(pk=own.pk).update(
        content_language="en", alias_of=page_of(LearningModulePage, "module-b", "en")
    )
    page = LearningModulePage.objects.get(pk=own.pk)
    answer = client.get(address(page, 1))
    assert answer.context["fallback"].language == "en"
    assert answer.context["head"].noindex
    assert "hr" not in {one.language for one in answer.context["head"].alternates}


def test_a_private_module_keeps_its_units(module, client: Client) -> None:
    assert marked(client.get(address(module, 1))) == (VISITED, int(module.units[0].key, 16))
    PageViewRestriction.objects.create(page=module, restriction_type=PageViewRestriction.LOGIN)
    assert client.get(address(module, 1)).status_code == 302
    assert module.units[0].id not in client.get("/en/units.json").content.decode()
    assert not any(module.url in path for entry in UnitSitemap().part(1) for path in entry.paths.values())


def test_a_unit_that_is_opened_has_a_name(module, seeded) -> None:
    from core.visits.marks import Thing

    thing = Thing(VISITED, int(module.units[0].key, 16))
    assert names([thing, Thing(VISITED, 1)]) == {thing: (module.units[0].title, address(module, 1))}


def test_every_unit_stands_in_the_sitemap_once_a_language(seeded, max_queries) -> None:
    with max_queries(4):
        entries = UnitSitemap().part(1)
    paths = [entry.paths[entry.language] for entry in entries]
    assert len(paths) == len(set(paths)) == 36 * 6
    assert all(len(entry.paths) == 6 for entry in entries)


def test_an_old_activity_is_a_unit_without_content(module, client: Client) -> None:
    old = [
        {
            "type": "activity",
            "id": "1f0c93ab-0000-4000-8000-000000000001",
            "value": {"title": "Old one", "text": "Do it.", "minutes": 5, "compulsory": True},
        }
    ]
    module.activities = old
    module.save()
    answer = client.get(f"{module.url}1f0c93ab-old-one/")
    assert answer.status_code == 200
    assert "Do it." in answer.content.decode()
    assert client.get(module.url).status_code == 200


def quiz_page(client: Client, module, chosen: dict[str, list[str]]) -> str:
    html = client.get(address(module, 2)).content.decode()
    key = re.search(r'name="quiz" value="(\w+)"', html).group(1)
    answer = client.get(
        address(module, 2), {"quiz": key} | {f"{key}-{name}": values for name, values in chosen.items()}
    )
    assert answer.status_code == 200
    assert not answer.cookies
    assert answer.context["head"].noindex
    return unescape(re.sub(r"<[^>]+>|\s+", " ", answer.content.decode()))


@pytest.mark.parametrize(
    ("chosen", "said", "unsaid"),
    [
        ({"1": ["2"], "2": ["1", "2"]}, ["2 questions of 2", "A shared need carries", "Whoever knows the way out"], ["Not quite", "as a whole"]),
        ({"1": ["1"], "2": ["1"]}, ["0 questions of 2", "It will lie in a drawer", "as a whole is not right yet"], ["A shared need carries"]),
        ({"1": ["2"]}, ["1 question of 2", "You have chosen no answer here"], ["Not quite"]),
        ({"1": ["2", "1"], "2": ["9", "x", "<b>", "3"]}, ["1 question of 2", "Pleasant to read"], ["A text about everything"]),
    ],
    ids=["right", "wrong", "left out", "made up"],
)  # fmt: skip
def test_a_quiz_is_answered_without_a_script(module, client: Client, chosen: dict, said: list, unsaid: list) -> None:
    text = re.sub(r"\s+", " ", quiz_page(client, module, chosen))
    assert [words for words in said if words not in text] == []
    assert [words for words in unsaid if words in text] == []


def test_unasked_a_quiz_tells_no_feedback(module, client: Client) -> None:
    html = client.get(address(module, 2), {"quiz": "00000000"}).content.decode()
    assert "drawer" not in html


ANSWERS = [{"text": "a", "right": True, "feedback": "f"}, {"text": "b", "right": False, "feedback": "f"}]


@pytest.mark.parametrize(
    ("block", "value"),
    [
        (QuestionBlock(), {"question": "q", "several": False, "answers": [{**one, "right": False} for one in ANSWERS]}),
        (QuestionBlock(), {"question": "q", "several": False, "answers": [{**one, "right": True} for one in ANSWERS]}),
        (QuestionBlock(), {"question": "q", "several": False, "answers": ANSWERS[:1]}),
        (QuestionBlock(), {"question": "q", "several": True, "answers": ANSWERS * 4}),
        (GroupBlock(), {"minutes": 5, "least": 9, "most": 4, "material": [], "steps": ["s"], "notes": ""}),
        (UnitContentBlock().child_blocks["video"], {"title": "t", "link": "https://example.org/f", "language": "fr", "transcript": ""}),
    ],
    ids=["none right", "two right", "one answer", "eight answers", "group upside down", "film without transcript"],
)  # fmt: skip
def test_what_cannot_be_used_is_refused(block, value: dict) -> None:
    with pytest.raises(blocks.StructBlockValidationError):
        block.clean(block.to_python(value))


def test_a_sound_question_is_taken() -> None:
    block = QuestionBlock()
    assert block.clean(block.to_python({"question": "q", "several": False, "answers": ANSWERS}))["question"] == "q"


def test_a_unit_costs_the_same_whatever_the_module_holds(module, client: Client, count_queries: Callable) -> None:
    def asked() -> tuple[int, int]:
        for path in (module.url, address(module, 2)):
            client.get(path)
        return tuple(count_queries(lambda path=path: client.get(path)) for path in (module.url, address(module, 2)))

    few = asked()
    assert max(few) <= 10, few
    raw = list(module.activities.raw_data)
    module.activities = raw + [
        one | {"id": f"{number:08x}-0000-4000-8000-000000000000"} for number, one in enumerate(raw * 3)
    ]
    module.save()
    many = asked()
    assert max(many) <= 10
    assert many <= few


def test_what_a_unit_says_is_found_with_its_module(module) -> None:
    body = module.search_body()
    assert all(
        words in body
        for words in ("housing service", "deputy head", "It will lie in a drawer", "Felt pens in four colours")
    )


def test_units_for_the_script_hold_all_modules(client: Client, seeded, language: str) -> None:
    answer = client.get(f"/{language}/units.json")
    modules = answer.json()["modules"]
    assert "".join(one["letter"] for one in modules) == "ABCDEFG"
    ids = [unit["id"] for one in modules for unit in one["units"]]
    assert len(ids) == len(set(ids)) == 36
    assert len({one[:8] for one in ids}) == 36
    assert client.post(f"/{language}/units.json").status_code == 405


@pytest.mark.parametrize("letter", LETTERS)
def test_each_module_has_the_kinds_of_work_it_promises(letter: str) -> None:
    entry = load(f"resources/content/units/{letter}.yaml")
    assert {*entry["texts"]} == {*LANGUAGES}
    for texts in entry["texts"].values():
        assert len(texts) >= 5
        assert any("quiz" in text for text in texts)
        assert any(text.get("group", {}).get("notes") for text in texts)
        assert any(text.get("exercise", {}).get("notes") for text in texts)
    shapes = {
        json.dumps([[sorted(text), len(text.get("group", {}).get("steps", [])), len(text.get("quiz", []))] for text in texts])
        for texts in entry["texts"].values()
    }  # fmt: skip
    assert len(shapes) == 1
    assert not PROMISES.search(json.dumps(entry["texts"], ensure_ascii=False))


def test_an_editor_sees_each_unit_before_it_is_published(admin_client: Client, module) -> None:
    assert [mode for mode, _label in module.preview_modes] == ["", *(unit.key for unit in module.units)]
    request = module.make_preview_request(preview_mode=module.units[1].key)
    html = request.content.decode() if not hasattr(request, "render") else request.render().content.decode()
    assert "framework agreement" in html
