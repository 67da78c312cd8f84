"""The documents lead somewhere, and decisions have one form."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
DECISIONS = sorted(ROOT.glob("docs/adr/0*.md"))
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", DOCUMENTS, ids=name)
def test_links_between_documents_lead_somewhere(path: Path) -> None:
    lost = [link for link in LINK.findall(path.read_text(encoding="utf-8")) if not (path.parent / link).exists()]
    assert lost == []


@pytest.mark.parametrize("path", DECISIONS, ids=name)
def test_a_decision_says_when_and_against_what(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith(f"# {int(path.name[:4])}. ")
    assert re.search(r"^Status: (proposed|accepted|superseded by \d+)", text, re.M)
    assert re.search(r"Date: \d{4}-\d\d-\d\d", text)
    assert "\n## Decision\n" in text
    assert "\n## Alternatives\n" in text, "Name what else was looked at, see docs/adr/template.md"


def test_every_decision_is_in_the_index() -> None:
    index = (ROOT / "docs/adr/README.md").read_text(encoding="utf-8")
    assert [path.name for path in DECISIONS] == re.findall(r"\]\((0[^)]+)\)", index)


def test_paths_in_the_recipes_exist() -> None:
    """The recipes' example is a page type for the press, and a block of any name."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:core|home|centres|tests|docs)/[\w./-]+)`", text))
    lost = {path for path in named if not (ROOT / path).exists()}
    assert lost == {"home/models/press.py", "home/templates/home/press.html"}
