"""The network behind a centre as a step on from its page."""

from collections.abc import Iterator

from community.models import Organisation
from core import onward
from core.onward import Step, Subject
from core.vocabularies import Kind


def register_offer() -> None:
    """Called once when the app is ready."""
    onward.register("community", offer)


def offer(subject: Subject, language: str) -> Iterator[Step]:
    """The organisation behind the network."""
    if not subject.network:
        return
    for organisation in Organisation.objects.listed().filter(network=subject.network)[:1]:
        name = organisation.name_in(language)
        if url := organisation.url_in(language):
            yield Step(
                kind=Kind.ORGANISATION.value,
                label=organisation.role_label,
                title=name.text,
                url=url,
                language=name.language,
                weight=3,
            )
