"""Django's name for what this project does by update_catalogues."""

from core.management.commands.update_catalogues import Command

__all__ = ["Command"]
