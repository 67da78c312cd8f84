"""Compile the message catalogues; see core.catalogues for the three trees."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.catalogues import compile_all


class Command(BaseCommand):
    """Compile .po files that changed. Fast when nothing did; needs neither a database nor GNU gettext."""

    help = "Compile the message catalogues that changed (no database and no GNU gettext needed)."
    requires_system_checks: ClassVar[list[str]] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Add --force."""
        parser.add_argument("--force", action="store_true", help="compile everything, fresh or not")

    def handle(self, *args: Any, **options: Any) -> None:
        """Compile and say how many files were written. Raises CommandError when a catalogue is not valid."""
        try:
            written = compile_all(force=options["force"])
        except OSError as error:
            raise CommandError(f"A catalogue is not valid: {error}") from error
        if options["verbosity"] and written:
            self.stdout.write(f"{len(written)} message catalogues compiled.")
