"""`manage.py search`: keep the index, and say how it is."""

from argparse import RawDescriptionHelpFormatter
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError
from django.utils import timezone

from search import outbox, sources
from search.engines import get_engine
from search.interface import EngineError
from search.models import IndexTask, SearchCount

_SHOWN = 10


class Command(BaseCommand):
    """Exit status: 0 all is well, 1 something is to be done, 2 the engine or the database failed."""

    help = (
        "Keeps the search index.\n\n"
        "  rebuild  make the index anew; people search the old one until it is ready\n"
        "  drain    index the changes that wait\n"
        "  check    compare the index with the content; 1 when they differ\n"
        "  status   print engine, documents and waiting changes; 1 when changes wait or the index is empty\n\n"
        "Exit status: 0 all is well, 1 something is to be done, 2 the search engine or the database failed."
    )

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Keep the line breaks of the help text."""
        return super().create_parser(prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        """One word says what to do."""
        parser.add_argument("action", choices=("rebuild", "drain", "check", "status"))

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the action, then raise SystemExit with its status."""
        self.quiet = options["verbosity"] == 0
        try:
            status = getattr(self, f"_{options['action']}")()
        except (EngineError, DatabaseError) as error:
            self.stderr.write(str(error))
            raise SystemExit(2) from error
        if status:
            raise SystemExit(status)

    def _say(self, text: str) -> None:
        if not self.quiet:
            self.stdout.write(text)

    def _rebuild(self) -> int:
        count = outbox.rebuild()
        SearchCount.forget_old(timezone.localdate())
        self._say(f"{count} documents in the index.")
        return self._waiting()

    def _drain(self) -> int:
        drained = outbox.drain()
        self._say(f"{drained.done} objects brought up to date.")
        return self._waiting()

    def _waiting(self) -> int:
        waiting = IndexTask.objects.count()
        if waiting:
            error = IndexTask.objects.exclude(error="").values_list("error", flat=True).last()
            self._say(f"{waiting} changes wait." + (f" Last error: {error}" if error else ""))
        return int(bool(waiting))

    def _check(self) -> int:
        indexed = get_engine().indexed()
        wanted = {(*document.key, document.language) for document in sources.documents()}
        for label, keys in (("not in the index", wanted - indexed), ("in the index, but not public", indexed - wanted)):
            for source, pk, language in sorted(keys)[:_SHOWN]:
                self._say(f"{label}: {source} {pk} ({language})")
            if len(keys) > _SHOWN:
                self._say(f"{label}: {len(keys) - _SHOWN} more")
        if wanted != indexed:
            self._say("Run `manage.py search rebuild`.")
        else:
            self._say(f"{len(indexed)} documents, as in the content.")
        return int(wanted != indexed) or self._waiting()

    def _status(self) -> int:
        engine = get_engine()
        health = engine.health()
        self._say(f"engine: {type(engine).__module__}.{type(engine).__name__}")
        self._say(f"documents: {health.documents}")
        if health.detail:
            self._say(health.detail)
        return self._waiting() or int(not health.ok)
