"""What the portal asks of a service that translates."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Protocol, runtime_checkable

from translation.vocabularies import MachineReason


class FailureError(Exception):
    """Nothing came back. ``again``: another try may help, after so many seconds when the service says so (``after``)."""

    def __init__(self, reason: MachineReason, *, again: bool = False, after: int = 0) -> None:
        super().__init__(reason.value)
        self.reason, self.again, self.after = reason, again, after


@dataclass(frozen=True, slots=True)
class Limits:
    """What goes to a service at once: so many ``texts``, with so many ``characters`` together."""

    texts: int
    characters: int


class Provider(Protocol):
    """A service. ``shield``: the name of the tag it leaves alone with what is in it, written with the attributes it asks for."""

    name: ClassVar[str]
    """Of its company or project, as people know it."""
    limits: ClassVar[Limits]
    shield: ClassVar[str]
    """The opening tag, with ``{}`` for its number."""


@runtime_checkable
class Answering(Provider, Protocol):
    """A service that answers at once."""

    def translate(self, texts: Sequence[str], source: str, target: str) -> Sequence[str]:
        """Translations of HTML passages in their order, as many as the service sends. ``source``, ``target``: codes of languages.

        Raises FailureError.
        """
        ...


@runtime_checkable
class CallingBack(Provider, Protocol):
    """A service that takes texts now and sends their translations to an address later."""

    def send(self, texts: Sequence[str], source: str, target: str, answer_to: str, failure_to: str) -> None:
        """Hands texts over. ``answer_to`` and ``failure_to``: addresses of ours that only this request knows. Raises FailureError."""
        ...

    def read(self, answer: bytes) -> Sequence[str]:
        """The translations in what was sent to ``answer_to``. Raises FailureError."""
        ...
