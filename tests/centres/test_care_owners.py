"""Who may edit a centre: proved by a mail to the domain of its site, bound to one centre, ended by editors."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.models import ModelLogEntry

from centres.care import keys
from centres.care.owners import mail_domain, vouches
from centres.models import Centre, Owner, Suggestion
from tests.centres.care import browser_data, centre_path, cisok, commits_run
from tests.post import delivered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


@pytest.fixture
def centre(seeded: None) -> Centre:
    found = cisok()
    found.website = "https://www.hzz.example/cisok/cakovec"
    found.save_revision().publish()
    return Centre.objects.get(pk=found.pk)


@pytest.fixture
def owner(centre: Centre) -> Owner:
    return Owner.objects.create(centre=centre, email="ana@hzz.example", language="hr", verified_at=timezone.now())


def link_in(body: str) -> str:
    found = re.search(r"https?://[^/]+(/\S+)", body)
    assert found
    return found[1]


def edit_path(owner: Owner, centre: Centre | None = None) -> str:
    return f"{centre_path(centre or owner.centre, 'edit')}?key={keys.edit_key(owner)}"


def save(client: Client, owner: Owner, **changes: Any) -> Any:
    path = edit_path(owner)
    return client.post(path, browser_data(client, path) | {"step": "send"} | changes)


@pytest.mark.parametrize(
    ("website", "email", "true"),
    [
        ("https://www.hzz.hr/cisok", "ana@hzz.hr", True),
        ("https://cisok.hzz.hr/", "ana@hzz.hr", True),
        ("https://cisok.hzz.hr/", "ana@cisok.hzz.hr", True),
        ("https://cisok.hzz.hr/", "student@school.hzz.hr", False),
        ("https://hzz.hr/", "student@school.hzz.hr", False),
        ("https://hzz.hr/", "ana@evilhzz.hr", False),
        ("https://hzz.hr/", "ana@hzz.hr.evil.example", False),
        ("https://centre.gouv.fr/", "a@gouv.fr", False),
        ("https://centre.asso.fr/", "a@centre.asso.fr", True),
        ("https://facebook.com/cisok", "a@facebook.com", False),
        ("https://sites.google.com/view/x", "a@gmail.com", False),
        ("https://cite.wordpress.com/", "a@wordpress.com", False),
        ("https://cite.github.io/", "a@github.io", False),
        ("https://čakovec.hr/", "ana@čakovec.hr", True),
        ("http://192.0.2.7/", "a@192.0.2.7", False),
        ("", "ana@hzz.hr", False),
        ("https://[bad", "ana@hzz.hr", False),
    ],
)
def test_which_address_speaks_for_a_site(website: str, email: str, true: bool) -> None:
    assert vouches(Centre(website=website), email) is true


def test_a_claim_is_confirmed_by_a_button_and_leads_to_the_form(client: Client, centre: Centre) -> None:
    response = client.post(centre_path(centre, "claim", "hr"), {"address": "Ana@HZZ.example"})
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]
    (sent,) = delivered()
    assert sent.to == ["ana@hzz.example"]
    path = link_in(sent.body)
    assert path.startswith("/hr/centri/cisok-cakovec/claim/?key=")

    assert client.get(path).status_code == 200
    assert not Owner.objects.exists()
    confirmed = client.post(path)
    assert "/edit/?key=" in confirmed["Location"]
    owner = Owner.objects.get()
    assert (owner.email, owner.language, owner.centre) == ("ana@hzz.example", "hr", centre)
    assert owner.verified_at is not None
    assert client.get(confirmed["Location"]).status_code == 200
    assert client.get(path).status_code == 410
    assert client.post(path).status_code == 410


@pytest.mark.parametrize("address", ["ana@gmail.com", "ana@school.hzz.example", "not an address", ""])
def test_other_addresses_are_told_why_not(client: Client, centre: Centre, address: str) -> None:
    response = client.post(centre_path(centre, "claim"), {"address": address})
    assert response.status_code == 400
    assert not delivered()
    assert address in response.content.decode()


def test_without_a_website_nobody_can_claim(client: Client) -> None:
    centre = cisok()
    Centre.objects.filter(pk=centre.pk).update(website="")
    assert mail_domain(Centre(website="")) == ""
    response = client.get(centre_path(centre, "claim"))
    assert response.status_code == 200
    assert 'name="address"' not in response.content.decode()


def test_an_owner_publishes_at_once_and_the_history_says_who(client: Client, owner: Owner) -> None:
    response = save(client, owner, phone="+385 40 111 222")
    assert response.status_code == 302
    centre = Centre.objects.get(pk=owner.centre_id)
    assert (centre.phone, centre.checked_by, centre.checked_on) == ("+385 40 111 222", "owner", timezone.localdate())
    assert "+385 40 111 222" in client.get(centre_path(centre)).content.decode()
    assert client.get(centre_path(centre, "edit") + response["Location"]).status_code == 200
    entry = ModelLogEntry.objects.filter(action="centres.edit_by_owner").get()
    assert (entry.object_id, entry.user) == (str(centre.pk), None)
    editor = Client()
    editor.force_login(get_user_model().objects.get(username="editor"))
    history = editor.get(reverse(Centre.snippet_viewset.get_url_name("history"), args=[centre.pk])).content.decode()
    assert "Changed by the centre itself" in history


def test_an_owner_sees_what_saving_confirms(client: Client, owner: Owner) -> None:
    Centre.objects.filter(pk=owner.centre_id).update(status="unverified", hours="Mo,Tu 09:00-12:00; We-Su off")
    response = client.post(edit_path(owner), browser_data(client, edit_path(owner)) | {"step": "check"})
    assert "Opening hours" not in {change.label for change in response.context["changes"]}
    after = {change.label: change.after.lines for change in response.context["changes"]}
    assert after["Status"] == ["In service"]
    assert after["Checked with the centre on"] == [date_format(timezone.localdate(), "DATE_FORMAT")]
    assert after["Checked by"] == ["the centre itself"]


def test_a_new_name_or_the_end_asks_twice(client: Client, owner: Owner) -> None:
    for change in ({"name": "CISOK Novi"}, {"status": "closed"}):
        asked = save(client, owner, **change)
        assert asked.status_code == 400
        assert 'name="sure"' in asked.content.decode()
    assert Centre.objects.get(pk=owner.centre_id).name == "CISOK Čakovec"
    assert save(client, owner, name="CISOK Novi", sure="1").status_code == 302
    assert Centre.objects.get(pk=owner.centre_id).name == "CISOK Novi"


def test_a_key_opens_its_own_centre_only(client: Client, owner: Owner) -> None:
    other = Centre.objects.exclude(pk=owner.centre_id).exclude(status="closed").first()
    path = edit_path(owner, other)
    assert client.get(path).status_code == 410
    assert client.post(path, {"step": "send", "name": "Taken", "sure": "1"}).status_code == 410
    assert Centre.objects.get(pk=other.pk).name == other.name


def test_keys_end_with_the_ownership_with_time_and_with_any_change(
    client: Client, owner: Owner, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = edit_path(owner)
    assert client.get(path).status_code == 200
    for bad in (
        path[:-1] + ("A" if path[-1] != "A" else "B"),
        path[:-30],
        path + "x" * 2000,
        path.partition("key=")[0] + "key=",
    ):
        assert client.get(bad).status_code == 410
    for purpose in (keys.claim_key(owner.centre, owner.email, "en"),):
        assert client.get(path.partition("key=")[0] + "key=" + purpose).status_code == 410
    Owner.objects.filter(pk=owner.pk).update(active=False)
    assert client.get(path).status_code == 410
    Owner.objects.filter(pk=owner.pk).update(active=True)
    monkeypatch.setattr("django.core.signing.time.time", lambda: timezone.now().timestamp() + 4 * 86400)
    assert client.get(path).status_code == 410


def test_the_answer_never_tells_who_is_known(client: Client, owner: Owner) -> None:
    path = centre_path(owner.centre, "edit", "hr")
    assert path in client.get(centre_path(owner.centre, "claim", "hr")).content.decode()
    assert client.get(path).status_code == 200
    known = client.post(path, {"address": owner.email}).content
    unknown = client.post(path, {"address": "nobody@elsewhere.example"}).content
    Owner.objects.filter(pk=owner.pk).update(active=False)
    ended = client.post(path, {"address": owner.email}).content

    def text(html: bytes) -> str:
        return re.sub(r"csrf\S+ value=\S+", "", html.decode())

    assert text(known) == text(unknown) == text(ended)
    (sent,) = delivered()
    assert client.get(link_in(sent.body)).status_code == 410


def test_links_are_asked_for_a_limited_number_of_times(client: Client, owner: Owner) -> None:
    path = centre_path(owner.centre, "edit")
    codes = [client.post(path, {"address": owner.email}).status_code for _ in range(11)]
    assert codes == [200] * 10 + [429]
    assert len(delivered()) == 10


def test_an_editors_draft_makes_an_owners_edit_wait(client: Client, owner: Owner) -> None:
    centre = Centre.objects.get(pk=owner.centre_id)
    centre.street = "Draft of an editor"
    centre.save_revision()
    with commits_run():
        response = save(client, owner, phone="+385 40 111 222")
    assert response["Location"].endswith("done=waits")
    suggestion = Suggestion.objects.get()
    assert (suggestion.by_owner, suggestion.state, suggestion.email) == (True, "waiting", owner.email)
    fresh = Centre.objects.get(pk=centre.pk)
    assert fresh.phone != "+385 40 111 222"
    assert fresh.latest_revision.as_object().street == "Draft of an editor"


def test_editors_end_an_ownership_and_moderators_delete_it(owner: Owner) -> None:
    for role, may_delete in [("editor", False), ("moderator", True), ("partner", None), ("translator-fr", None)]:
        person = Client()
        person.force_login(get_user_model().objects.get(username=role))
        may_open = may_delete is not None
        for name, expected in [("list", may_open), ("edit", may_open), ("delete", bool(may_delete))]:
            url = reverse(Owner.snippet_viewset.get_url_name(name), args=[] if name == "list" else [owner.pk])
            assert (person.get(url).status_code == 200) is expected, (role, name)
    editor = Client()
    editor.force_login(get_user_model().objects.get(username="editor"))
    url = reverse(Owner.snippet_viewset.get_url_name("edit"), args=[owner.pk])
    editor.post(url, {"centre": owner.centre_id, "email": owner.email, "language": "hr"})
    assert not Owner.objects.get(pk=owner.pk).active
    assert timedelta(days=3) == keys.EDIT.age
