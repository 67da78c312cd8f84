"""What stands on a page, for the list beside its text."""

from dataclasses import dataclass

from wagtail.blocks import StreamValue

SHORTEST = 2
"""A list of one title says nothing."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A section of the page shown: ``anchor`` is the id it is reached by."""

    anchor: str
    title: str


def contents_of(stream: StreamValue) -> list[Entry]:
    """The sections that the headings of a stream begin, in their order; empty when there is but one.

    ``core/components/blocks.html`` gives each heading the anchor that is meant here.
    """
    found = [Entry(f"part-{block.id}", block.value) for block in stream if block.block_type == "heading"]
    return found if len(found) >= SHORTEST else []
