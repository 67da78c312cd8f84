"""Fills the portal with demo content."""

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction
from django.utils import translation
from django.utils.module_loading import autodiscover_modules

from centres.models.terms import ensure_directory_terms
from community.membership import join
from community.models import Organisation
from community.vocabularies import MemberRole
from core.i18n.languages import LANGUAGES
from core.people.languages import COORDINATORS, REVIEWERS, TRANSLATORS
from core.roles import ensure_roles
from core.seed import seeders
from portal import statistics
from search.changes import deferred
from search.interface import EngineError
from search.models import IndexTask
from search.outbox import rebuild

PARTNER_OF = "azvo"
"""The organisation the demo partner works for."""


class Command(BaseCommand):
    """Idempotent: running it again changes nothing."""

    help = "Fills the portal with demo content in six languages. Running it again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--no-users", action="store_true", help="make no demo users")
        parser.add_argument("--without-samples", action="store_true", help="make the pages without the sample centres")

    def handle(self, *args: Any, **options: Any) -> None:
        autodiscover_modules("seed")
        waiting = IndexTask.objects.count()
        with translation.override("en"), deferred():
            for seeder in seeders():
                if seeder.sample and options["without_samples"]:
                    continue
                with transaction.atomic():
                    seeder.run(lambda line: self.stdout.write(f"  {line}"))
                self.stdout.write(f"seeded {seeder.name}")
            ensure_roles()
            ensure_directory_terms()
        if IndexTask.objects.count() > waiting:
            try:
                rebuild()
            except EngineError as error:
                self.stderr.write(str(error))
        statistics.gather()
        with translation.override("en"):
            if not options["no_users"] and getattr(settings, "DEMO", False):
                self.make_users()

    def make_users(self) -> None:
        """One demo user per role, each with a password of its own, printed once."""
        users = get_user_model()
        roles = {"editor": ["Editors"], "moderator": ["Moderators"], "partner": [], "administrator": []}
        of_a_language = {"translator": TRANSLATORS, "reviewer": REVIEWERS, "coordinator": COORDINATORS}
        roles |= {f"{name}-{code}": [f"{role}{code}"] for name, role in of_a_language.items() for code in LANGUAGES}
        made = []
        for name, groups in roles.items():
            user, created = users.objects.get_or_create(username=name, defaults={"email": f"{name}@example.org"})
            if not created:
                continue
            password = secrets.token_urlsafe(12)
            user.set_password(password)
            user.is_superuser = name == "administrator"
            user.save()
            user.groups.set(Group.objects.filter(name__in=groups))
            if name == "partner":
                join(Organisation.objects.get(slug=PARTNER_OF), user, MemberRole.MANAGER)
            made.append(f"{name:16} {password}")
        if made:
            self.stdout.write("\nDemo users for /admin/ (passwords are shown this once):\n" + "\n".join(made))
