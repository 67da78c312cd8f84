"""Go-live and expiry: where they are set, what happens at the time, what is left of them afterwards."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page
from wagtail.snippets.models import get_snippet_models
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from core.seed import page_by_key
from home.models import StandardPage
from tests.clock import Clock, clock  # noqa: F401 - a fixture
from tests.forms import posted_as_it_is
from tests.pages import page_models

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

LEFT_OUT = {"show_in_menus"}  # the navigation is edited under Settings, with words of its own
SCHEDULED = [model for model in get_snippet_models() if issubclass(model, DraftStateMixin)]


def names(model: type) -> tuple[set[str], set[str]]:
    """Fields and lists of children in the form of a model."""
    form = model.get_edit_handler().get_form_class()
    return set(form.base_fields), set(form.formsets)


@pytest.mark.parametrize("model", page_models(), ids=lambda model: model.__name__)
def test_every_page_type_offers_what_wagtail_offers(model: type[Page]) -> None:
    fields, children = names(model)
    wagtail_fields, wagtail_children = names(Page)
    assert wagtail_fields - fields == LEFT_OUT
    assert wagtail_children <= children


@pytest.mark.parametrize("model", SCHEDULED, ids=lambda model: model.__name__)
def test_every_snippet_with_drafts_can_be_scheduled(model: type) -> None:
    assert {"go_live_at", "expire_at"} <= names(model)[0]


@pytest.mark.parametrize("model", SCHEDULED, ids=lambda model: model.__name__)
def test_scheduling_a_change_leaves_what_is_live_where_it_is(model: Any, clock: Clock) -> None:  # noqa: F811
    clock("2027-03-01 12:00")
    one = model.objects.filter(live=True).first()
    one.go_live_at = timezone.now() + timezone.timedelta(days=1)
    one.save_revision().publish()
    one.refresh_from_db()
    assert one.live


def page_form(page: Page, admin_client: Client, **changes: str) -> None:
    """What the browser sends after an editor has opened the page, set dates and pressed Publish."""
    admin_client.force_login(get_user_model().objects.get(username="root"))  # a session does not last for months
    address = f"/admin/pages/{page.pk}/edit/"
    data = posted_as_it_is(admin_client.get(address).content.decode(), type(page.specific))
    data |= nested_form_data({"body": streamfield([("paragraph", rich_text("<p>Novità.</p>"))])})
    response = admin_client.post(address, data | changes | {"action-publish": "action-publish"})
    assert response.status_code == 302, response.context["form"].errors


@pytest.mark.parametrize(
    ("goes_live", "before", "after", "expires", "late"),
    [
        # The night has no hour from two to three, or has it twice: what was written counts on the wall.
        ("2027-03-28 03:05", "2027-03-28 01:59", "2027-03-28 03:06", "2027-03-28 04:00", "2027-03-28 04:01"),
        ("2027-10-31 03:05", "2027-10-31 01:59", "2027-10-31 03:06", "2027-10-31 04:00", "2027-10-31 04:01"),
        ("2027-06-01 08:00", "2027-06-01 07:59", "2027-06-01 08:01", "2027-12-01 08:00", "2027-12-01 08:01"),
    ],
)
def test_a_page_comes_and_goes_at_its_time(
    admin_client: Client,
    client: Client,
    clock: Clock,  # noqa: F811
    goes_live: str,
    before: str,
    after: str,
    expires: str,
    late: str,
) -> None:
    clock("2027-03-01 12:00")
    parent = page_by_key("project", "it")
    page = StandardPage(locale=parent.locale, title="Novità", slug="novita", summary="S.", live=False)
    parent.add_child(instance=page)
    page.save_revision()
    page_form(page, admin_client, go_live_at=goes_live, expire_at=expires)
    address = page.get_url()

    def status_at(moment: str) -> int:
        clock(moment)
        call_command("publish_scheduled", verbosity=0)
        return client.get(address).status_code

    assert status_at(before) == 404
    assert not Page.objects.filter(alias_of=page, live=True).exists()
    assert status_at(after) == 200
    assert Page.objects.filter(alias_of=page, live=True).count() == 5
    assert status_at(late) == 404
    assert not Page.objects.filter(alias_of=page, live=True).exists()

    page_form(page, admin_client, title="Novità di nuovo")
    assert status_at(late) == 200


def test_an_hour_that_does_not_exist_is_a_mistake_in_its_field(admin_client: Client) -> None:
    page = page_by_key("contact", "fr")
    address = f"/admin/pages/{page.pk}/edit/"
    data = posted_as_it_is(admin_client.get(address).content.decode(), type(page.specific))
    response = admin_client.post(address, data | {"go_live_at": "2027-03-28 02:30"})
    assert "go_live_at" in response.context["form"].errors


def test_fallback_pages_wait_for_their_source(clock: Clock) -> None:  # noqa: F811
    clock("2027-03-01 12:00")
    page = StandardPage.objects.filter(locale__language_code="fr", alias_of=None).first()
    page = page.copy(update_attrs={"slug": "encore", "title": "Encore"}, recursive=False)
    page.save_revision().publish()
    aliases = Page.objects.filter(alias_of=page)
    assert aliases.count() == 5
    page.unpublish()
    page.go_live_at = timezone.now() + timezone.timedelta(days=1)
    page.save_revision().publish()
    assert not aliases.filter(live=True).exists()
    clock("2027-03-02 12:01")
    call_command("publish_scheduled", verbosity=0)
    assert aliases.filter(live=True).count() == 5


def only_in_french() -> StandardPage:
    """A page no other language has a text for: nothing takes its place when it expires."""
    home = page_by_key("home", "fr")
    page = StandardPage(title="Seule", slug="seule", summary="Une page.", locale=home.locale)
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


def test_dates_that_have_passed_are_forgotten(clock: Clock) -> None:  # noqa: F811
    clock("2027-03-01 12:00")
    page = only_in_french()
    page.go_live_at = timezone.now() + timezone.timedelta(days=1)
    page.expire_at = timezone.now() + timezone.timedelta(days=2)
    page.save_revision().publish()
    clock("2027-03-02 12:01")
    call_command("publish_scheduled", verbosity=0)
    page.refresh_from_db()
    assert page.live
    assert page.go_live_at is None
    assert page.expire_at is not None
    clock("2027-03-03 12:01")
    call_command("publish_scheduled", verbosity=0)
    page.refresh_from_db()
    assert page.expired
    assert page.expire_at is None
    page.get_latest_revision().publish()
    call_command("publish_scheduled", verbosity=0)
    page.refresh_from_db()
    assert page.live


def test_a_worker_that_was_away_for_both_dates_leaves_nothing_online(clock: Clock) -> None:  # noqa: F811
    clock("2027-03-01 12:00")
    page = only_in_french()
    page.unpublish()
    page.go_live_at = timezone.now() + timezone.timedelta(days=1)
    page.expire_at = timezone.now() + timezone.timedelta(days=2)
    page.save_revision().publish()
    clock("2027-03-09 12:00")
    for _minute in range(2):
        call_command("publish_scheduled", verbosity=0)
    page.refresh_from_db()
    assert not page.live
