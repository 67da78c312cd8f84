"""Puts a backup in the place of everything this site holds."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.backups import restore


class Command(BaseCommand):
    """Restores, then prepares: migrations that are newer than the backup, style sheets, search index."""

    help = "Replaces database, media, uploaded tables and secret key by those of a file `manage.py backup` wrote."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--noinput", "--no-input", action="store_false", dest="interactive", help="do not ask")

    def handle(self, *args: Any, **options: Any) -> None:
        """Raises CommandError when the person does not agree or the file cannot be restored."""
        if options["interactive"]:
            answer = input("Everything this site holds now is replaced. Type 'yes' to go on: ")
            if answer.strip().lower() != "yes":
                raise CommandError("Nothing was changed.")
        restore(options["file"], self.stdout.write)
        call_command("prepare", no_demo=True, stdout=self.stdout)
        call_command("search", "rebuild", stdout=self.stdout)
