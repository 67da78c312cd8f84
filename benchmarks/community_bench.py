"""Organisations, practitioners and events at size: processor time of their pages beside the same page with a tenth of them.

The exponent says how the time grows with the number: 0 not at all, 1 in step with it. Everything is rolled back.
"""

import json
import math
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from agenda.models import AgendaIndexPage, EventPage
from benchmarks.clock import median_ms
from benchmarks.synthetic import insert_rows
from community.models import CommunityIndexPage, Organisation, Practitioner
from community.vocabularies import Visible
from core.vocabularies import Theme

ROUNDS = 5
ORGANISATIONS, PRACTITIONERS, EVENTS = 1_000, 10_000, 5_000
LANGUAGES = ("fr", "nl", "it", "pt", "hr", "en")
COUNTRIES = ("FR", "BE", "IT", "PT", "HR", "CH")


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many of each there are."""

    organisations: int
    practitioners: int
    events: int

    @classmethod
    def part(cls, of: int) -> "Sizes":
        """One ``of`` so many."""
        return cls(ORGANISATIONS // of, PRACTITIONERS // of, EVENTS // of)


@contextmanager
def filled(sizes: Sizes) -> Iterator[None]:
    """The demo content with so many more, until it is left."""
    with transaction.atomic():
        draw = Random(sizes.practitioners)  # noqa: S311 - the same every time, nothing secret
        _organisations(sizes.organisations, draw)
        _practitioners(sizes.practitioners, draw)
        _events(sizes.events, draw)
        cache.clear()
        yield
        transaction.set_rollback(True)
    cache.clear()


def _organisations(number: int, draw: Random) -> None:
    Organisation.objects.bulk_create(
        Organisation(
            name=f"Organisation {one}",
            name_language="en",
            slug=f"organisation-{one}",
            country=draw.choice(COUNTRIES),
            city="Gent",
        )
        for one in range(number)
    )


def _practitioners(number: int, draw: Random) -> None:
    people = []
    for one in range(number):
        name = f"Practitioner {one}"
        people.append(
            Practitioner(
                email=f"practitioner{one}@example.org",
                name=name,
                role="Guidance counsellor",
                languages=draw.sample(LANGUAGES, 2),
                offers=draw.sample(Theme.values, 2),
                seeks=draw.sample(Theme.values, 1),
                country=draw.choice(COUNTRIES),
                visible=Visible.EVERYONE,
                words=f"practitioner {one} guidance counsellor",
                sort_key=name.lower(),
            )
        )
    Practitioner.objects.bulk_create(people, batch_size=1000)


def _events(number: int, draw: Random) -> None:
    """English pages below the agenda, a fifth of them to come."""
    agenda = AgendaIndexPage.objects.get(locale__language_code="en")
    kind, now = ContentType.objects.get_for_model(EventPage), timezone.now()
    newest = Page.objects.order_by("-pk").values_list("pk", flat=True)[0]
    pages, events = [], []
    for one in range(number):
        pk, starts = newest + 1 + one, now + timedelta(days=draw.randint(-1600, 400), hours=1)
        title = f"Event {one}"
        pages.append(
            {
                "id": pk,
                "title": title,
                "draft_title": title,
                "slug": f"event-{one}",
                "depth": agenda.depth + 1,
                "path": Page._get_path(agenda.path, agenda.depth + 1, agenda.numchild + 1 + one),
                "numchild": 0,
                "url_path": f"{agenda.url_path}event-{one}/",
                "content_type_id": kind.pk,
                "locale_id": agenda.locale_id,
                "translation_key": uuid.UUID(int=draw.getrandbits(128)),
                "live": True,
                "first_published_at": now,
                "last_published_at": now,
            }
        )
        events.append(
            {
                "page_ptr_id": pk,
                "content_language": "en",
                "summary": "An event.",
                "start_date": starts.date(),
                "starts_at": starts,
                "ends_at": starts + timedelta(hours=2),
                "country": draw.choice(COUNTRIES),
            }
        )
    insert_rows(Page, pages)
    insert_rows(EventPage, events)
    Page.objects.filter(pk=agenda.pk).update(numchild=agenda.numchild + number)


def addresses() -> dict[str, str]:
    """Paths by what they are."""
    community = CommunityIndexPage.objects.get(locale__language_code="en")
    agenda = AgendaIndexPage.objects.get(locale__language_code="en")
    person = Practitioner.objects.first()
    event = EventPage.objects.filter(slug="event-1").first()
    return {
        "organisations": community.url,
        "organisations, searched": f"{community.url}?q=organisation+7",
        "one organisation": f"{community.url}organisation-7/",
        "practitioners": community.people_url,
        "practitioners, filtered": f"{community.people_url}?theme={Theme.values[0]}&country=FR",
        "practitioners, searched": f"{community.people_url}?q=counsellor+77",
        "one practitioner": f"{community.people_url}{person.key}/" if person else "",
        "agenda": agenda.url,
        "calendar of the agenda": agenda.calendar_url,
        "one event": event.url if event else "",
    }


def measured(sizes: Sizes) -> dict[str, tuple[float, int]]:
    """By what they are: milliseconds of processor time, and bytes of the answer.

    Raises:
        RuntimeError: a page does not answer.
    """
    client, found = Client(SERVER_NAME="127.0.0.1"), {}
    with filled(sizes):
        for name, path in addresses().items():
            answer = client.get(path)
            if answer.status_code != 200:
                raise RuntimeError(f"{path} answers {answer.status_code}")
            found[name] = median_ms(lambda path=path: client.get(path), ROUNDS), len(answer.content)
    return found


def main() -> None:
    """Prints one line a page."""
    print(f"  {json.dumps({'organisations': ORGANISATIONS, 'practitioners': PRACTITIONERS, 'events': EVENTS})}")
    few, many = measured(Sizes.part(10)), measured(Sizes.part(1))
    for name, (spent, size) in many.items():
        exponent = math.log10(spent / few[name][0])
        print(
            f"  {name:26} {spent:8.1f} ms   {few[name][0]:8.1f} ms at a tenth   exponent {exponent:5.2f}   {size / 1024:7.1f} kB"
        )
