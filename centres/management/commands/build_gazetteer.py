"""Build the gazetteer's SQLite file, so that the first visitor does not wait for it."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from centres.gazetteer import build, store


class Command(BaseCommand):
    """``manage.py build_gazetteer [--force]``; exit status 0 when the file is current at the end."""

    help = "Builds the table of places and postcodes (setting GAZETTEER_PATH) unless it is current."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--force", action="store_true", help="Build it even when it is current.")

    def handle(self, *args: Any, **options: Any) -> None:
        target: Path = store.path()
        if options["force"]:
            target.unlink(missing_ok=True)
        done = build.build_if_needed(target)
        self.stdout.write(f"{target}: {'built' if done else 'current'}")
