"""`manage.py search`: keep the index, and say how it is."""

from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError
from django.utils import timezone

from search import judging, outbox, service, truth
from search.engines import Engine, get_engine
from search.interface import EngineError
from search.models import SearchCount

_SHOWN = 10
_JUDGEMENTS = Path(settings.BASE_DIR) / "tests" / "search" / "judgements"


class Command(BaseCommand):
    """Exit status: 0 all is well, 1 something is to be done, 2 the engine or the database failed."""

    help = (
        "Keeps the search index, each of them where there are two.\n\n"
        "  rebuild  make the index anew; people search the old one until it is ready\n"
        "  drain    index the changes that wait\n"
        "  check    compare every field in the index with the content; 1 when they differ\n"
        "  status   print engine, documents and waiting changes; 1 when changes wait or the index is empty\n"
        "  judge    ask judged queries and print how good the answers are, per language and engine\n\n"
        "Exit status: 0 all is well, 1 something is to be done, 2 the search engine or the database failed."
    )

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Keep the line breaks of the help text."""
        return super().create_parser(prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        """One word says what to do, another with which index."""
        parser.add_argument("action", choices=("rebuild", "drain", "check", "status", "judge"))
        parser.add_argument("--engine", choices=tuple(settings.SEARCH_ENGINES), help="only this index")
        parser.add_argument(
            "--judgements", type=Path, default=_JUDGEMENTS, help="folder with <language>.tsv, for judge"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the action, then raise SystemExit with its status."""
        self.quiet = options["verbosity"] == 0
        self.only = options["engine"]
        self.judgements = options["judgements"]
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

    def _engines(self) -> list[Engine]:
        return [engine for name, engine in get_engine().members().items() if self.only in (None, name)]

    def _rebuild(self) -> int:
        counts = outbox.rebuild(engine.name for engine in self._engines())
        SearchCount.forget_old(timezone.localdate())
        for engine, count in counts.items():
            self._say(f"{count} documents in the index ({engine}).")
        return self._waiting()

    def _drain(self) -> int:
        drained = outbox.drain()
        self._say(f"{drained.done} objects brought up to date.")
        return self._waiting()

    def _waiting(self) -> int:
        rows = outbox.waiting()
        waiting = rows.count()
        if waiting:
            error = rows.exclude(error="").values_list("error", flat=True).last()
            self._say(f"{waiting} changes wait." + (f" Last error: {error}" if error else ""))
        return int(bool(waiting))

    def _check(self) -> int:
        wanted = truth.digests()
        silent = [f"{source} {pk}" for source, pk in truth.silent(wanted)]
        self._list("public, but with nothing to find", silent)
        status = int(bool(silent))
        for engine in self._engines():
            difference = truth.compare(engine, wanted)
            for label, names in (
                ("not in the index", difference.missing),
                ("in the index with other contents", difference.outdated),
                ("in the index, but not public", difference.superfluous),
            ):
                self._list(label, [f"{source} {pk} ({language})" for source, pk, language in names])
            if difference:
                self._say(f"Run `manage.py search rebuild --engine {engine.name}`.")
                status = 1
            else:
                self._say(f"{len(wanted)} documents, as in the content ({engine.name}).")
        return status or self._waiting()

    def _list(self, label: str, names: list[str]) -> None:
        for name in names[:_SHOWN]:
            self._say(f"{label}: {name}")
        if len(names) > _SHOWN:
            self._say(f"{label}: {len(names) - _SHOWN} more")

    def _status(self) -> int:
        status = 0
        for engine in self._engines():
            health = engine.health()
            self._say(f"engine: {engine.name} {health.version}".rstrip())
            self._say(f"documents: {health.documents}")
            self._say(f"oldest waiting change: {outbox.lag_seconds(engine.name):.0f} s")
            if health.detail:
                self._say(health.detail)
            status = status or int(not health.ok)
        return self._waiting() or status

    def _judge(self) -> int:
        """Every engine is asked as visitors ask; the files say what is right."""
        self._say("engine         language  half  queries  nDCG@10  right at 1  nothing found")
        for engine in self._engines():
            scores = {
                path.stem: list(
                    judging.judge(path, lambda text, own, engine=engine: service.find_with(engine, text, own))
                )
                for path in sorted(self.judgements.glob("*.tsv"))
            }
            for row in judging.table(scores):
                self._say(
                    f"{engine.name:13}  {row.language:8}  {row.half:4}  {row.queries:7}  {row.ndcg:7.3f}  {row.right:10.2f}  "
                    f"{row.empty:13.2f}"
                )
        return 0
