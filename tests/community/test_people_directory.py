"""The practitioners' directory: who sees whom, filters, search, the own page and its form."""

import re
import uuid

import pytest
from django.test import Client

from community.models import CommunityIndexPage, Organisation, Practitioner
from community.people.listing import PER_PAGE
from community.people.matching import matches_of
from community.vocabularies import Visible
from core.i18n.languages import LANGUAGES
from tests.community.people import add, people_url, signed_in
from tests.conftest import StrictClient

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
UNSEEN = {
    "only colleagues": {},
    "nobody": {"visible": Visible.NOBODY},
    "hidden": {"visible": Visible.EVERYONE, "hidden": True},
}


def form(**changes: object) -> dict[str, object]:
    """What a browser sends of a whole profile."""
    return {
        "name": "Ana Horvat",
        "role": "Savjetnica za mlade",
        "organisation": "",
        "organisation_name": "CISOK",
        "country": "HR",
        "languages": ["hr", "fr"],
        "offers": ["youth", "outreach"],
        "seeks": ["digital"],
        "text": "Radim s mladima.",
        "text_language": "hr",
        "visible": "colleagues",
        "contactable": "on",
        **changes,
    }


def names_on(html: str) -> list[str]:
    return re.findall(r'card-title"><a href="[^"]+/people/[^"]+">([^<]+)</a>', html)


# Empty, in six languages


def test_the_community_page_leads_there_and_nobody_is_there_yet(client: Client, language: str) -> None:
    page = client.get(CommunityIndexPage.url_in(language)).content.decode()
    assert f'href="{people_url(language)}"' in page
    assert f'href="{people_url(language)}sign-in/"' in page
    assert not Practitioner.objects.exists(), "no invented people"
    response = client.get(people_url(language))
    html = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}"' in html
    assert 'class="empty"' in html
    assert 'name="robots" content="noindex"' in html
    assert "facets" not in html
    assert not client.cookies


PAGES = ("", "own/", "own/edit/", "own/erase/", "sign-in/sent/", "sent/", "erased/")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_speaks_the_language_of_its_reader(page: str, language: str) -> None:
    me = add(
        "Ivo", offers=["youth"], seeks=["digital"], languages=["hr"], country="HR", text="Bok.", text_language="hr"
    )
    add("Bo", offers=["digital"], languages=["hr"])
    browser = signed_in(me)
    response = browser.get(f"{people_url(language)}{page}")
    html = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}"' in html
    switcher = {code: f'href="{people_url(code)}{page}"' for code in LANGUAGES}
    assert all(link in html for link in switcher.values())
    if language != "en":
        english = StrictClient()
        english.cookies = browser.cookies
        title = re.search(r"<h1>(.*?)</h1>", english.get(f"{people_url()}{page}").content.decode())[1]
        assert f"<h1>{title}</h1>" not in html


# Who sees whom


@pytest.mark.parametrize("facts", UNSEEN.values(), ids=list(UNSEEN))
def test_strangers_see_public_profiles_only(client: Client, facts: dict[str, object]) -> None:
    seen, unseen = add("Seen", visible=Visible.EVERYONE), add("Unseen", **facts)
    html = client.get(people_url()).content.decode()
    assert names_on(html) == ["Seen"]
    assert client.get(f"{people_url()}?q=unseen").content.decode().count("Unseen") == 0
    assert client.get(f"{people_url()}{seen.key}/").status_code == 200
    assert client.get(f"{people_url()}{unseen.key}/").status_code == 404
    assert client.get(f"{people_url()}{unseen.key}/write/").status_code == 302
    assert seen.email not in html


def test_colleagues_see_more_but_not_whom_nobody_sees() -> None:
    add("Ana"), add("Bo", visible=Visible.EVERYONE), add("Cy", visible=Visible.NOBODY), add("Di", hidden=True)
    nameless = Practitioner.objects.create(email="e@example.org")
    me = add("Zoe")
    browser = signed_in(me)
    html = browser.get(people_url()).content.decode()
    assert names_on(html) == ["Ana", "Bo", "Zoe"]
    assert 'content="noindex"' in html
    for person in Practitioner.objects.exclude(pk=me.pk):
        status = browser.get(f"{people_url()}{person.key}/").status_code
        assert status == (200 if person.name in {"Ana", "Bo"} else 404), person
        assert person.email not in html
    assert nameless.name == ""


@pytest.mark.parametrize("facts", [{"hidden": True}, {"name": ""}], ids=["hidden", "nameless"])
def test_who_shows_nothing_sees_what_strangers_see(facts: dict[str, object]) -> None:
    other = add("Ana")
    browser = signed_in(
        add("Zoe", **facts) if "name" not in facts else Practitioner.objects.create(email="z@example.org")
    )
    assert browser.get(f"{people_url()}{other.key}/").status_code == 404
    assert "Ana" not in browser.get(people_url()).content.decode()
    assert browser.get(f"{people_url()}own/").status_code == 200


def test_ids_cannot_be_counted_up(client: Client) -> None:
    person = add(visible=Visible.EVERYONE)
    for step in (
        str(person.pk),
        str(uuid.uuid4()),
        str(person.key).upper(),
        person.key.hex,
        f"{{{person.key}}}",
        "%00",
        "a" * 3000,
    ):
        assert client.get(f"{people_url()}{step}/").status_code in {400, 404}, step


def test_the_address_of_a_mailbox_is_on_no_page_of_others() -> None:
    person, me = add("Ana", visible=Visible.EVERYONE, text="Bok."), add("Zoe")
    browser = signed_in(me)
    for path in ("", f"{person.key}/", f"{person.key}/write/", "own/"):
        assert person.email not in browser.get(f"{people_url()}{path}").content.decode(), path


def test_search_engines_are_told_of_public_profiles_only(client: Client) -> None:
    seen = add("Seen", visible=Visible.EVERYONE, role="Adviser", languages=["hr"], organisation_name="CISOK")
    html = client.get(f"{people_url()}{seen.key}/").content.decode()
    assert "noindex" not in html
    assert '"@type": "Person"' in html.replace('"@type":"Person"', '"@type": "Person"')
    assert "hreflang" in html
    assert "noindex" not in client.get(people_url()).content.decode()
    assert "noindex" in client.get(f"{people_url()}?theme=youth").content.decode()
    mine = signed_in(add("Zoe"))
    assert "noindex" in mine.get(people_url()).content.decode()
    assert "noindex" in mine.get(f"{people_url()}{Practitioner.objects.get(name='Zoe').key}/").content.decode()


def test_nothing_of_it_is_kept_by_caches(client: Client) -> None:
    person = add(visible=Visible.EVERYONE)
    for browser in (client, signed_in(person)):
        for path in ("", f"{person.key}/", "own/"):
            answer = browser.get(f"{people_url()}{path}")
            assert "no-store" in answer["Cache-Control"], path
            assert "Cookie" in answer["Vary"], path


# The list


def test_filters_and_words_narrow_the_list(client: Client) -> None:
    add("Ana", visible="everyone", offers=["youth"], languages=["hr", "fr"], country="HR", text="Ulični rad u Đakovu")
    add("Bo", visible="everyone", offers=["youth", "digital"], languages=["nl"], country="BE")
    add(
        "Cy",
        visible="everyone",
        offers=["digital"],
        languages=["fr"],
        country="BE",
        organisation_name="Cité des métiers",
    )

    def found(query: str) -> list[str]:
        return names_on(client.get(f"{people_url()}?{query}").content.decode())

    assert found("theme=youth") == ["Ana", "Bo"]
    assert found("theme=youth&theme=digital") == ["Ana", "Bo", "Cy"]
    assert found("theme=youth&language=fr") == ["Ana"]
    assert found("country=BE&language=fr") == ["Cy"]
    assert found("q=dakov") == ["Ana"]
    assert found("q=CITE+metiers") == ["Cy"]
    assert found("q=bo") == ["Bo"]
    html = client.get(f"{people_url()}?theme=evaluation").content.decode()
    assert names_on(html) == []
    assert 'class="empty"' in html
    facets = {
        facet.name: {o.code: o.count for o in facet.options}
        for facet in client.get(f"{people_url()}?country=BE").context["facets"]
    }
    assert facets["theme"]["youth"] == 1
    assert facets["theme"]["digital"] == 2
    assert facets["country"] == {"BE": 2, "HR": 1}
    assert facets["language"] == {"fr": 1, "nl": 1, "hr": 0}


@pytest.mark.parametrize(
    "query",
    [
        "theme=nonsense&country=zz&language=%00",
        "q=" + "x" * 9000,
        "q=%27%22%3C%3E&page=-1",
        "page=99999999999999",
        "q=%25_%5C",
        "theme[]=a&page=x",
    ],
)
def test_nonsense_in_the_address_is_left_out(client: Client, query: str) -> None:
    add(visible="everyone")
    assert client.get(f"{people_url()}?{query}").status_code == 200


def test_pages_keep_the_filters(client: Client) -> None:
    for number in range(PER_PAGE + 3):
        add(f"Ana {number:02}", visible="everyone", offers=["youth"])
    html = client.get(f"{people_url()}?theme=youth").content.decode()
    assert len(names_on(html)) == PER_PAGE
    assert "?theme=youth&amp;page=2" in html
    assert len(names_on(client.get(f"{people_url()}?theme=youth&page=2").content.decode())) == 3


def test_the_list_costs_the_same_for_two_and_for_twenty(client: Client, count_queries: object) -> None:
    organisations = list(Organisation.objects.filter(live=True)[:5])
    for number in range(2):
        add(f"Ana {number}", visible="everyone", organisation=organisations[number])
    me = signed_in(Practitioner.objects.get(name="Ana 0"))
    few = [count_queries(lambda b=browser: b.get(people_url())) for browser in (client, me)]
    for number in range(2, 20):
        add(f"Ana {number}", visible="everyone", organisation=organisations[number % 5])
    many = [count_queries(lambda b=browser: b.get(people_url())) for browser in (client, me)]
    assert few == many
    assert max(many) <= 10, many


def test_a_profile_and_the_own_page_keep_to_their_budget(count_queries: object) -> None:
    organisation = Organisation.objects.filter(live=True).first()
    me = add("Zoe", seeks=["youth"], offers=["digital"], organisation=organisation)
    browser = signed_in(me)

    def costs() -> list[int]:
        person = Practitioner.objects.exclude(pk=me.pk).first()
        return [count_queries(lambda p=path: browser.get(f"{people_url()}{p}")) for path in (f"{person.key}/", "own/")]

    for number in range(2):
        add(f"Ana {number}", offers=["youth"], organisation=organisation)
    few = costs()
    for number in range(2, 20):
        add(f"Ana {number}", offers=["youth"], organisation=organisation)
    assert costs() == few
    assert max(few) <= 12, few


# The own page


def test_a_profile_is_written_and_shown(language: str) -> None:
    me = Practitioner.objects.create(email="ana@example.org")
    organisation = Organisation.objects.filter(live=True).first()
    browser = signed_in(me)
    answer = browser.post(f"{people_url(language)}own/edit/", form(organisation=organisation.pk))
    assert answer["Location"] == f"{people_url(language)}own/?done=saved"
    assert 'role="status"' in browser.get(answer["Location"]).content.decode()
    me.refresh_from_db()
    assert (me.name, me.offers, me.seeks, me.languages) == (
        "Ana Horvat",
        ["youth", "outreach"],
        ["digital"],
        ["fr", "hr"],
    )
    assert (me.organisation, me.organisation_name) == (organisation, "")
    html = browser.get(f"{people_url(language)}{me.key}/").content.decode()
    assert "Radim s mladima." in html
    assert organisation.url_in(language) in html
    if language != "hr":
        assert 'lang="hr">Savjetnica za mlade' in html
    assert browser.get(f"{people_url(language)}own/edit/").content.decode().count("checked") >= 6


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": ""}, "Write the name colleagues know you by."),
        ({"name": "\x00\n "}, "Write the name colleagues know you by."),
        ({"name": "n" * 121}, "This is 121 characters long. Shorten it to 120."),
        ({"text": "t" * 8000}, "This is 8000 characters long. Shorten it to 1000."),
        ({"offers": ["nonsense"]}, "Select a valid choice"),
        ({"languages": ["xx"]}, "Select a valid choice"),
        ({"country": "ZZ"}, "Select a valid choice"),
        ({"visible": "friends"}, "Select a valid choice"),
        ({"organisation": "999999"}, "Select a valid choice"),
        ({"text_language": "de"}, "Select a valid choice"),
    ],
)
def test_bad_input_gets_a_sentence_beside_the_field_and_nothing_is_lost(changes: dict[str, object], said: str) -> None:
    browser = signed_in(Practitioner.objects.create(email="ana@example.org"))
    answer = browser.post(f"{people_url()}own/edit/", form(role="Adviser of <b>many</b>") | changes)
    html = answer.content.decode()
    assert answer.status_code == 400
    assert said in html
    assert 'value="Adviser of &lt;b&gt;many&lt;/b&gt;"' in html
    assert html.count(" checked") >= 4
    assert Practitioner.objects.get().name == ""


def test_markup_and_links_stay_text(client: Client) -> None:
    bad = "<script>alert(1)</script> https://evil.example onclick"
    person = add(
        "<img src=x>", visible="everyone", text=bad, role=bad[:100], organisation_name="<b>X</b>", offers=["youth"]
    )
    for path in ("", f"{person.key}/"):
        html = client.get(f"{people_url()}{path}").content.decode()
        main = html.split("<main")[1].split("</main>")[0]
        assert "<script" not in main
        assert "<img src=x>" not in html
        assert 'href="https://evil.example' not in html


def test_who_is_erased_in_another_window_stays_so() -> None:
    me = add()
    browser = signed_in(me)

    def gone(*args: object, **kwargs: object) -> bool:
        Practitioner.objects.all().delete()
        return True

    from community.people.forms import ProfileForm

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ProfileForm, "is_valid", lambda form: gone() and bool(not form.errors))
        answer = browser.post(f"{people_url()}own/edit/", form())
    assert (answer.status_code, answer["Location"]) == (302, f"{people_url()}sign-in/")
    assert not Practitioner.objects.exists()


def test_a_moderator_who_hides_meanwhile_is_not_overruled() -> None:
    from community.people.forms import ProfileForm

    me = add()
    browser, save = signed_in(me), ProfileForm.save

    def hide_first(form: ProfileForm, commit: bool = True) -> Practitioner:
        Practitioner.objects.update(hidden=True, hidden_because="Not a person.")
        return save(form, commit)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ProfileForm, "save", hide_first)
        browser.post(f"{people_url()}own/edit/", form())
    me.refresh_from_db()
    assert (me.name, me.hidden) == ("Ana Horvat", True)
    assert "Not a person." in browser.get(f"{people_url()}own/").content.decode()


@pytest.mark.parametrize("path", ["own/", "own/edit/", "own/data/", "own/erase/"])
def test_own_pages_lead_strangers_to_where_one_signs_in(client: Client, path: str) -> None:
    for answer in (client.get(f"{people_url()}{path}"), client.post(f"{people_url()}{path}", form())):
        assert (answer.status_code, answer["Location"]) == (302, f"{people_url()}sign-in/")


@pytest.mark.parametrize("path", ["own/edit/", "own/erase/", "sign-out/"])
def test_other_sites_cannot_send_a_form_in_ones_name(path: str) -> None:
    me = add()
    browser = signed_in(me, Client(enforce_csrf_checks=True))
    assert browser.post(f"{people_url()}{path}", form(name="Other")).status_code == 403
    me.refresh_from_db()
    assert me.name == "Ana Horvat"


# Who suits whom


def test_matches_meet_both_ways_first_and_speak_a_common_language() -> None:
    me = add("Me", seeks=["youth", "digital"], offers=["outreach"], languages=["fr", "hr"])
    add("Both", offers=["youth"], seeks=["outreach"], languages=["fr"])
    add("Shows two", offers=["youth", "digital"], languages=["hr"])
    add("Looks", seeks=["outreach"], languages=[])
    add("Other language", offers=["youth"], languages=["nl"])
    add("Nothing", offers=["evaluation"], languages=["fr"])
    add("Nobody sees", offers=["youth"], languages=["fr"], visible="nobody")
    add("Hidden", offers=["youth"], languages=["fr"], hidden=True)
    found = matches_of(me)
    assert [match.person.name for match in found] == ["Both", "Shows two", "Looks"]
    assert (found[0].shows, found[0].seeks) == (["youth"], ["outreach"])
    html = signed_in(me).get(f"{people_url()}own/").content.decode()
    assert names_on(html) == ["Both", "Shows two", "Looks"]
    assert "can show: Young people under 30" in html


def test_at_most_ten_and_nothing_for_who_says_nothing(max_queries: object) -> None:
    me = add("Me", seeks=["youth"])
    for number in range(15):
        add(f"Ana {number:02}", offers=["youth"])
    with max_queries(2):
        assert len(matches_of(me)) == 10
    assert matches_of(add("Quiet")) == []
    assert matches_of(add("Hid", hidden=True, seeks=["youth"])) == []


def test_no_organisation_takes_the_address_of_the_directory() -> None:
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError, match="address of the portal itself"):
        Organisation(name="People", name_language="en", slug="people").full_clean()
