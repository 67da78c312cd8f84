"""What translating costs beside plain wagtail-localize, in the same process and run: queries and processor time.

Everything is rolled back; the demo content stays as it is.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from typing import Any
from uuid import uuid4

from django.contrib.auth import get_user_model
from django.db import connection, transaction
from django.test import Client, TestCase
from django.urls import reverse
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object

from core.seed import page_by_key
from home.models import StandardPage
from translation.following import follow
from translation.models import Item, Standing
from translation.requests.asking import ask

PASSAGES, PAGES = 100, 20


@dataclass(frozen=True, slots=True)
class Cost:
    """``ms``: of processor time."""

    queries: int
    ms: float


@contextmanager
def rolled_back() -> Iterator[None]:
    """A transaction nothing of stays."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def cost(call: Callable[[], object]) -> Cost:
    """Of one call."""
    asked = count()

    def counted(execute: Callable[..., Any], *said: Any) -> Any:
        next(asked)
        return execute(*said)

    with connection.execute_wrapper(counted):
        start = time.process_time()
        call()
        spent = (time.process_time() - start) * 1000
    return Cost(next(asked), spent)


def written(number_of_pages: int, passages: int) -> list[StandardPage]:
    """English pages with so many passages each, known to the desk."""
    home = page_by_key("home", "en")
    found = []
    for number in range(number_of_pages):
        body = [
            {"type": "paragraph", "value": f"<p>Sentence {one} of page {number}.</p>"} for one in range(passages - 2)
        ]
        page = StandardPage(locale=home.locale, title=f"Page {number}", summary="A page.", body=body)
        home.add_child(instance=page)
        page.save_revision().publish()
        home.refresh_from_db()
        found.append(page)
    follow()
    return found


def others() -> list[Locale]:
    """The five languages they are translated into."""
    return list(Locale.objects.exclude(language_code="en"))


def asked(pages: list[StandardPage]) -> Cost:
    """Of asking for all languages: what an editor waits for."""
    items = list(Item.objects.filter(key__in=[str(one.translation_key) for one in pages]))
    user = get_user_model().objects.filter(is_superuser=True).first()
    return cost(lambda: ask(uuid4(), items, [one.pk for one in others()], user))


def submitted(pages: list[StandardPage]) -> Cost:
    """Of plain wagtail-localize's submit, which makes the drafts within the request."""
    return cost(lambda: [translate_object(page, others()) for page in pages])


def translated(page: StandardPage) -> Standing:
    """Into Croatian, every passage of it."""
    croatian = Locale.objects.get(language_code="hr")
    translate_object(page, [croatian])
    made = Translation.objects.get(source__object_id=page.translation_key, target_locale=croatian)
    StringTranslation.objects.bulk_create(
        StringTranslation(
            translation_of=one.string,
            context=one.context,
            locale=croatian,
            data=one.string.data.replace("Sentence", "Rečenica").replace("of page", "stranice"),
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        )
        for one in made.source.stringsegment_set.exclude(context__path="slug").select_related("string", "context")
    )
    follow()
    return Standing.objects.select_related("item").get(item__key=str(page.translation_key), locale=croatian)


def published(client: Client, address: str) -> None:
    """By the button of the editor, with all that waits for the end of the request.

    Raises:
        RuntimeError: it was not published.
    """
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = client.post(address, {"action": "publish"})
    if answer.status_code != 302:
        raise RuntimeError("the editor asks something before it publishes")


def line(name: str, ours: Cost, plain: Cost | None = None, goal: str = "") -> None:
    """Prints one."""
    beside = f"   plain {plain.queries:6} queries {plain.ms:8.1f} ms" if plain else ""
    print(f"  {name:44} {ours.queries:6} queries {ours.ms:8.1f} ms{beside}   {goal}")


def main() -> None:
    """Prints one line a step."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(get_user_model().objects.filter(is_superuser=True)[0])
    with rolled_back():
        one = written(1, PASSAGES)
        ours = asked(one)
        line("one page, five languages: asked / submitted", ours, submitted(one), "≤ 400 queries, < 1 s")
    with rolled_back():
        pages = written(PAGES, 12)
        ours = asked(pages)
        line(f"{PAGES} pages, five languages: asked / submitted", ours, submitted(pages), "≤ 1/3")
    with rolled_back():
        standing = translated(written(1, PASSAGES)[0])
        address = reverse("translation_passages", args=[standing.item_id, "hr"])
        plain = f"{reverse('wagtailadmin_pages:edit', args=[standing.target_pk])}?form=1"
        client.get(address), client.get(plain)
        line(
            "editor with 100 passages",
            cost(lambda: client.get(address)),
            cost(lambda: client.get(plain)),
            "≤ 40 queries",
        )
        ours = cost(lambda: published(client, address))
    with rolled_back():
        standing = translated(written(1, PASSAGES)[0])
        plain = f"{reverse('wagtailadmin_pages:edit', args=[standing.target_pk])}?form=1"
        line("publish 100 passages", ours, cost(lambda: published(client, plain)), "≤ 100 queries")
