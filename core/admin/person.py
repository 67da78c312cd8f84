"""Whom the admin is answering, for what is drawn where no request is at hand."""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_person: ContextVar[Any] = ContextVar("admin_person", default=None)


@contextmanager
def answering(person: Any) -> Generator[None]:
    """While the admin answers this person."""
    token = _person.set(person)
    try:
        yield
    finally:
        _person.reset(token)


def person_answered() -> Any:
    """Who works in the admin just now; ``None`` elsewhere: commands, background work, public pages."""
    return _person.get()
