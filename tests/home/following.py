"""What the tests of following by mail share: followers, and a portal on which nothing is new but what a test publishes."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.models import Page

from home.models import Follower
from resources.models import CaseStudyPage

LONG_AGO = timedelta(days=400)
GOOD = {"email": "ana@example.org", "languages": ["en"], "rhythm": "weekly"}


def url(name: str, language: str = "en") -> str:
    with override(language):
        return reverse(name)


def ask(client: Client, language: str = "en", **changes: Any) -> Any:
    return client.post(url("follow", language), {**GOOD, **changes})


def link_in(text: str, part: str) -> str:
    """The path of the first address in a mail that has ``part``."""
    return next(word for word in text.split() if part in word and "://" in word).partition("testserver")[2]


def monday(weeks: int = 0) -> datetime:
    """Seven o'clock on the Monday after this week, or later ones; never the first of a month alone."""
    today = timezone.localtime().replace(hour=7, minute=0, second=0, microsecond=0)
    return today + timedelta(days=7 - today.weekday() + 7 * weeks)


def follower(name: str = "ana", **choices: Any) -> Follower:
    """Somebody who has been told of all that is older than a day."""
    choices.setdefault("languages", [choices.get("language", "en")])
    choices.setdefault("told_until", timezone.now() - timedelta(days=1))
    return Follower.objects.create(email=f"{name}@example.org", **choices)


@pytest.fixture
def quiet(seeded: None) -> None:
    """All there is was published long ago."""
    Page.objects.update(first_published_at=timezone.now() - LONG_AGO)


def study(language: str = "en", number: int = 0, **changes: Any) -> CaseStudyPage:
    """A case study that is published now in a language, and was long ago in the others."""
    page = CaseStudyPage.objects.in_language(language).real()[number]
    changes.setdefault("first_published_at", timezone.now() - timedelta(minutes=5))
    if "themes" in changes:  # they are the same in all languages
        CaseStudyPage.objects.filter(translation_key=page.translation_key).update(themes=changes.pop("themes"))
    CaseStudyPage.objects.filter(pk=page.pk).update(**changes)
    return CaseStudyPage.objects.get(pk=page.pk)
