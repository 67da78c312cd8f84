"""Processor time of uncached pages over the lightest view, in the same process and run, beside its budget."""

import statistics
from dataclasses import dataclass

from django.test import Client

from benchmarks.clock import median_ms

ROUNDS = 7
LIGHTEST = "/-/live"


@dataclass(frozen=True, slots=True)
class Page:
    """``budget``: how many times the lightest view it may cost."""

    name: str
    path: str
    budget: int


PAGES = [
    Page("home", "/fr/", 30),
    Page("list", "/fr/etudes-de-cas/", 40),
    Page("finder", "/en/centres/", 35),
    Page("centre", "/hr/centri/cisok-cakovec/", 30),
    Page("case study", "/fr/etudes-de-cas/une-orientation-qui-va-vers-les-gens/", 35),
    Page("module", "/fr/se-former/module-a/", 35),
    Page("search", "/en/search/?q=newcomers", 30),
]


def cost(client: Client, page: Page) -> tuple[float, float]:
    """Processor milliseconds of the page, and how many times the lightest view: measured in turns, so that a busy machine
    slows both."""
    spent, ratios = [], []
    for _round in range(ROUNDS):
        lightest = median_ms(lambda: client.get(LIGHTEST), 50)
        spent.append(median_ms(lambda: client.get(page.path), 10))
        ratios.append(spent[-1] / lightest)
    return statistics.median(spent), statistics.median(ratios)


def main() -> None:
    """Prints one line a page.

    Raises:
        RuntimeError: a page does not answer, because there is no demo content.
    """
    client = Client(SERVER_NAME="127.0.0.1")
    for page in PAGES:
        if client.get(page.path).status_code != 200:
            raise RuntimeError(f"{page.path} does not answer: run `manage.py prepare` first")
        spent, ratio = cost(client, page)
        verdict = "ok" if ratio <= page.budget else "OVER"
        print(f"  {page.name:10} {spent:7.2f} ms   {ratio:5.1f} x   ≤ {page.budget}  {verdict}")
