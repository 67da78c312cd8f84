"""Keeps everything that cannot be made again in one file."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.backups import write


class Command(BaseCommand):
    """Prints the file that was written."""

    help = "Writes database, media, uploaded tables and the secret key into one file, while the site runs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("target", type=Path, help="a folder, or the name of the file (.tar.gz)")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(str(write(options["target"])))
