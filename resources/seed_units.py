"""The units of the example modules, out of ``resources/content/units``: one file a module, facts once, texts per language.

``facts``: a list of ``{key, minutes, compulsory}`` in the order of the units, with ``group: [minutes, least, most]`` where
there is a group activity, ``quiz: [numbers of the right answers of each question]`` where there is a quiz, and
``sheet: key`` of a work sheet to download, ``scene: key`` of a 360° scene. ``texts``: for each language a list in the same order of
``{title, text, read, group: {material, steps, notes}, exercise: {task, solution, notes}, quiz}``, of which all but title and
text may be missing. A question of a quiz is ``[question, [answer, feedback], …]``.
"""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from wagtail.models import Page

from core.models import CustomDocument
from core.seed import key_uuid
from resources.sheets import Part


def rich(text: str) -> str:
    """Plain lines as HTML: ``# `` begins a heading, ``- `` a list item, any other line is a paragraph."""
    html, items = [], []
    for line in [*text.strip().splitlines(), ""]:
        if line.startswith("- "):
            items.append(f"<li>{escape(line[2:].strip(), quote=False)}</li>")
            continue
        if items:
            html.append(f"<ul>{''.join(items)}</ul>")
            items = []
        if line.startswith("# "):
            html.append(f"<h3>{escape(line[2:].strip(), quote=False)}</h3>")
        elif line.strip():
            html.append(f"<p>{escape(line.strip(), quote=False)}</p>")
    return "".join(html)


def unit_stream(
    entry: dict[str, Any],
    language: str,
    module: str,
    sheets: dict[str, CustomDocument],
    scenes: Mapping[str, Page | None],
) -> list[dict[str, Any]]:
    """The units of one language as StreamField JSON. ``sheets``, ``scenes``: in this language by key; a scene may not be seeded yet."""
    return [
        {
            "type": "activity",
            "id": _id(module, fact["key"]),
            "value": {
                "title": text["title"],
                "text": text["text"],
                "minutes": fact["minutes"],
                "compulsory": fact["compulsory"],
                "content": list(_content(fact, text, f"{module}/{fact['key']}", sheets, scenes)),
            },
        }
        for fact, text in zip(entry["facts"], entry["texts"][language], strict=True)
    ]


def _id(*path: str) -> str:
    """The same in all languages, so that what somebody has done in one is done in the others."""
    return str(key_uuid("/".join(("units", *path))))


def _items(values: list[Any], key: str) -> list[dict[str, Any]]:
    return [
        {"type": "item", "id": _id(key, str(number)), "value": value} for number, value in enumerate(values, start=1)
    ]


def _content(
    fact: dict[str, Any],
    text: dict[str, Any],
    key: str,
    sheets: dict[str, CustomDocument],
    scenes: Mapping[str, Page | None],
) -> Iterator[dict[str, Any]]:
    def block(kind: str, value: Any) -> dict[str, Any]:
        return {"type": kind, "id": _id(key, kind), "value": value}

    if "read" in text:
        yield block("text", rich(text["read"]))
    if "group" in text:
        yield block("group", _group(fact["group"], text["group"], key))
    if "exercise" in text:
        yield block("exercise", {name: rich(text["exercise"].get(name, "")) for name in ("task", "solution", "notes")})
    if scene := scenes.get(fact.get("scene", "")):
        yield block("scene", {"scene": scene.pk})
    if "sheet" in fact:
        yield block("document", {"document": sheets[fact["sheet"]].pk, "title": "", "note": ""})
    if "quiz" in text:
        yield block(
            "quiz", {"questions": _items(list(_questions(fact["quiz"], text["quiz"], key)), f"{key}/questions")}
        )


def _group(numbers: list[int], text: dict[str, Any], key: str) -> dict[str, Any]:
    minutes, least, most = numbers
    return {
        "minutes": minutes,
        "least": least,
        "most": most,
        "material": _items(text["material"], f"{key}/material"),
        "steps": _items(text["steps"], f"{key}/steps"),
        "notes": rich(text["notes"]),
    }


def _questions(rights: list[list[int]], questions: list[list[Any]], key: str) -> Iterator[dict[str, Any]]:
    for place, (right, (question, *answers)) in enumerate(zip(rights, questions, strict=True), start=1):
        values = [
            {"text": answer, "right": number in right, "feedback": feedback}
            for number, (answer, feedback) in enumerate(answers, start=1)
        ]
        several = len(right) > 1
        yield {"question": question, "several": several, "answers": _items(values, f"{key}/answers/{place}")}


def sheet_parts(entry: dict[str, Any], language: str, words: dict[str, str]) -> list[Part]:
    """The units for whoever leads them, as parts of a document: what to do, time, group, material, steps, notes."""
    parts: list[Part] = []
    for fact, text in zip(entry["facts"], entry["texts"][language], strict=True):
        minutes = fact["minutes"]
        length = words["minutes"].format(minutes=minutes) if minutes else words["own_pace"]
        duty = words["compulsory" if fact["compulsory"] else "optional"]
        parts += [("h2", text["title"]), ("p", f"{length}, {duty}"), ("p", text["text"])]
        if "group" in text:
            _minutes, least, most = fact["group"]
            parts.append(("p", words["people"].format(least=least, most=most)))
            parts.append(("p", f"{words['material']} {', '.join(text['group']['material'])}"))
            parts += [("li", step) for step in text["group"]["steps"]]
        if "exercise" in text:
            parts += [("p", line) for line in _lines(text["exercise"]["task"])]
        notes = text.get("group", {}).get("notes", "") or text.get("exercise", {}).get("notes", "")
        parts += [("p", f"{words['notes']} {' '.join(_lines(notes))}")] if notes else []
    return parts


def _lines(text: str) -> list[str]:
    return [line.removeprefix("- ").strip() for line in text.strip().splitlines() if line.strip()]
