"""An event with sign-ups is deleted: whoever deletes it is told before, and those who meant to come by mail, once."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from agenda.models import PeerExchangePage, SignUp
from agenda.signups import news
from tests.agenda.builders import add_exchange, agenda, days_from_now
from tests.agenda.signing import change, letters_to, open_event, own_path, person, register_of, subjects

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


def calendar(name: str) -> str:
    (file,) = letters_to(name)[-1].attachments
    return str(file[1] if isinstance(file, tuple) else file.get_payload(decode=True))


def test_everybody_is_told_once_in_the_own_language_and_calendars_drop_it(client: Client) -> None:
    event = open_event(sign_up_places=1)
    person(event, "Ana", language="fr"), person(event, "Bo"), person(event, "Caro", confirms=False)
    sequence = register_of(event).sequence
    link = own_path(letters_to("Bo")[-1])
    event.delete()
    assert subjects("ana")[-1].strip() == "Annulé"
    assert "METHOD:CANCEL" in calendar("ana")
    assert f"SEQUENCE:{sequence + 1}" in calendar("ana")
    assert subjects("bo")[-1] == "Cancelled"
    assert [subject for subject in subjects("caro") if subject == "Cancelled"] == []
    assert len([one for one in subjects("bo") if one == "Cancelled"]) == 1
    assert "no longer on the portal" in client.get(link).content.decode()
    register = register_of(event)
    assert (register.is_open, register.facts["cancelled"]) == (False, True)


@pytest.mark.parametrize("way", ["agenda", "queryset", "exchange"])
def test_whatever_way_it_goes(way: str) -> None:
    exchange = {"start_date": days_from_now(9), "sign_up": True}
    event = add_exchange("Round", **exchange) if way == "exchange" else open_event()
    person(event)
    if way == "agenda":
        agenda().specific.delete()
    elif way == "queryset":
        Page.objects.filter(translation_key=event.translation_key).delete()
    else:
        PeerExchangePage.objects.get(pk=event.pk).delete()
    assert [one for one in subjects() if one == "Cancelled"] == ["Cancelled"]


def test_nobody_is_told_twice_or_of_what_is_over_or_still_there() -> None:
    cancelled, over, kept = open_event("Off"), open_event("Over"), open_event("Kept")
    people = [person(cancelled, "Ana"), person(over, "Bo"), person(kept, "Caro")]
    news.tell_changes(change(cancelled, cancelled=True).translation_key)
    register = register_of(over)
    register.ends_at = register.starts_at = register.signups.get().asked_at
    register.save()
    numbers = [len(letters_to(one.name)) for one in people]
    cancelled.delete()
    over.delete()
    kept.get_translations().first().delete()
    assert [len(letters_to(one.name)) for one in people] == numbers
    assert SignUp.objects.filter(pk__in=[one.pk for one in people]).count() == 3


def test_whoever_deletes_it_is_told_before(admin_client: Client) -> None:
    event, quiet = open_event(), open_event("Quiet")
    person(event), person(event, "Bo")
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
    for url, there in (
        (reverse("wagtailadmin_pages:delete", args=[event.pk]), True),
        (reverse("wagtailadmin_pages:delete", args=[event.get_parent().pk]), True),
        (f"{bulk}?id={event.pk}&id={quiet.pk}", True),
        (reverse("wagtailadmin_pages:delete", args=[quiet.pk]), False),
        (reverse("wagtailadmin_pages:unpublish", args=[event.pk]), False),
    ):
        html = admin_client.get(url).content.decode()
        assert ("2 people have signed up. When the event is deleted" in html) is there, url
