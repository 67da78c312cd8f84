"""From every page one step leads into another room of the portal, in the reader's language."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from html import unescape

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, PageViewRestriction

from agenda.models import EventPage
from core import onward
from core.i18n.borrowed import texts_of
from core.onward import Subject
from home.models import HomePage, OutputPage, StandardPage
from resources.models import CaseStudyPage, LearningModulePage, PublicationPage
from tests.agenda.builders import add_event
from tests.pages import extra_paths, one_of_each

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
Read = Callable[[str], HttpResponse]
THINGS = ("centre", "centre with hours", "organisation", "competence")
"""What has a page without being one."""
DATA_PROTECTION = "data-protection-several-partners-one-desk"


def way_on(get: Read, path: str) -> list[str]:
    """The paths under the page, in their order."""
    html = get(path).content.decode()
    found = re.search(r'<nav class="band onward.*?</nav>', html, re.S)
    return [unescape(path) for path in re.findall(r'href="([^"]+)"', found.group())] if found else []


def room(path: str) -> str:
    return path.split("/")[2]


@pytest.mark.xdist_group("reading")
def test_every_page_leads_into_another_room(read: Read, language: str) -> None:
    paths = one_of_each(language)
    del paths[HomePage.__name__]  # made of doors to all rooms
    paths |= {name: path for name, path in extra_paths(language).items() if name in THINGS}
    for name, path in paths.items():
        found = way_on(read, path)
        assert any(room(step) != room(path) for step in found), name
        assert len(found) == len(set(found)), name
        for step in found:
            assert step.startswith(f"/{language}/"), (name, step)
            assert read(step).status_code == 200, (name, step)


@pytest.mark.xdist_group("reading")
def test_every_seeded_page_does(read: Read) -> None:
    for page in Page.objects.live().filter(locale__language_code="hr", depth__gt=2):
        path = page.get_url()
        assert any(room(step) != room(path) for step in way_on(read, path)), path


def test_the_data_protection_case_leads_to_a_module_a_publication_and_an_event(client: Client, language: str) -> None:
    case = CaseStudyPage.objects.get(slug=DATA_PROTECTION)
    here = CaseStudyPage.objects.get(translation_key=case.translation_key, locale__language_code=language)
    found = way_on(client.get, here.url)
    for model in (LearningModulePage, PublicationPage, EventPage):
        assert {page.url for page in model.objects.in_language(language)} & set(found), model
    assert any("?need=" in step for step in found)


def test_editors_choose_first_and_the_portal_fills_up(client: Client) -> None:
    module = LearningModulePage.objects.get(competence="A", locale__language_code="en")
    chosen = StandardPage.objects.get(slug="theme-data-protection")
    module.related = [("page", chosen)]
    module.save_revision().publish()

    for language in ("en", "hr"):  # chosen once, each language leads to its own
        here = LearningModulePage.objects.get(translation_key=module.translation_key, locale__language_code=language)
        LearningModulePage.objects.filter(pk=here.pk).update(
            related=module.related.stream_block.get_prep_value(module.related)
        )
        there = StandardPage.objects.get(translation_key=chosen.translation_key, locale__language_code=language)
        cache.clear()
        found = way_on(client.get, here.url)
        assert found[0] == there.url
        assert len(found) == onward.SHOWN


def test_nothing_closed_is_offered(client: Client) -> None:
    case = CaseStudyPage.objects.get(slug=DATA_PROTECTION)
    before = way_on(client.get, case.url)
    guide = PublicationPage.objects.get(slug="guide-to-cooperation")
    assert guide.url in before
    PageViewRestriction.objects.create(page=guide, restriction_type=PageViewRestriction.LOGIN)
    assert guide.url not in way_on(client.get, case.url)


def test_what_is_coming_stands_before_what_is_over(client: Client) -> None:
    EventPage.objects.update(live=False)
    event = add_event("New round", competences=["B"])
    cache.clear()
    assert event.url in way_on(client.get, CaseStudyPage.objects.get(slug=DATA_PROTECTION).url)


def test_a_page_in_another_language_is_named_in_its_own(client: Client) -> None:
    """The guide has no Croatian text: its fallback page is offered, marked as what it is."""
    output = OutputPage.objects.get(code="IO1", locale__language_code="hr")
    html = client.get(output.url).content.decode().split('class="band onward')[1]
    assert re.search(r'<span lang="fr">Coopérer', html)


def test_the_way_on_costs_no_query_once_it_is_known(max_queries: Callable[[int], AbstractContextManager[None]]) -> None:
    case = CaseStudyPage.objects.get(slug=DATA_PROTECTION)
    case.way_on()
    with max_queries(0):
        case.way_on()


def test_the_way_on_costs_the_same_for_two_and_for_twenty_things() -> None:
    case = CaseStudyPage.objects.get(slug=DATA_PROTECTION)

    def cost() -> int:
        case.way_on()  # titles of competences, lists and the finder's table are known from now on
        texts_of(case)  # and what is borrowed from other languages
        subject = replace(case.subject(), url="/en/elsewhere/")
        with CaptureQueriesContext(connection) as queries:
            onward.steps(replace(subject, country=str(len(EventPage.objects.all()))), case.locale)
        return len(queries)

    few = cost()
    for number in range(20):
        add_event(f"Round {number}", competences=["B", "C"])
    assert cost() == few <= 4


def test_a_page_about_nothing_leads_to_two_rooms() -> None:
    steps = onward.steps(Subject(url="/en/legal-notice/"), HomePage.objects.get(locale__language_code="en").locale)
    assert len(steps) == onward.LEAST
    assert {step.weight for step in steps} == {0}


def test_pages_of_the_same_room_do_not_take_the_place_of_another_one() -> None:
    page = OutputPage.objects.get(code="IO4", locale__language_code="en")
    beside = [other.pk for other in StandardPage.objects.in_language("en").child_of(page.get_parent())]
    subject = Subject(url=page.url, chosen=(*beside, page.pk))
    steps = onward.steps(subject, page.locale)
    assert page.url not in {step.url for step in steps}
    assert sum(room(step.url) != room(page.url) for step in steps) == onward.LEAST
