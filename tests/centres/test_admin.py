"""Centres in the admin: list, form, grid, preview in every language, permissions."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import localize_input
from wagtail.log_actions import log

from centres.models import Centre
from core.i18n.languages import LANGUAGES

pytestmark = pytest.mark.django_db
VIEWS = Centre.snippet_viewset


def url(name: str, *args: object) -> str:
    return reverse(VIEWS.get_url_name(name), args=args)


@pytest.fixture
def editor(seeded: None) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(username="editor"))
    return client


def form_data(client: Client, address: str) -> dict[str, str | list[str]]:
    """What a browser would send for the form as it stands."""
    form = client.get(address).context["form"]
    data: dict[str, str | list[str]] = {}
    for bound in form:
        value = bound.value()
        if bound.name == "hours":
            continue
        if value is None:
            value = ""
        data[bound.html_name] = value if isinstance(value, list) else str(localize_input(value))
        if value is False:
            data.pop(bound.html_name)
    for formset in form.formsets.values():
        count = str(len(formset.forms))
        data |= {f"{formset.prefix}-{name}": count for name in ("TOTAL_FORMS", "INITIAL_FORMS")}
        data |= {f"{formset.prefix}-MIN_NUM_FORMS": "0", f"{formset.prefix}-MAX_NUM_FORMS": "1000"}
        for inline in formset.forms:
            for bound in inline:
                data[bound.html_name] = "" if bound.value() in (None, False) else str(bound.value())
    return data


def hours_data(state: str = "open", times: tuple[str, ...] = ("09:00", "17:00")) -> dict[str, str]:
    data = {f"hours-{day}-state": "closed" for day in range(7)} | {"hours-0-state": state}
    return data | {f"hours-0-{index}": time for index, time in enumerate(times)}


def test_list_filters_and_search(admin_client: Client) -> None:
    assert admin_client.get(url("list")).status_code == 200
    for query, number in [("?confirm=1", 49), ("?point=0", 3), ("?status=closed", 1), ("?q=torino", 1)]:
        objects = admin_client.get(url("list") + query).context["page_obj"].paginator.count
        assert objects == number, query


def test_the_list_costs_the_same_for_every_length(admin_client: Client, count_queries: object) -> None:
    few = count_queries(lambda: admin_client.get(url("list") + "?country=PT"))
    many = count_queries(lambda: admin_client.get(url("list")))
    assert abs(many - few) <= 1


def test_an_editor_corrects_address_hours_and_point_and_publishes(editor: Client, client: Client) -> None:
    centre = Centre.objects.get(slug="cisok-cakovec")
    address = url("edit", centre.pk)
    data = form_data(editor, address) | hours_data()
    data |= {"street": "Ulica bana Jelačića 1", "latitude": "46.39", "longitude": "16.43", "action-publish": "1"}
    response = editor.post(address, data)
    assert response.status_code == 302, response.context["form"].errors if response.context else response
    centre.refresh_from_db()
    assert centre.hours == "Mo 09:00-17:00; Tu-Su off"
    assert float(centre.latitude or 0) == 46.39
    page = client.get("/hr/centri/cisok-cakovec/").content.decode()
    assert "Ulica bana Jelačića 1" in page
    assert "09:00–17:00" in page
    assert centre.revisions.count() >= 2


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"latitude": "46.39", "longitude": ""}, "longitude"),
        ({"latitude": "146", "longitude": "16"}, "latitude"),
        ({"latitude": "abc", "longitude": "16"}, "latitude"),
        ({"sources": "not an address"}, "sources"),
        ({"as_of": "last year"}, "as_of"),
        ({"age_from": "30", "age_to": "20"}, "age_to"),
        ({"phone": "call me"}, "phone"),
        ({"needs": ["orient", "zzz"]}, "needs"),
        ({"name": ""}, "name"),
        ({"hours-0-0": "late"}, "hours"),
    ],
)
def test_a_mistake_names_its_field_and_writes_nothing(editor: Client, change: dict, field: str) -> None:
    centre = Centre.objects.get(slug="cisok-cakovec")
    address = url("edit", centre.pk)
    response = editor.post(address, form_data(editor, address) | hours_data() | {"action-publish": "1"} | change)
    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert Centre.objects.get(pk=centre.pk).updated_at == centre.updated_at


def test_preview_in_every_language_shows_unsaved_words(editor: Client) -> None:
    centre = Centre.objects.get(slug="cisok-cakovec")
    data = form_data(editor, url("edit", centre.pk)) | hours_data() | {"street": "Nova ulica 7"}
    preview = url("preview_on_edit", centre.pk)
    assert editor.post(preview, data).json()["is_valid"] is True
    for language in LANGUAGES:
        html = editor.get(preview, {"mode": language}).content.decode()
        assert "Nova ulica 7" in html
        assert f'<html lang="{language}"' in html


def test_history_and_new_centre(editor: Client) -> None:
    centre = Centre.objects.get(slug="cisok-cakovec")
    assert editor.get(url("history", centre.pk)).status_code == 200
    assert editor.get(url("add")).status_code == 200


def test_a_name_taken_twice_gets_an_address_of_its_own(seeded: None) -> None:
    first = Centre.objects.create(name="Kuća karijera", country="HR")
    second = Centre.objects.create(name="Kuća karijera", country="HR")
    assert (first.slug, second.slug) == ("kuca-karijera", "kuca-karijera-2")


def test_a_centre_cannot_belong_to_itself(seeded: None) -> None:
    marseille = Centre.objects.get(slug="cite-des-metiers-marseille")
    marseille.parent = Centre.objects.get(slug="cite-des-metiers-gap")
    with pytest.raises(Exception, match="itself"):
        marseille.full_clean()


def special_data(data: dict, *entries: dict[str, str]) -> dict[str, str | list[str]]:
    """The form with these days added to its panel."""
    added = {"special_hours-TOTAL_FORMS": str(len(entries))}
    for number, entry in enumerate(entries):
        blank = {"first_day": "", "last_day": "", "opens": "", "closes": "", "reason": "", "id": ""}
        added |= {f"special_hours-{number}-{name}": value for name, value in (blank | entry).items()}
    return data | added


def test_an_editor_adds_a_day_with_other_hours(editor: Client, client: Client) -> None:
    centre = Centre.objects.get(slug="cisok-cakovec")
    address = url("edit", centre.pk)
    today = timezone.localdate()
    data = special_data(
        form_data(editor, address) | hours_data(),
        {"first_day": today.isoformat(), "opens": "10:00", "closes": "11:30", "reason": "sajam"},
        {"first_day": (today + timedelta(days=20)).isoformat(), "last_day": (today + timedelta(days=30)).isoformat()},
    )
    response = editor.post(address, data | {"review_months": "6", "checked_by": "owner", "action-publish": "1"})
    assert response.status_code == 302, response.context["form"].formsets["special_hours"].errors
    centre.refresh_from_db()
    first, second = centre.special_hours.all()
    assert (first.first_day, first.last_day, first.interval) == (today, today, ("10:00", "11:30"))
    assert second.interval is None
    assert (centre.review_months, centre.checked_by) == (6, "owner")
    assert "sajam" in client.get("/hr/centri/cisok-cakovec/").content.decode()


def test_the_preview_shows_days_that_are_not_saved_yet(editor: Client) -> None:
    centre = Centre.objects.get(slug="cisok-cakovec")
    entry = {"first_day": timezone.localdate().isoformat(), "opens": "10:00", "closes": "11:30", "reason": "sajam"}
    preview = url("preview_on_edit", centre.pk)
    data = special_data(form_data(editor, url("edit", centre.pk)) | hours_data(), entry)
    assert editor.post(preview, data).json()["is_valid"] is True
    html = editor.get(preview, {"mode": "hr"}).content.decode()
    assert "10:00–11:30" in html
    assert "sajam" in html


def test_a_mistake_in_a_special_day_keeps_what_was_written(editor: Client) -> None:
    centre = Centre.objects.get(slug="cisok-cakovec")
    address = url("edit", centre.pk)
    wrong = {"first_day": "2026-12-24", "last_day": "2026-12-01", "reason": "odmor"}
    response = editor.post(address, special_data(form_data(editor, address) | hours_data(), wrong))
    assert response.status_code == 200
    assert "last_day" in response.context["form"].formsets["special_hours"].errors[0]
    assert "odmor" in response.content.decode()
    assert not centre.special_hours.exists()


def test_the_history_shows_who_changed_what(editor: Client) -> None:
    centre = Centre.objects.get(slug="cisok-cakovec")
    address = url("edit", centre.pk)
    before = centre.save_revision().pk
    data = special_data(form_data(editor, address) | hours_data(), {"first_day": "2030-12-24", "reason": "Božić"})
    editor.post(address, data | {"street": "Nova ulica 7", "texts-0-papers": "Osobna iskaznica", "action-publish": "1"})
    centre.refresh_from_db()
    history = editor.get(url("history", centre.pk)).content.decode()
    assert get_user_model().objects.get(username="editor").get_full_name() in history
    log(centre, "wagtail.edit", user=None, data={"note": "nightly"})
    assert editor.get(url("history", centre.pk)).content.decode().count("<tr") > history.count("<tr")
    compared = editor.get(url("revisions_compare", centre.pk, before, centre.latest_revision_id)).content.decode()
    for words in ("Nova ulica 7", "Božić", "Osobna iskaznica"):
        assert words in compared, words


def test_one_box_says_that_the_facts_were_checked_today(editor: Client) -> None:
    centre = Centre.objects.filter(status="unverified", live=True).exclude(unverified=[]).first()
    assert centre is not None
    address = url("edit", centre.pk)
    data = form_data(editor, address) | hours_data()
    data |= {"checked_on": "the other day", "checked_today": "on", "action-publish": "1"}
    response = editor.post(address, data)
    assert response.status_code == 302, response.context["form"].errors if response.context else response
    centre.refresh_from_db()
    assert (centre.checked_on, centre.checked_by, centre.status) == (timezone.localdate(), "editor", "open")
    assert not {"name", "address", "hours", "website", "status"} & set(centre.unverified)
    assert centre not in Centre.objects.to_confirm()
    form = editor.get(address).content.decode()
    assert "Last check" in form
    assert 'name="checked_today"' in form
    assert not editor.get(address).context["form"]["checked_today"].value()


def test_a_draft_that_was_checked_says_so_once_it_is_published(editor: Client) -> None:
    centre = Centre.objects.get(slug="cisok-cakovec")
    address = url("edit", centre.pk)
    editor.post(address, form_data(editor, address) | hours_data() | {"checked_today": "on"})
    centre.refresh_from_db()
    assert centre.checked_on != timezone.localdate()
    assert centre.get_latest_revision_as_object().checked_on == timezone.localdate()
