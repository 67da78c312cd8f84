"""The house keeps its layers, its names and its promises."""

import ast
import subprocess
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import grimp
import pytest
from django.conf import settings
from django.core.management import call_command

ROOT = Path(settings.BASE_DIR)
ROOMS = ["portal", "home", "resources", "agenda", "centres", "skills", "community", "search", "translation", "core"]


def test_rooms_import_only_what_stands_below() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def film() -> grimp.ImportGraph:
    """Who imports whom: every import statement, those inside functions included, those for type checkers apart."""
    return grimp.build_graph(*ROOMS, exclude_type_checking_imports=True, cache_dir=None)


@pytest.mark.parametrize("room", ROOMS)
def test_no_circle_of_files(film: grimp.ImportGraph, room: str) -> None:
    files = {name for name in film.modules if name.split(".")[0] == room}
    try:
        TopologicalSorter({name: film.find_modules_directly_imported_by(name) & files for name in files}).prepare()
    except CycleError as error:
        pytest.fail(" imports ".join(reversed(error.args[1])))


def test_no_import_hides_in_the_registry_of_models() -> None:
    """Apps ask for their own models by name; anyone else imports the class."""
    assert not [
        str(path.relative_to(ROOT))
        for room in ROOMS
        for path in sources_of(room)
        if "apps.get_model(" in path.read_text(encoding="utf-8")
    ]


@pytest.mark.parametrize("name", ["utils.py", "helpers.py", "misc.py", "common.py"])
def test_no_drawer_for_everything(name: str) -> None:
    assert not [path for room in ROOMS for path in (ROOT / room).rglob(name)]


def test_locale_is_no_package() -> None:
    assert not (ROOT / "locale" / "__init__.py").exists()


@pytest.mark.django_db
def test_migrations_are_complete_and_light() -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
    size = sum(path.stat().st_size for room in ROOMS for path in (ROOT / room).glob("migrations/*.py"))
    assert size < 150_000


def test_system_check_is_silent() -> None:
    call_command("check", fail_level="WARNING")


def sources_of(room: str) -> list[Path]:
    """The room's Python files but its migrations, and but what gettext writes beside a template while it reads it."""
    return [
        path for path in (ROOT / room).rglob("[!.]*.py") if "migrations" not in path.parts and path.name.count(".") == 1
    ]


def test_functions_are_typed() -> None:
    typed, total = 0, 0
    for room in ROOMS:
        for path in sources_of(room):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                    arguments = [a for a in node.args.args + node.args.kwonlyargs if a.arg not in {"self", "cls"}]
                    total += 1
                    typed += bool(all(a.annotation for a in arguments) and (node.returns or node.name == "__init__"))
    assert typed / total >= 0.95, f"{typed} of {total} functions are typed"


def test_every_public_module_says_what_it_is_for() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for room in ROOMS
        for path in sources_of(room)
        if path.stat().st_size > 0 and not ast.get_docstring(ast.parse(path.read_text()))
    ]
    assert silent == []
