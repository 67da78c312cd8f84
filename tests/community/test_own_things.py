"""The people of an organisation change what is its own, and nothing of others: by every door of the admin."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agenda.models import EventPage
from centres.models import Centre
from community.membership import join
from community.models import Organisation
from community.vocabularies import MemberRole
from core.seed import page_by_key
from resources.models import CaseStudyPage
from tests.offered import fields

pytestmark = pytest.mark.django_db
SNIPPETS = ("community_organisation", "centres_centre")
FOR_ONE = ("edit", "history", "usage", "workflow_history")


def somebody(name: str, organisation: Organisation | None = None, role: str = MemberRole.MEMBER) -> Client:
    user = get_user_model().objects.create_user(name, f"{name}@example.org", is_staff=False)
    if organisation:
        join(organisation, user, role)
    client = Client(raise_request_exception=True)
    client.force_login(user)
    return client


@pytest.fixture
def own(seeded: None) -> Organisation:
    return Organisation.objects.get(slug="azvo")


@pytest.fixture
def other(seeded: None) -> Organisation:
    return Organisation.objects.get(slug="porto")


@pytest.fixture
def centres(own: Organisation, other: Organisation) -> dict[str, Centre]:
    mine, theirs = Centre.objects.order_by("pk")[:2]
    for centre, organisation in ((mine, own), (theirs, other)):
        Centre.objects.filter(pk=centre.pk).update(organisation=organisation)
    return {"own": Centre.objects.get(pk=mine.pk), "other": Centre.objects.get(pk=theirs.pk)}


def opens(client: Client, url: str) -> bool:
    answer = client.get(url)
    assert answer.status_code in {200, 302, 403}, answer.status_code
    return answer.status_code == 200


@pytest.mark.parametrize("role", [MemberRole.MEMBER, MemberRole.MANAGER])
@pytest.mark.parametrize("view", FOR_ONE)
def test_own_and_other_things(
    own: Organisation, other: Organisation, centres: dict[str, Centre], role: str, view: str
) -> None:
    client = somebody("person", own, role)
    things = {
        "community_organisation": {"own": own.pk, "other": other.pk},
        "centres_centre": {which: centre.pk for which, centre in centres.items()},
    }
    for space, keys in things.items():
        for which, pk in keys.items():
            url = reverse(f"wagtailsnippets_{space}:{view}", args=[pk])
            assert opens(client, url) is (which == "own"), url


@pytest.mark.parametrize("space", SNIPPETS)
def test_nothing_is_added_or_deleted(own: Organisation, centres: dict[str, Centre], space: str) -> None:
    client = somebody("person", own, MemberRole.MANAGER)
    key = own.pk if "organisation" in space else centres["own"].pk
    assert not opens(client, reverse(f"wagtailsnippets_{space}:add"))
    assert not opens(client, reverse(f"wagtailsnippets_{space}:delete", args=[key]))


@pytest.mark.parametrize("space", SNIPPETS)
def test_lists_show_the_own_only(
    own: Organisation, other: Organisation, centres: dict[str, Centre], space: str
) -> None:
    html = somebody("person", own).get(reverse(f"wagtailsnippets_{space}:list")).content.decode()
    names = (own.name, other.name) if "organisation" in space else (centres["own"].name, centres["other"].name)
    assert names[0] in html
    assert names[1] not in html


def test_who_works_for_nobody_finds_nothing(own: Organisation, centres: dict[str, Centre]) -> None:
    client = somebody("nobody")
    for space, pk in (("community_organisation", own.pk), ("centres_centre", centres["own"].pk)):
        assert not opens(client, reverse(f"wagtailsnippets_{space}:edit", args=[pk]))
        assert not opens(client, reverse(f"wagtailsnippets_{space}:list"))


def form_data(client: Client, url: str) -> dict[str, object]:
    soup = BeautifulSoup(client.get(url).content, "html.parser")
    return fields(soup.select_one("form[data-edit-form]") or soup.select_one("main form[method=post]"))


@pytest.mark.parametrize(("role", "published"), [(MemberRole.MEMBER, False), (MemberRole.MANAGER, True)])
def test_managers_publish_the_profile_members_write_it(own: Organisation, role: str, published: bool) -> None:
    client = somebody("person", own, role)
    url = reverse("wagtailsnippets_community_organisation:edit", args=[own.pk])
    data = form_data(client, url) | {"website": "https://www.example.org/"}
    answer = client.post(url, data | {"action-publish": "1"})
    own.refresh_from_db()
    assert (own.website == "https://www.example.org/") is published
    assert (answer["Location"] == "/admin/") is not published
    if not published:
        client.post(url, data)
        own.refresh_from_db()
        assert own.get_latest_revision_as_object().website == "https://www.example.org/"


def test_a_manager_of_one_publishes_nothing_of_another(own: Organisation, other: Organisation) -> None:
    client = somebody("person", own, MemberRole.MANAGER)
    join(other, get_user_model().objects.get(username="person"), MemberRole.MEMBER)
    url = reverse("wagtailsnippets_community_organisation:edit", args=[other.pk])
    assert opens(client, url)
    html = client.get(url).content.decode()
    assert 'name="action-submit"' in html
    assert 'name="action-publish"' not in html
    assert client.post(url, form_data(client, url) | {"action-publish": "1"})["Location"] == "/admin/"
    assert not opens(client, reverse("wagtailsnippets_community_organisation:unpublish", args=[other.pk]))


def test_what_others_decide_is_not_in_the_form_nor_taken_from_it(own: Organisation) -> None:
    client = somebody("person", own, MemberRole.MANAGER)
    url = reverse("wagtailsnippets_community_organisation:edit", args=[own.pk])
    data = form_data(client, url)
    assert not {"slug", "project_role", "network", "member_of", "kind"} & data.keys()
    client.post(url, data | {"slug": "taken-over", "project_role": "coordinator", "action-publish": "1"})
    own.refresh_from_db()
    assert (own.slug, own.project_role) == ("azvo", "partner")


def test_a_centre_is_given_to_nobody_else(own: Organisation, other: Organisation, centres: dict[str, Centre]) -> None:
    client = somebody("person", own, MemberRole.MANAGER)
    url = reverse("wagtailsnippets_centres_centre:edit", args=[centres["own"].pk])
    html = client.get(url).content.decode()
    assert f'<option value="{own.pk}" selected' in html
    assert other.name not in html
    data = form_data(client, url) | {"organisation": str(other.pk), "action-publish": "1"}
    client.post(url, data)
    assert Centre.objects.get(pk=centres["own"].pk).organisation == own


# Pages


@pytest.fixture
def studies(own: Organisation, other: Organisation) -> dict[str, CaseStudyPage]:
    first, second = CaseStudyPage.objects.filter(alias_of=None, locale__language_code="fr").order_by("pk")[:2]
    for page, organisation in ((first, own), (second, other)):
        CaseStudyPage.objects.filter(pk=page.pk).update(contributor=organisation)
    return {"own": CaseStudyPage.objects.get(pk=first.pk), "other": CaseStudyPage.objects.get(pk=second.pk)}


@pytest.fixture
def events(own: Organisation, other: Organisation) -> dict[str, EventPage]:
    first, second = EventPage.objects.filter(alias_of=None, locale__language_code="fr").order_by("pk")[:2]
    for page, organisation in ((first, own), (second, other)):
        EventPage.objects.filter(pk=page.pk).update(organiser=organisation)
    return {"own": EventPage.objects.get(pk=first.pk), "other": EventPage.objects.get(pk=second.pk)}


@pytest.mark.parametrize("role", [MemberRole.MEMBER, MemberRole.MANAGER])
@pytest.mark.parametrize("view", ["edit", "history", "usage", "workflow_history"])
def test_own_and_other_pages(
    own: Organisation,
    studies: dict[str, CaseStudyPage],
    events: dict[str, EventPage],
    role: str,
    view: str,
) -> None:
    client = somebody("person", own, role)
    for pages in (studies, events):
        for which, page in pages.items():
            assert opens(client, reverse(f"wagtailadmin_pages:{view}", args=[page.pk])) is (which == "own")


def test_pages_of_the_portal_stay_the_portals(own: Organisation) -> None:
    client = somebody("person", own, MemberRole.MANAGER)
    for key in ("home", "contact", "community"):
        assert not opens(client, reverse("wagtailadmin_pages:edit", args=[page_by_key(key, "fr").pk]))


@pytest.mark.parametrize(
    ("role", "studies_published", "events_published"),
    [(MemberRole.MEMBER, False, False), (MemberRole.MANAGER, False, True)],
)
def test_case_studies_wait_for_review_and_managers_publish_events(
    own: Organisation,
    studies: dict[str, CaseStudyPage],
    events: dict[str, EventPage],
    role: str,
    studies_published: bool,
    events_published: bool,
) -> None:
    somebody("person", own, role)
    user = get_user_model().objects.get(username="person")
    for page, published in ((studies["own"], studies_published), (events["own"], events_published)):
        assert page.permissions_for_user(user).can_edit()
        assert page.permissions_for_user(user).can_publish() is published
        assert page.permissions_for_user(user).can_unpublish() is published
        assert not page.permissions_for_user(user).can_delete()
        assert not page.permissions_for_user(user).can_lock()
    for page in (studies["other"], events["other"]):
        assert not page.permissions_for_user(user).can_edit()
        assert not page.permissions_for_user(user).can_publish()


def test_a_new_page_is_the_organisations(own: Organisation, other: Organisation) -> None:
    client = somebody("person", own)
    index = page_by_key("case-studies", "fr")
    url = reverse("wagtailadmin_pages:add", args=["resources", "casestudypage", index.pk])
    html = client.get(url).content.decode()
    assert f'<option value="{own.pk}" selected' in html
    assert f'value="{other.pk}">{other.name}' not in html
    assert not opens(client, reverse("wagtailadmin_pages:add_subpage", args=[page_by_key("home", "fr").pk]))


def test_a_list_of_pages_costs_members_as_much_for_many_as_for_few(
    own: Organisation, studies: dict[str, CaseStudyPage]
) -> None:
    client = somebody("person", own)
    url = reverse("wagtailadmin_explore", args=[studies["own"].get_parent().pk])
    client.get(url)
    counts = []
    for _round in range(2):
        with CaptureQueriesContext(connection) as context:
            assert client.get(url).status_code == 200
        counts.append(len(context))
        CaseStudyPage.objects.filter(locale__language_code="fr").update(contributor=own)
    assert counts[1] <= counts[0]
