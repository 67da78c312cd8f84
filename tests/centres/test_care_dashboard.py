"""What needs care: counts that agree with the lists behind them, for editors and moderators only."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from centres.care.worklists import WORKLISTS
from centres.models import Centre, ReviewRequest, Suggestion
from tests.centres.care import cisok
from tests.post import delivered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
CODES = [one.code for one in WORKLISTS]


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(username=name))
    return client


def list_url(code: str) -> str:
    return reverse(f"centres_care_{code.replace('-', '_')}")


def fill() -> None:
    """One row at least in every list."""
    centre = cisok()
    Suggestion.objects.create(centre=centre, changes={"phone": {"from": "", "to": "+385 40 1234"}}, note="I know.")
    ReviewRequest.objects.create(centre=centre, email="a@hzz.example", language="hr")
    ReviewRequest.objects.create(centre=centre, email="a@hzz.example", language="hr", answer="right")
    Centre.objects.filter(pk=centre.pk).update(latitude=46.39, longitude=16.43)
    Centre.objects.create(name="CISOK Čakovec", country="HR", city=centre.city, latitude="46.3901", longitude="16.43")


def test_every_count_is_the_length_of_its_list() -> None:
    fill()
    editor = signed_in("editor")
    tiles = editor.get(reverse("centres_care")).context["tiles"]
    assert [worklist.code for worklist, _count, _url in tiles] == CODES
    for worklist, count, url in tiles:
        response = editor.get(url)
        assert response.status_code == 200
        assert response.context["paginator"].count == count > 0, worklist.code


def test_the_lists_say_what_matters() -> None:
    fill()
    editor = signed_in("editor")
    suggestions = editor.get(list_url("suggestions")).content.decode()
    assert "+385 40 1234" in suggestions
    assert "I know." in suggestions
    (pair,) = editor.get(list_url("duplicates")).context["table"].data
    assert {pair.one.name, pair.other.name} == {"CISOK Čakovec"}
    due = editor.get(list_url("due") + "?country=HR").context["object_list"]
    assert {centre.country for centre in due} == {"HR"}


@pytest.mark.parametrize("code", ["suggestions", "due", "duplicates", "unanswered"])
def test_a_longer_list_costs_no_more(count_queries: Any, code: str) -> None:
    fill()
    editor = signed_in("editor")
    few = count_queries(lambda: editor.get(list_url(code)))
    for number in range(3):
        twin = Centre.objects.create(
            name="CISOK Čakovec", country="HR", city="Čakovec", latitude=f"46.390{number}", longitude="16.43",
        )  # fmt: skip
        Suggestion.objects.create(centre=twin, changes={})
        ReviewRequest.objects.create(centre=twin, email="b@hzz.example", language="fr", answer="right" * (number % 2))
    cache.clear()
    assert abs(count_queries(lambda: editor.get(list_url(code))) - few) <= 1


@pytest.mark.parametrize(
    ("role", "may"), [("editor", True), ("moderator", True), ("partner", False), ("translator-fr", False)]
)
def test_who_sees_it(role: str, may: bool) -> None:
    person = signed_in(role)
    for url in (reverse("centres_care"), list_url("due"), list_url("answers")):
        assert (person.get(url).status_code == 200) is may
    sent = person.post(reverse("centres_care_send"), {"centre": [cisok().pk]})
    assert (sent.status_code == 302 and sent["Location"] == list_url("due")) is may
    home = person.get(reverse("wagtailadmin_home")).content.decode()
    assert (reverse("centres_care") in home) is may


def test_chosen_centres_are_mailed_now_within_the_limits() -> None:
    centre = cisok()
    Centre.objects.filter(pk=centre.pk).update(email="a@hzz.example")
    editor = signed_in("editor")
    mute = Centre.objects.filter(email="").first()
    for sent in (1, 1):
        response = editor.post(
            reverse("centres_care_send"), {"centre": [centre.pk, mute.pk, "x", "9" * 30]}, follow=True
        )
        assert response.status_code == 200
        assert len(delivered()) == sent
    assert "2 centres were not mailed" in response.content.decode()


def test_the_form_of_a_centre_shows_what_is_proposed() -> None:
    fill()
    html = (
        signed_in("editor")
        .get(reverse(Centre.snippet_viewset.get_url_name("edit"), args=[cisok().pk]))
        .content.decode()
    )
    assert "A visitor suggests a change" in html
    assert "I know." in html


def test_the_lists_speak_the_editors_language() -> None:
    profile = UserProfile.get_for_user(get_user_model().objects.get(username="editor"))
    profile.preferred_language = "hr"
    profile.save()
    html = signed_in("editor").get(reverse("centres_care")).content.decode()
    assert '<html lang="hr"' in html
    assert "What needs care" not in html
    assert "Što treba pozornost" in html
