"""Texts with one entry a line."""


def lines(text: str) -> list[str]:
    """The entries, cleaned; empty lines are none."""
    return [line.strip() for line in text.splitlines() if line.strip()]
