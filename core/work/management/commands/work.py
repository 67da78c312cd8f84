"""``manage.py work``: does background work."""

import gc
import os
import sys
from argparse import RawDescriptionHelpFormatter
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, connection

from core.work.runner import LEASE
from core.work.vocabularies import State
from core.work.worker import Worker


class Command(BaseCommand):
    """Exit status: 0 stopped as asked, or nothing is due any more; 1 with --drain, when a task failed; 2 refused."""

    help = (
        "Does background work: what rooms enqueue, and periodic tasks. Several may run, on several machines.\n"
        "SIGTERM or Ctrl-C ends it; a running task has --grace seconds to finish and is taken up again otherwise.\n\n"
        "Exit status: 0 ended as asked, 1 with --drain when a task failed, 2 when the database does not answer."
    )

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Keep the line breaks of the help text."""
        return super().create_parser(prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--drain", action="store_true", help="do everything that is due, then end")
        parser.add_argument(
            "--grace",
            type=float,
            default=1.0,
            help="seconds a running task has to finish when asked to end (default: 1)",
        )
        parser.add_argument(
            "--lease",
            type=float,
            default=LEASE.total_seconds(),
            help="seconds until another worker takes over what a dead one had begun (default: 60)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Work, then exit with the status.

        Raises CommandError for a lease or grace that is not possible, and when the database does not answer.
        """
        if options["lease"] <= 0 or options["grace"] < 0:
            raise CommandError("--lease must be above 0, --grace not below.", returncode=2)
        try:
            connection.ensure_connection()
        except DatabaseError as error:
            raise CommandError(f"The database does not answer: {error}", returncode=2) from error
        worker = Worker(timedelta(seconds=options["lease"]), options["grace"], options["drain"])
        finished = worker.run()
        gc.freeze()  # the interpreter would walk through the whole program before it ends, which takes most of a second
        status = 0
        if options["drain"]:
            done, failed, waiting = (worker.ended[state] for state in (State.DONE, State.FAILED, State.WAITING))
            self.stdout.write(f"{done} done, {failed} failed, {waiting} to be tried again.")
            status = 2 if worker.database_failed else int(bool(failed or waiting))
        if not finished:
            # The thread of a task cannot be ended from outside, the process can.
            sys.stdout.flush()
            os._exit(status)
        if status:
            sys.exit(status)
