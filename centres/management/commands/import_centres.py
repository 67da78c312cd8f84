"""`manage.py import_centres`: the import of the admin on a terminal."""

import json
import sys
from argparse import RawDescriptionHelpFormatter
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.management.base import BaseCommand, CommandError, CommandParser

from centres.importing.tables.table import LIMITS, FileRefused
from centres.importing.work import intake, report, runner
from centres.importing.work.lease import Lease, LeaseLostError
from centres.importing.work.passes import work
from centres.importing.work.telling import tell
from centres.models import Import, ImportSource, Outcome, State
from core.countries import CODES

LANDED = {Outcome.CREATE, Outcome.CHANGE, Outcome.SAME, Outcome.JOINED}
NOTED = {Outcome.DUPLICATE, Outcome.JOINED}


class Command(BaseCommand):
    """Exit status: 0 every row landed, 1 some rows are named as problems, 2 nothing could be done."""

    help = (
        "Imports centres from a CSV, TSV, XLSX, GeoJSON or JSON file.\n\n"
        "Every row either lands or is named with its line and the reason. The same file twice changes nothing.\n"
        "Columns are recognised by their names in six languages; a mapping chosen before is remembered per source.\n"
        "What was imported can be undone in the admin under Centres, Imports.\n\n"
        "Exit status: 0 every row landed, 1 some rows are named as problems, 2 the file was refused or the call is wrong."
    )

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Keep the line breaks of the help text."""
        return super().create_parser(prog_name, subcommand, formatter_class=RawDescriptionHelpFormatter, **kwargs)

    def add_arguments(self, parser: CommandParser) -> None:
        """A file, and how to read it."""
        parser.add_argument("file", type=Path, help="the table")
        parser.add_argument("--source", default="", help="who sends the table (default: the name of the file)")
        parser.add_argument("--dry-run", action="store_true", help="say what would happen, write nothing")
        parser.add_argument("--report", type=Path, help="write what became of each row to this CSV file")
        parser.add_argument("--country", default="", help="country of rows that name none, such as HR")
        parser.add_argument("--language", default="", help="language of names and texts, such as hr")
        parser.add_argument(
            "--sheet", default="", help="sheet of a workbook (default: the one that looks like the table)"
        )
        parser.add_argument("--mapping", type=Path, help='JSON file {"header of a column": "our column name"}')
        parser.add_argument("--drafts", action="store_true", help="keep new centres as drafts")
        parser.add_argument("--empty-cells", action="store_true", help="an empty cell empties the field")
        parser.add_argument("--yes", action="store_true", help="do not ask before writing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and exit with its status. Raises CommandError when no file or import is named, or an unknown one."""
        self.quiet = options["verbosity"] == 0
        batch = self._received(options)
        self._begin(batch, State.CHECKING)
        if options["dry_run"] or batch.state != State.CHECKED or not self._agreed(batch, options):
            status = self._finish(batch, options)
            batch.file.delete(save=False)
            batch.delete()
        else:
            self._begin(batch, State.RUNNING)
            status = self._finish(batch, options)
        if status:
            sys.exit(status)

    def _received(self, options: dict[str, Any]) -> Import:
        path: Path = options["file"]
        if options["country"] and options["country"].upper() not in CODES:
            raise CommandError(f"{options['country']} is no country code of the portal, such as HR.", returncode=2)
        chosen = {"country": options["country"].upper(), "language": options["language"].lower()}
        chosen |= {"sheet": options["sheet"], "publish": not options["drafts"], "empties": options["empty_cells"]}
        try:
            if path.stat().st_size > LIMITS.size:
                raise CommandError(f"{path} is larger than {LIMITS.size // 1_000_000} MB.", returncode=2)
            source, _new = ImportSource.objects.get_or_create(name=(options["source"] or path.stem)[:120])
            with path.open("rb") as file:
                batch = intake.receive(File(file), path.name, source, chosen)
            mapping = self._mapping(batch, options["mapping"])
        except FileRefused as error:
            raise CommandError(str(error), returncode=2) from error
        except OSError as error:
            raise CommandError(f"{path}: {error.strerror or error}", returncode=2) from error
        if faults := intake.settle(batch, mapping):
            batch.file.delete(save=False)
            batch.delete()
            raise CommandError("\n".join(faults), returncode=2)
        self._say_how_it_is_read(batch)
        return batch

    def _say_how_it_is_read(self, batch: Import) -> None:
        """The sheet and what each column is taken for: nobody chooses columns on a terminal."""
        others = [name for name in batch.format["sheets"] if name != batch.format["sheet"]]
        if others:
            self._say(f"Sheet: {batch.format['sheet']}; not read: {', '.join(others)} (--sheet)")
        for number, column in enumerate(batch.format["header"]):
            field = batch.mapping.get(str(number))
            guessed = " (guessed by its contents)" if number in batch.format["doubts"] else ""
            self._say(f"  {column}: {field + guessed if field else 'not read'}")
        if said := report.likely_country(batch.format):
            self._say(f"{said} Say so with --country {batch.format['country']['code']}.")

    def _mapping(self, batch: Import, path: Path | None) -> dict[int, str]:
        if path is None:
            return {int(number): name for number, name in batch.mapping.items()}
        try:
            names = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise CommandError(f"{path} is no JSON file: {error}", returncode=2) from error
        if not isinstance(names, dict):
            raise CommandError(f'{path} must be like {{"header": "column"}}.', returncode=2)
        return {number: names[column] for number, column in enumerate(batch.format["header"]) if names.get(column)}

    def _begin(self, batch: Import, state: str) -> None:
        if runner.ask(batch, state):
            self._work(batch)

    def _work(self, batch: Import) -> None:
        lease = Lease.take(batch)
        if lease is None:
            self._say(f"Import {batch.pk}: nothing to do, or another process works on it.")
            return
        try:
            work(lease, self._progress)
        except LeaseLostError:
            self._say(f"Import {batch.pk} was stopped.")

    def _progress(self, batch: Import) -> None:
        self._say(f"\r{batch.get_state_display()}: {batch.position}", ending="")

    def _agreed(self, batch: Import, options: dict[str, Any]) -> bool:
        if options["yes"] or not sys.stdin.isatty():
            return True
        self._tell(batch)
        return input("Write this into the directory? [y/N] ").strip().lower() in {"y", "yes"}

    def _finish(self, batch: Import, options: dict[str, Any]) -> int:
        """Say what became of the rows; the exit status."""
        if batch.state == State.FAILED:
            self.stderr.write(tell(batch.error))
            return 2
        self._tell(batch)
        if options["report"]:
            try:
                with options["report"].open("w", encoding="utf-8", newline="") as file:
                    file.writelines(report.table(batch))
            except OSError as error:
                raise CommandError(f"{options['report']}: {error.strerror}", returncode=2) from error
        rows = batch.rows.exclude(problems=[], words=[]).exclude(outcome__in=NOTED)
        for found in report.findings(batch, rows.iterator(chunk_size=500), words=True):
            where = f"line {found.line}" + (f", {found.column}" if found.column else "")
            hint = f" ({found.suggested})" if found.suggestion else ""
            self.stderr.write(f"{where}: {found.value}: {found.reason}{hint}")
        notes = batch.rows.filter(outcome__in=NOTED).select_related("centre")
        for row in notes.iterator(chunk_size=500):
            self.stderr.write(f"line {row.line}: {row.name}: {report.note_text(row)}")
        return int(any(number for outcome, number in batch.counters.items() if outcome not in LANDED))

    def _tell(self, batch: Import) -> None:
        self._say("")
        words = ", ".join(text for _outcome, _number, text in report.summary(batch.counters))
        self.stdout.write(words or "The table has no rows.")

    def _say(self, text: str, ending: str | None = None) -> None:
        if not self.quiet:
            self.stderr.write(text, ending=ending)
