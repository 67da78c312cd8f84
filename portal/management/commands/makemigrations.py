"""Django's makemigrations, for columns only: a changed label makes no migration."""

from django.core.management.commands import makemigrations

from portal.management.autodetector import WordlessAutodetector


class Command(makemigrations.Command):
    autodetector = WordlessAutodetector
