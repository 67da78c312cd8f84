"""Lists and their filters: right, shareable, unbreakable, cheap."""

import pytest
from django.test import Client

from core.seed import key_uuid
from resources.listing import listed_in
from resources.models import CaseStudyPage, ResourceIndexPage


def index_url(key: str, language: str) -> str:
    return ResourceIndexPage.objects.get(translation_key=key_uuid(key), locale__language_code=language).url


def shown(client: Client, query: str, key: str = "case-studies", language: str = "en") -> set[str]:
    return {card.title for card in client.get(index_url(key, language) + query).context["cards"]}


@pytest.mark.parametrize(("key", "number"), [("case-studies", 9), ("learning", 7), ("publications", 3)])
def test_a_list_begins_with_its_own_kind(seeded, client: Client, key: str, number: int) -> None:
    response = client.get(index_url(key, "hr"))
    assert response.context["results"].count == number
    assert response.context["filtered"] is False
    assert "noindex" not in response.content.decode()


def test_filters_narrow_and_codes_of_one_filter_widen(seeded, client: Client) -> None:
    protection = "Data protection when several partners share one desk"
    assert shown(client, "?competence=B&theme=data-protection") == {protection}
    assert shown(client, "?competence=B") == {protection, "Career counselling inside the employment service"}
    assert shown(client, "?country=PT&country=FI") == {
        "A municipal service, a network of partners", "One door for everyone under 30",
    }  # fmt: skip
    assert shown(client, "?country=several") == {protection}
    assert shown(client, "?audience=entrepreneurs") == {"A municipal service, a network of partners"}
    assert shown(client, "?theme=digital") == set()


def test_kind_reaches_the_other_lists(seeded, client: Client) -> None:
    response = client.get(index_url("learning", "en") + "?kind=module&kind=publication&theme=value")
    kinds = [card.kind for card in response.context["cards"]]
    assert set(kinds) == {"module", "publication"}
    assert kinds == sorted(kinds)


def test_same_filters_same_answer_in_every_language(seeded, client: Client, language: str) -> None:
    response = client.get(index_url("case-studies", language) + "?competence=C&theme=one-stop-shop")
    assert response.context["results"].count == 3
    other = "fr" if language != "fr" else "nl"
    assert (
        f"{index_url('case-studies', other)}?competence=C&amp;theme=one-stop-shop&amp;kind=case"
        in response.content.decode()
    )


def test_counts_say_what_a_click_would_show(seeded, client: Client) -> None:
    base = "?competence=C"
    facets = {facet.name: facet for facet in client.get(index_url("case-studies", "en") + base).context["facets"]}
    for name in ("theme", "country", "audience"):
        for option in facets[name].options:
            assert len(shown(client, f"{base}&{name}={option.code}")) == option.count, (name, option.code)
    alone = {option.code: option.count for option in facets["competence"].options}
    assert alone["B"] == len(shown(client, "?competence=B"))


def test_a_filter_that_is_on_can_be_taken_away_alone(seeded, client: Client) -> None:
    response = client.get(index_url("case-studies", "en") + "?competence=B&theme=data-protection&page=1")
    urls = {option.code: option.url for option in response.context["chosen"]}
    assert set(urls) == {"B", "data-protection"}
    assert urls["B"] == "?theme=data-protection"


def test_filtered_lists_are_not_indexed(seeded, client: Client) -> None:
    html = client.get(index_url("case-studies", "en") + "?competence=B").content.decode()
    assert '<meta name="robots" content="noindex">' in html


def test_nothing_found_shows_the_way_out(seeded, client: Client) -> None:
    response = client.get(index_url("case-studies", "en") + "?theme=digital")
    assert "Nothing fits all these filters" in response.content.decode()


BAD = [
    "?competence=Z", "?theme=<script>alert(1)</script>", "?kind=%00", "?country=%00BE", "?page=-1", "?page=999999999999",
    "?page=abc", "?competence=" + "A" * 8000, "?theme=" + "&theme=".join(["x"] * 500), "?audience[]=1", "?%FF=%FF",
    "?competence=%ED%A0%80", "?country=be", "?kind=case%27%20OR%201=1",
]  # fmt: skip


@pytest.mark.parametrize("query", BAD, ids=range(len(BAD)))
def test_bad_input_shows_a_list(seeded, client: Client, query: str) -> None:
    response = client.get(index_url("case-studies", "fr") + query)
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()


def test_twenty_on_a_page_and_filters_stay(make_cases, client: Client) -> None:
    make_cases(25)
    first = client.get(index_url("case-studies", "en") + "?theme=digital")
    assert (len(first.context["cards"]), first.context["results"].pages) == (20, 2)
    second = client.get(index_url("case-studies", "en") + first.context["results"].next_url)
    assert len(second.context["cards"]) == 5
    assert "theme=digital" in first.context["results"].next_url


def test_drafts_and_private_pages_stay_out(make_cases, client: Client) -> None:
    from wagtail.models import PageViewRestriction

    first, second = make_cases(2)
    first.live = False
    first.save()
    PageViewRestriction.objects.create(page=second, restriction_type=PageViewRestriction.LOGIN)
    assert shown(client, "?audience=seniors") == set()
    assert {first.pk, second.pk}.isdisjoint(row.pk for row in listed_in("en"))


def test_queries_do_not_grow(make_cases, client: Client, count_queries) -> None:
    url = index_url("case-studies", "en") + "?theme=digital"
    make_cases(2)
    few = count_queries(lambda: client.get(url))
    for page in CaseStudyPage.objects.filter(slug__startswith="made-"):
        page.delete()
    make_cases(20)
    many = count_queries(lambda: client.get(url))
    assert few == many <= 10


@pytest.mark.parametrize("key", ["case-studies", "learning", "publications"])
def test_list_budget(seeded, client: Client, max_queries, language: str, key: str) -> None:
    url = index_url(key, language)
    client.get(url)
    with max_queries(10):
        client.get(url)


def test_detail_budget(make_cases, client: Client, max_queries) -> None:
    from resources.models import LearningModulePage, PublicationPage

    make_cases(20)
    for model in (CaseStudyPage, LearningModulePage, PublicationPage):
        for page in model.objects.in_language("pt"):
            client.get(page.url)
            with max_queries(10):
                client.get(page.url)
