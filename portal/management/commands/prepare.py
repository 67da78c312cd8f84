"""Brings the data of this installation up to date: catalogues, database, style sheets, places, search index, demo content."""

from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection
from wagtail.models import Page

from centres.models.terms import ensure_directory_terms
from core.roles import ensure_roles
from core.site_address import keep_site_address
from core.uploads import older
from portal import kept_files, statistics
from search.engines import get_engine
from search.interface import EngineError
from search.outbox import rebuild
from translation import following

EMPTY = """This site has no pages yet. `manage.py seed` makes them in six languages, with fifty sample centres;
`manage.py seed --without-samples` makes the pages without the centres."""


class Command(BaseCommand):
    """Everything ``make run`` needs, each step only if it is needed."""

    help = "Prepares catalogues, database, places, search index and, on an empty site, the demo content."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-demo", action="store_true", help="leave an empty site empty")

    def handle(self, *args: Any, **options: Any) -> None:
        self.step("Catalogues", lambda: call_command("compile_catalogues", verbosity=0))
        self.step("Database", lambda: call_command("migrate", verbosity=0, interactive=False))
        self.step("Address", keep_site_address)
        self.step("Roles", ensure_roles)
        self.step("Vocabularies", ensure_directory_terms)
        if isinstance(staticfiles_storage, ManifestFilesMixin):
            quiet = {"verbosity": 0, "interactive": False}
            self.step("Style sheets and scripts", lambda: call_command("collectstatic", **quiet))
        self.step("Places", lambda: call_command("build_gazetteer", verbosity=0))
        if getattr(settings, "DEMO", False) and not options["no_demo"] and not self.has_content():
            self.step("Demo content", lambda: call_command("seed", stdout=self.stdout))
        else:
            self.step("Search index", self.rebuild_what_cannot_answer)
            self.step("Translations", following.begin)
        statistics.gather()
        self.step("Files of people", older.put_right)
        self.step("Rights of files", kept_files.restrict)
        if not self.has_content():
            self.stdout.write(EMPTY)

    def step(self, name: str, run: Any) -> None:
        self.stdout.write(f"{name} …")
        run()

    def rebuild_what_cannot_answer(self) -> None:
        """A search server that is away stops nothing: its index is made by `manage.py search rebuild` later."""
        for name, engine in get_engine().members().items():
            if not engine.health().ok:
                try:
                    rebuild([name])
                except EngineError as error:
                    self.stderr.write(str(error))

    def has_content(self) -> bool:
        """Whether a home page of ours exists."""
        if "wagtailcore_page" not in connection.introspection.table_names():
            return False
        return Page.objects.filter(depth=2, content_type__app_label="home").exists()
