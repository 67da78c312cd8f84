"""``manage.py send_reviews``: asks centres whether their facts are still right. The worker does so once a day."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from centres.care import reviews

_WORDS = {
    "sent": "mailed",
    "nobody": "without an address",
    "silent": "asked not to be written to",
    "answered": "answered, waiting for an editor",
    "paused": "mailed within the last 60 days",
    "unanswered": "left three mails without an answer",
}


class Command(BaseCommand):
    """Writes mails; the worker sends them, and tries again when the mail server is away. Exit status: 0 done, 2 refused."""

    help = "Mails centres whose facts are due: are they still right? At most one mail in 60 days, three in a round."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="tell who would be mailed, send nothing")
        parser.add_argument("--limit", type=int, default=200, help="at most so many mails (default: 200)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Send the letters. Raises CommandError when the limit is negative."""
        dry_run, limit = options["dry_run"], options["limit"]
        if limit < 0:
            raise CommandError("--limit must not be negative.", returncode=2)
        outcome = reviews.send_due(limit=limit, dry_run=dry_run)
        for code, words in _WORDS.items():
            if outcome[code]:
                would = "would be " if dry_run and code == "sent" else ""
                self.stdout.write(f"{outcome[code]:>6} {would}{words}")
        if not outcome:
            self.stdout.write("No centre is due.")
