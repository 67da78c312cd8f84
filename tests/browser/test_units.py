"""Working through a module: a quiz in place, progress that stays in the browser, files that come and go."""

import json
import random
from collections.abc import Callable
from uuid import UUID

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import PHONE, Site

STORE = "keep-in-pact-progress"


@pytest.fixture(scope="module")
def modules(site: Site) -> list[dict]:
    return json.loads(
        site.shell(
            "import json; from dataclasses import asdict; from resources.cards import module_units;"
            "print(json.dumps([asdict(one) for one in module_units('fr')]))"
        )
    )


def file(text: str | bytes, name: str = "progress.json") -> dict:
    return {"name": name, "mimeType": "application/json", "buffer": text if isinstance(text, bytes) else text.encode()}


def progress(units: list[dict], **changed: object) -> str:
    return json.dumps({"format": STORE, "version": 1, "units": units} | changed)


def stored(page: object) -> dict:
    return json.loads(page.evaluate(f"localStorage.getItem('{STORE}')"))


def test_a_module_is_worked_through(open_page: Callable, modules: list[dict]) -> None:
    units = modules[2]["units"]
    page = open_page(units[1]["url"], viewport=PHONE).page
    assert page.evaluate("localStorage.length") == 0
    assert not page.locator("[data-progress]").is_visible()
    for question in page.locator(".question").all():
        question.locator("input").last.focus()
        page.keyboard.press("Space")
    page.locator("[data-quiz] button").press("Enter")
    page.locator(".feedback").first.wait_for()
    assert page.url.endswith(units[1]["url"])
    assert page.evaluate("document.activeElement.classList.contains('quiz')")
    assert page.evaluate("localStorage.length") == 0
    page.locator("[data-mark] button").press("Enter")
    assert [unit["unit"] for unit in stored(page)["units"]] == [units[1]["id"]]
    page.locator("[data-path] li").wait_for()
    assert "1 unités faites sur 6" in page.locator("[data-path]").inner_text()
    page.locator(".progress summary").click()
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]

    page.goto(page.url.replace(units[1]["url"], modules[2]["url"]))
    page.locator("[data-path] li").wait_for()
    assert page.locator("[data-unit] [data-done]:visible").count() == 1
    page.goto(page.url.replace(modules[2]["url"], "/fr/"))
    page.locator("[data-go-on] a").wait_for()
    assert page.locator("[data-go-on] a").get_attribute("href") == units[0]["url"]


def test_files_come_and_go(open_page: Callable, modules: list[dict]) -> None:
    unit = modules[0]["units"][0]
    page = open_page(unit["url"]).page
    page.locator("[data-mark] button").click()
    before = stored(page)
    good = {"unit": unit["id"], "done": "2026-01-31", "title": "x"}
    gone = {"unit": str(UUID(int=7)), "done": "2025-02-28", "title": "<b>Ancienne</b>"}
    refused = {
        "broken": [progress([good])[:-9], "", b"\xff\xfe\x00", progress("units")],
        "foreign": ["[]", "null", "3", '{"units": []}', progress([], version="1"), progress([], version=0)],
        "newer": [progress([good], version=2)],
        "big": [progress([good]) + " " * 500_000],
        "entry": [progress([good, one]) for one in (None, {**good, "done": "2026-02-30"}, {**good, "unit": "A"}, {**good, "title": 3})],
    }  # fmt: skip
    said = page.locator("[data-said]")
    page.locator(".progress summary").click()
    for why, texts in refused.items():
        words = (
            page.locator("[data-progress]")
            .evaluate(f"box => box.dataset.text{why.capitalize()}")
            .replace("{number}", "2")
        )
        for text in texts:
            page.evaluate("document.querySelector('[data-said]').textContent = ''")
            page.locator("#progress-file").set_input_files(file(text))
            page.locator("[data-said]:not(:empty)").wait_for()
            assert said.inner_text() == words, (why, text[:80])
            assert stored(page) == before
    page.locator("#progress-file").set_input_files(file(progress([good, gone])))
    page.locator("[data-gone] li").wait_for()
    assert "<b>Ancienne</b>" in page.locator("[data-gone]").inner_text()
    assert {one["unit"]: one["done"] for one in stored(page)["units"]} == {
        unit["id"]: "2026-01-31",
        gone["unit"]: gone["done"],
    }
    with page.expect_download() as saved:
        page.locator("[data-export]").click()
    with open(saved.value.path(), encoding="utf-8") as written:
        assert json.load(written) == stored(page)
    page.locator("[data-forget]").click()
    assert page.evaluate("localStorage.length") == 0
    page.locator("#progress-file").set_input_files(saved.value.path())
    page.locator("[data-gone] li").wait_for()
    assert len(stored(page)["units"]) == 2
    page.evaluate(f"localStorage.setItem('{STORE}', 'not progress')")
    page.evaluate("document.querySelector('[data-said]').textContent = ''")
    page.locator("#progress-file").set_input_files(file(progress([good])))
    page.locator("[data-said]:not(:empty)").wait_for()
    assert page.evaluate("localStorage.length") == 2
    assert "not progress" in page.evaluate("Object.values(localStorage)")


def test_what_is_written_is_read_again(open_page: Callable, modules: list[dict]) -> None:
    """Three hundred made-up lists of units in one page: read and write undo each other, and merging loses nothing."""
    chance = random.Random(62)
    letters = 'aé"\\\n\u2028<>&{}đ🚉 \u0000'

    def units() -> dict[str, dict]:
        return {
            str(UUID(int=chance.getrandbits(chance.choice([3, 128])))): {
                "done": f"{chance.randint(1970, 2099)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
                "title": "".join(chance.choices(letters, k=chance.randint(0, 100))),
            }
            for _ in range(chance.randint(0, 12))
        }

    cases = [[units(), units()] for _ in range(300)]
    page = open_page(modules[0]["url"]).page
    wrong = page.evaluate(
        """async (cases) => {
            const { read, write, merged } = await import(document.querySelector('[data-script*="progress"]').dataset.script);
            const map = (object) => new Map(Object.entries(object));
            const same = (one, other) => write(one) === write(other) && one.size === other.size;
            return cases.filter(([one, other]) => {
                const [ours, theirs] = [map(one), map(other)];
                const all = merged(ours, theirs);
                const earliest = [...all].every(([unit, entry]) =>
                    [ours, theirs].every((some) => !some.has(unit) || entry.done <= some.get(unit).done));
                const back = read(write(ours));
                return !(same(back, ours) && [...back].every(([unit, entry]) => JSON.stringify(entry) === JSON.stringify(ours.get(unit)))
                    && earliest && all.size === new Set([...ours.keys(), ...theirs.keys()]).size && same(merged(all, theirs), all));
            });
        }""",
        cases,
    )
    assert wrong == []


def test_without_a_script_a_quiz_answers_and_nothing_of_progress_appears(
    open_page: Callable, modules: list[dict]
) -> None:
    page = open_page(modules[6]["units"][1]["url"], javascript=False).page
    for question in page.locator(".question").all():
        question.locator("input").first.check()
    page.locator("[data-quiz] button").click()
    page.locator(".feedback").first.wait_for()
    assert page.locator(".feedback").count() >= 2
    assert not page.locator("[data-mark], [data-progress]").locator("visible=true").count()
    assert page.context.cookies() == []
