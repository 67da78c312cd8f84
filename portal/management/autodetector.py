"""What a migration is about: columns, not words. docs/adr/0003-lean-streamfield.md"""

from typing import Any

from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.state import ModelState, ProjectState


def without_words(model: ModelState) -> None:
    """Takes out of a model's state what people read and no column knows: labels, helps and choices."""
    for field in model.fields.values():
        field._verbose_name = None
        field.help_text = ""
        field.choices = None
    for option in ("verbose_name", "verbose_name_plural"):
        model.options.pop(option, None)


class WordlessAutodetector(MigrationAutodetector):
    """Finds no change in a changed word, and writes no word into a migration."""

    def __init__(self, from_state: ProjectState, to_state: ProjectState, *args: Any, **options: Any) -> None:
        for state in (from_state, to_state):
            for model in state.models.values():
                without_words(model)
        super().__init__(from_state, to_state, *args, **options)
