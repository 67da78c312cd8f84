"""Django's migrate in three quarters of its time; docs/adr/0022-migrate.md weighs what makes it so."""

import functools
import gc
from collections.abc import Generator
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.core.management.commands import migrate

from portal.management.autodetector import WordlessAutodetector

OBJECTS, YOUNG, OLD = 20_000, 50, 1000
"""New objects between two collections, and collections of the young between those of older generations."""


@contextmanager
def swappable_settings_kept() -> Generator[None]:
    """The running project tells only once which setting names a model, such as ``AUTH_USER_MODEL``.

    Django asks it for every relation of every model state it renders, and forgets all answers with each rendered model,
    although states have registries of their own and the project's does not change meanwhile.
    """
    apps.get_swappable_settings_name = functools.cache(apps.get_swappable_settings_name)
    try:
        yield
    finally:
        del apps.get_swappable_settings_name


@contextmanager
def garbage_collected_rarely() -> Generator[None]:
    """Two hundred migrations make ten thousand model classes, which the collector would walk through again and again."""
    usual = gc.get_threshold()
    gc.set_threshold(OBJECTS, YOUNG, OLD)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


class Command(migrate.Command):
    """The same plan, states and statements as Django's; tests/portal/test_migrate.py compares the schemas."""

    autodetector = WordlessAutodetector

    def handle(self, *args: Any, **options: Any) -> None:
        with swappable_settings_kept(), garbage_collected_rarely():
            super().handle(*args, **options)
