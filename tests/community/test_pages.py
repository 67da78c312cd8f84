"""The organisations on their pages, in six languages."""

import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.test import Client

from community.listing import PER_PAGE
from community.models import CommunityIndexPage, Organisation, OrganisationText

pytestmark = pytest.mark.django_db

SIX = ["ricdm", "universcience", "learningdigital", "porto", "azvo", "lllp"]


def page_url(language: str, slug: str = "") -> str:
    return CommunityIndexPage.urls_by_language()[language] + (f"{slug}/" if slug else "")


def json_ld(html: str) -> dict:
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S).group(1))


def test_the_six_partners_come_first_and_the_coordinator_leads(seeded: None) -> None:
    partners = list(Organisation.objects.listed().partners())
    assert {partner.slug for partner in partners} == set(SIX)
    assert partners[0].slug == "ricdm"


def test_index_shows_everyone_in_every_language(seeded: None, client: Client, language: str) -> None:
    html = client.get(page_url(language)).content.decode()
    for organisation in Organisation.objects.listed():
        assert f'href="{page_url(language, organisation.slug)}"' in html
        assert organisation.text_in(language).summary.split(".")[0] in html.replace("&#x27;", "'")


def test_every_organisation_answers_in_every_language(seeded: None, client: Client, language: str) -> None:
    for organisation in Organisation.objects.listed():
        response = client.get(page_url(language, organisation.slug))
        assert response.status_code == 200
        assert f'<html lang="{language}"' in response.content.decode()


def test_a_name_in_another_language_says_so(seeded: None, client: Client) -> None:
    html = client.get(page_url("hr", "ohjaamo")).content.decode()
    assert '<h1 lang="fi">Ohjaamo</h1>' in html
    html = client.get(page_url("en", "azvo")).content.decode()
    assert "<h1>Agency for Science and Higher Education</h1>" in html
    assert '<span lang="hr">Agencija za znanost i visoko obrazovanje</span>' in html


def test_what_no_source_says_is_said(seeded: None, client: Client) -> None:
    html = client.get(page_url("en", "learningdigital")).content.decode()
    assert html.count("not in our sources") == 2


def test_members_and_the_network_find_each_other(seeded: None, client: Client) -> None:
    html = client.get(page_url("fr", "ricdm")).content.decode()
    assert page_url("fr", "universcience") in html
    assert page_url("fr", "porto") in html
    assert page_url("fr", "ricdm") in client.get(page_url("fr", "universcience")).content.decode()


def test_organisation_json_ld(seeded: None, client: Client) -> None:
    data = json_ld(client.get(page_url("nl", "porto")).content.decode())
    assert data["@type"] == "Organization"
    assert data["name"] == "Gemeente Porto, Cidade das Profissões"
    assert data["alternateName"] == ["Município do Porto, Cidade das Profissões", "Cidade das Profissões"]
    assert data["address"] == {"@type": "PostalAddress", "addressCountry": "PT", "addressLocality": "Porto"}
    assert data["url"] == "https://www.porto.pt"
    assert data["memberOf"]["name"] == "Réseau international des Cités des métiers"


def test_alternates_name_every_language(seeded: None, client: Client) -> None:
    html = client.get(page_url("it", "lllp")).content.decode()
    for language in ("fr", "nl", "it", "pt", "hr", "en"):
        assert f'hreflang="{language}" href="http://testserver{page_url(language, "lllp")}"' in html
    assert f'hreflang="x-default" href="http://testserver{page_url("en", "lllp")}"' in html


def test_a_missing_text_is_shown_in_another_language_and_says_so(seeded: None, client: Client) -> None:
    OrganisationText.objects.filter(organisation__slug="lllp", language="hr").delete()
    html = client.get(page_url("hr", "lllp")).content.decode()
    assert '<html lang="hr"' in html
    assert '<meta name="robots" content="noindex">' in html
    assert f'<link rel="canonical" href="http://testserver{page_url("en", "lllp")}">' in html
    assert "hreflang" not in re.sub(r"<(?:a|nav).*", "", html.split("</head>")[0])
    assert "A European platform for lifelong learning" in html
    assert 'lang="en"' in html.split("</header>", 1)[1]
    assert (
        f'hreflang="hr" href="http://testserver{page_url("hr", "lllp")}"'
        not in client.get(page_url("en", "lllp")).content.decode()
    )


def test_a_draft_is_not_shown(seeded: None, client: Client) -> None:
    Organisation.objects.filter(slug="hzz").update(live=False)
    assert client.get(page_url("en", "hzz")).status_code == 404
    assert page_url("en", "hzz") not in client.get(page_url("en")).content.decode()


@pytest.mark.parametrize(
    "tail",
    ["nobody/", "x" * 8000 + "/", "%3Cscript%3E/", "RICDM/", "ricdm/more/", "..%2F..%2Fetc/", "%F0%9F%92%A9/", "%00/"],
)
def test_bad_addresses_get_a_plain_answer(seeded: None, client: Client, tail: str) -> None:
    response = client.get(page_url("fr") + tail)
    assert response.status_code in {400, 404}
    assert b"<script>" not in response.content


def test_queries_do_not_grow(seeded: None, client: Client, count_queries: object) -> None:
    Organisation.objects.exclude(slug__in=["ricdm", "porto"]).delete()
    few = count_queries(lambda: client.get(page_url("fr")))
    for number in range(18):
        organisation = Organisation(name=f"Ours {number}", name_language="en", slug=f"ours-{number}", country="FR")
        organisation.texts = [OrganisationText(language="fr", summary=f"Numéro {number}")]
        organisation.save()
    assert count_queries(lambda: client.get(page_url("fr"))) == few <= 10


def test_detail_budget(seeded: None, client: Client, max_queries: object) -> None:
    url = page_url("pt", "ricdm")
    client.get(url)
    with max_queries(10):
        client.get(url)


def test_address_of_an_organisation(seeded: None) -> None:
    ricdm = Organisation.objects.get(slug="ricdm")
    assert ricdm.url_in("hr") == page_url("hr", "ricdm")
    CommunityIndexPage.objects.all().delete()
    assert ricdm.url_in("hr") == ""


def test_card(seeded: None) -> None:
    card = Organisation.objects.listed().get(slug="azvo").card(language="pt")
    assert card.title == "Agência para a Ciência e o Ensino Superior"
    assert (card.kind, card.language) == ("organisation", "pt")
    assert card.url == page_url("pt", "azvo")


def test_sitemap_has_only_languages_with_a_text(seeded: None, client: Client) -> None:
    OrganisationText.objects.filter(organisation__slug="lllp", language="hr").delete()
    xml = client.get("/sitemap-organisations-1.xml").content.decode()
    assert f"<loc>http://testserver{page_url('en', 'lllp')}</loc>" in xml
    assert page_url("hr", "lllp") not in xml
    assert page_url("hr", "azvo") in xml


def test_a_long_list_comes_in_pages_and_can_be_searched(
    seeded: None, client: Client, max_queries: Callable[[int], AbstractContextManager]
) -> None:
    assert 'name="q"' not in client.get(page_url("fr")).content.decode().split("<main")[1]
    Organisation.objects.bulk_create(
        Organisation(name=f"Centre {number}", name_language="fr", slug=f"centre-{number}", city="Gîtes", country="FR")
        for number in range(80)
    )
    many = client.get(page_url("fr"))
    html = many.content.decode().split("<main")[1]
    assert 'name="q"' in html
    assert "?page=2" in html
    assert len(many.context["found"].page) == PER_PAGE
    with max_queries(10):
        client.get(page_url("fr"), {"page": "2"})
    found = client.get(page_url("fr"), {"q": "gites CENTRE 7"}).context["found"]
    assert {one.name for one in found.page} == {"Centre 7", *(f"Centre 7{number}" for number in range(10))} | {
        f"Centre {number}7" for number in range(1, 8)
    }
    by_translation = client.get(page_url("fr"), {"q": "gemeente porto"}).context["found"]
    assert [one.slug for one in by_translation.page] == ["porto"]
    nothing = client.get(page_url("nl"), {"q": "<b>niemand"})
    assert "Geen organisatie heet zo" in nothing.content.decode()
    assert "&lt;b&gt;niemand" in nothing.content.decode()
