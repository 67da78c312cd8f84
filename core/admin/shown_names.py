"""Names of rows the portal makes itself: kept in one language, shown in that of whoever reads.

A group's or workflow's name is content, one text for everybody. Those the portal makes are named in English; they are kept so, as keys, and
shown in the language of the admin, or of the mail. What an administrator names is shown as it was named.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model
from django.db.models.query_utils import DeferredAttribute


class ShownName(DeferredAttribute):
    """A column that keeps known names as they are stored and shows them translated.

    A form sends back what it has shown, and a look-up may ask for it: both mean the stored name again. Code that asks which row it has reads
    the column from the database (``values_list``), not from the object.
    """

    def __init__(self, field: Any, names: Callable[[], Iterable[str]], show: Callable[[str], str]) -> None:
        super().__init__(field)
        self.names, self.show = names, show

    def __get__(self, instance: Model | None, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        return value if instance is None or value not in self.names() else self.show(value)

    def __set__(self, instance: Model, value: Any) -> None:
        instance.__dict__[self.field.attname] = self.kept(value)

    def kept(self, shown: Any) -> Any:
        """The stored name of what is shown in the active language; any other name as it is."""
        return next((name for name in self.names() if shown == self.show(name)), shown)


def show_translated(
    model: type[Model], column: str, *, names: Callable[[], Iterable[str]], show: Callable[[str], str]
) -> None:
    """Shows ``names`` in a column of ``model`` as ``show`` says them. Called once when the app is ready."""
    field: Any = model._meta.get_field(column)
    attribute = ShownName(field, names, show)
    plain = field.get_prep_value
    field.get_prep_value = lambda value: plain(attribute.kept(value))
    setattr(model, column, attribute)
