"""Our migrate is only quicker than Django's: it makes the same schema."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import load_command_class
from django.db import models
from django.db.migrations.state import ModelState, ProjectState

from portal.management.autodetector import WordlessAutodetector
from portal.management.commands.migrate import swappable_settings_kept
from tests.template import DATABASE, folder

PLAIN = """
import gc
import django
from django.core.management import call_command
from django.core.management.commands.migrate import Command
django.setup()
gc.set_threshold(20_000, 50, 1000)
call_command(Command(), verbosity=0)
"""
"""The collector of garbage takes a quarter of it and changes nothing in the schema."""


def schema(file: Path) -> dict[str, str]:
    """The statement that makes each table and index, by name."""
    with sqlite3.connect(file) as connection:
        return dict(connection.execute("SELECT name, sql FROM sqlite_master"))


@pytest.mark.django_db
def test_schema_is_that_of_plain_django(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    environment |= {"DJANGO_SETTINGS_MODULE": "portal.settings.dev", "VAR_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", PLAIN], cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert schema(tmp_path / DATABASE) == schema(folder() / DATABASE)


def test_migrate_is_ours() -> None:
    assert load_command_class("portal", "migrate").__module__ == "portal.management.commands.migrate"


def test_registry_is_left_as_it_was() -> None:
    with swappable_settings_kept():
        assert apps.get_swappable_settings_name("core.User") == "AUTH_USER_MODEL"
        assert apps.get_swappable_settings_name("home.HomePage") is None
        assert "get_swappable_settings_name" in vars(apps)
    assert "get_swappable_settings_name" not in vars(apps)


def state_with(field: models.Field, **options: str) -> ProjectState:
    state = ProjectState()
    state.add_model(ModelState("home", "Stop", [("id", models.AutoField(primary_key=True)), ("name", field)], options))
    return state


def changes(old: ProjectState, new: ProjectState) -> list[str]:
    found = WordlessAutodetector(old, new)._detect_changes()
    return [operation.describe() for migration in found.get("home", []) for operation in migration.operations]


def test_a_changed_word_makes_no_migration() -> None:
    before = state_with(models.CharField("name", max_length=9, choices=[("a", "A")]), verbose_name="stop")
    words = models.CharField("title", max_length=9, choices=[("a", "Alpha"), ("b", "B")], help_text="Short.")
    assert changes(before, state_with(words, verbose_name="halt")) == []


def test_a_changed_column_makes_one_without_words() -> None:
    before = state_with(models.CharField(max_length=9))
    after = state_with(models.CharField("title", max_length=10, help_text="Short."))
    assert changes(before, after) == ["Alter field name on stop"]
    assert after.models["home", "stop"].fields["name"].deconstruct()[3] == {"max_length": 10}
