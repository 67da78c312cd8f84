"""Numbers of centres for pages that lead to the finder."""

from centres.finder.current import current


def counts_by_need() -> tuple[int, dict[str, int]]:
    """How many centres the finder lists, and how many answer each need; one query once the table is in memory."""
    table = current()
    columns = table.groups["need"]
    totals = columns.values.sum(axis=1)
    return len(table), {code: int(total) for code, total in zip(columns.codes, totals, strict=True)}
