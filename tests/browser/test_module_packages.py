"""A unit that has left the portal works in a learning platform, and without one."""

import io
import json
import zipfile
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browser.conftest import PHONE, Site

TYPES = {"html": "text/html; charset=utf-8", "css": "text/css", "js": "text/javascript"}
# A platform as strict as SCORM 1.2 is, which keeps what it is told from one visit to the next.
PLATFORM = """<!doctype html><html lang="en"><title>Platform</title><script>
const rules = {
  "cmi.core.lesson_status": /^(passed|completed|failed|incomplete|browsed|not attempted)$/,
  "cmi.core.score.raw": /^(100|\\d{1,2})$/, "cmi.core.score.min": /^0$/, "cmi.core.score.max": /^100$/,
  "cmi.core.exit": /^(time-out|suspend|logout|)$/, "cmi.core.session_time": /^\\d{2,4}:\\d\\d:\\d\\d$/,
  "cmi.suspend_data": /^[^]{0,4096}$/,
};
const kept = JSON.parse(sessionStorage.kept || '{"cmi.core.lesson_status": "not attempted", "cmi.student_data.mastery_score": "60"}');
const wrong = JSON.parse(sessionStorage.wrong || "[]");
let open = false;
const save = () => Object.assign(sessionStorage, { kept: JSON.stringify(kept), wrong: JSON.stringify(wrong) });
const must = (so, what) => { if (!so) wrong.push(what); save(); return so ? "true" : "false"; };
window.API = {
  LMSInitialize: (given) => { const so = must(given === "" && !open, "begun twice"); open = true; return so; },
  LMSGetValue: (name) => { must(open, "asked " + name); return kept[name] ?? ""; },
  LMSSetValue: (name, value) => {
    const so = open && name in rules && typeof value === "string" && rules[name].test(value);
    if (so) kept[name] = value;
    return must(so, `${name} = ${value}`);
  },
  LMSCommit: (given) => must(open && given === "", "committed"),
  LMSFinish: (given) => { const so = must(open && given === "", "finished twice"); open = false; save(); return so; },
  LMSGetLastError: () => "0", LMSGetErrorString: () => "", LMSGetDiagnostic: () => "",
};
</script><iframe title="Unit" src="UNIT" width="400" height="700"></iframe>"""


@pytest.fixture
def unpacked(site: Site, open_page: Callable) -> Callable:
    """Opens a file of a package of module A, or a platform that shows it, as if it lay on a server of its own."""
    url = site.shell(
        "from resources.cards import module_units; print(next(one.url for one in module_units('en') if one.letter == 'A'))"
    )

    def open_(path: str, **options: object) -> object:
        page = open_page("/en/units.json", **options).page
        answer = page.request.get(site.path(f"{url}scorm.zip"))
        files = zipfile.ZipFile(io.BytesIO(answer.body()))

        def serve(route: object) -> None:
            name = route.request.url.rpartition("/unpacked/")[2]
            if name.startswith("platform-"):
                route.fulfill(body=PLATFORM.replace("UNIT", name.removeprefix("platform-")), content_type=TYPES["html"])
            else:
                route.fulfill(body=files.read(name), content_type=TYPES[name.rpartition(".")[2]])

        page.route("**/unpacked/**", serve)
        page.goto(site.path(f"/unpacked/{path}"))
        return page

    return open_


def told(page: object) -> dict:
    assert page.evaluate("JSON.parse(sessionStorage.wrong || '[]')") == []
    return page.evaluate("JSON.parse(sessionStorage.kept)")


def test_a_quiz_is_told_to_the_platform_and_taken_up_again(unpacked: Callable) -> None:
    page = unpacked("platform-unit-2.html")
    unit = page.frame_locator("iframe")
    check = unit.get_by_role("button", name="Check my answers")
    check.wait_for()
    assert told(page)["cmi.core.lesson_status"] == "incomplete"

    unit.get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    check.press("Enter")
    assert unit.locator("[data-result]").inner_text() == "0 questions of 2 answered rightly"
    assert unit.locator(".feedback:visible").count() == 2
    record = told(page)
    assert (record["cmi.core.lesson_status"], record["cmi.core.score.raw"]) == ("failed", "0")

    page.reload()
    assert unit.locator("[data-result]").inner_text() == "0 questions of 2 answered rightly"
    assert unit.get_by_role("radio").first.is_checked()
    assert told(page)["cmi.core.exit"] == "suspend"

    unit.get_by_role("button", name="Begin again").press("Enter")
    assert unit.locator("input:checked, .feedback:visible").count() == 0
    for right in unit.locator("[data-right]").all():
        right.focus()
        page.keyboard.press("Space")
    check.press("Enter")
    assert unit.locator("[data-result]").evaluate("line => document.activeElement === line")
    assert unit.locator(".feedback:visible").count() == unit.locator("[data-right]").count() == 3
    page.goto("about:blank")
    page.go_back()
    record = told(page)
    assert (record["cmi.core.lesson_status"], record["cmi.core.score.raw"]) == ("passed", "100")
    assert record["cmi.core.exit"] == ""
    assert json.loads(record["cmi.suspend_data"])["checked"]


def test_a_unit_without_a_quiz_is_done_by_a_click(unpacked: Callable) -> None:
    page = unpacked("platform-unit-1.html")
    unit = page.frame_locator("iframe")
    unit.get_by_role("button").press("Enter")
    assert unit.get_by_role("status").inner_text()
    assert told(page)["cmi.core.lesson_status"] == "completed"


def test_without_a_platform_a_unit_is_a_page(unpacked: Callable) -> None:
    page = unpacked("unit-2.html", viewport=PHONE, dark=True)
    page.get_by_role("radio").last.check()
    page.get_by_role("button", name="Check my answers").click()
    assert page.locator(".feedback:visible").count() == 2
    assert Axe().run(page).response["violations"] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    page.emulate_media(color_scheme="light")
    assert Axe().run(page).response["violations"] == []
    page.goto(page.url.replace("unit-2", "unit-1"))
    assert not page.get_by_role("button").is_visible()
    page.goto(page.url.replace("unit-1", "notes"))
    assert Axe().run(page).response["violations"] == []
