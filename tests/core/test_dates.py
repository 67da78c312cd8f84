"""Days and times typed in the admin: read in the ways of six languages, refused with an example, never replaced."""

from datetime import date, datetime, time
from typing import Any

import pytest
from django import forms
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput
from wagtail.users.models import UserProfile

from agenda.models import EventPage
from centres.models import Centre
from core.dates import read_day, read_moment, read_time
from core.i18n.languages import LANGUAGES
from core.models import LanguageSettings
from tests.core.test_editing import address
from tests.forms import posted_as_it_is

WRITTEN = {
    "fr": "15/01/2027",
    "nl": "15-01-2027",
    "it": "15/01/2027",
    "pt": "15/01/2027",
    "hr": "15.01.2027.",
    "en": "15/01/2027",
}
DAYS = (
    *(
        "15/1/2027",
        "15-1-27",
        "15.1.2027",
        "15. 1. 2027.",
        "15. 01. 2027",
        "15 01 2027",
        "2027-01-15",
        "2027/1/15",
        "2027. 1. 15.",
    ),
    *("15 janvier 2027", "vendredi 15 janvier 2027", "ven. 15 janv. 2027", "15 januari 2027", "vrijdag 15 jan. 2027"),
    *("15 gennaio 2027", "venerdì 15 gennaio 2027", "15 de janeiro de 2027", "sexta-feira, 15 de janeiro de 2027"),
    *("15. siječnja 2027.", "petak, 15. siječnja 2027.", "15 January 2027", "15th of January 2027", "January 15, 2027"),
)
TIMES = (
    "18:30",
    "18.30",
    "18h30",
    "18 h 30",
    "18u30",
    "18.30 uur",
    "18:30 h",
    "18:30:00",
    "6:30 pm",
    "6.30 P.M.",
    "1830",
)


@pytest.mark.parametrize("text", DAYS)
def test_a_day_is_read_as_people_write_it(text: str) -> None:
    assert read_day(text) == date(2027, 1, 15)


@pytest.mark.parametrize(
    "text", ["31/02/2027", "tomorrow", "15", "15/2027", "2027", "15/13/2027", "15 brumaire 2027", "0/0/0"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert read_day(text) is None


def test_the_day_comes_before_the_month_and_the_first_may_be_written_out() -> None:
    assert read_day("03/04/2027") == date(2027, 4, 3)
    assert read_day("1er février 2027") == date(2027, 2, 1)
    assert read_day("31.12.26.") == date(2026, 12, 31)


@pytest.mark.parametrize("text", TIMES)
def test_a_time_is_read_as_people_write_it(text: str) -> None:
    assert read_time(text) == time(18, 30)


@pytest.mark.parametrize(("text", "hour"), [("9", 9), ("18h", 18), ("18 uur", 18), ("12 am", 0), ("12 pm", 12)])
def test_an_hour_alone_is_a_time(text: str, hour: int) -> None:
    assert read_time(text) == time(hour)


@pytest.mark.parametrize("text", ["25:00", "18:70", "noon", "24:00", "13 pm", "", "185"])
def test_what_is_no_time_is_none(text: str) -> None:
    assert read_time(text) is None


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("between", [" ", ", ", " à ", " om ", " alle ", " às ", " u "])
def test_a_moment_is_a_day_and_a_time(day: str, between: str) -> None:
    assert read_moment(f"{day}{between}18.30") == datetime(2027, 1, 15, 18, 30)


@pytest.mark.parametrize("text", ["15/01/2027", "18:30", "2027-01-15"])
def test_half_a_moment_is_none(text: str) -> None:
    assert read_moment(text) is None


FIELDS = (
    (forms.DateField, AdminDateInput),
    (forms.TimeField, AdminTimeInput),
    (forms.DateTimeField, AdminDateTimeInput),
)


@pytest.mark.parametrize(("field", "widget"), FIELDS)
def test_what_a_field_shows_it_reads_and_its_calendar_writes(
    field: type[forms.Field], widget: type[forms.DateInput], language: str
) -> None:
    moment = datetime(2027, 1, 15, 18, 30)
    value = {AdminDateInput: moment.date(), AdminTimeInput: moment.time(), AdminDateTimeInput: moment}[widget]
    with translation.override(language):
        shown = widget().format_value(value)
        assert shown.startswith(WRITTEN[language] if widget is not AdminTimeInput else "18:30")
        read = field().clean(shown)
        assert (timezone.make_naive(read) if isinstance(read, datetime) else read) == value
        config = widget().get_config()
        assert config["validateOnBlur"] is False
        assert config["format"][0] == ("H" if widget is AdminTimeInput else "d")
        with pytest.raises(forms.ValidationError) as refused:
            field().clean("überübermorgen")
    (told,) = refused.value.messages
    assert "überübermorgen" in told
    assert str(date.today().year) in told or "18:30" in told


# In the admin


def editor(language: str) -> Client:
    user = get_user_model().objects.get(username="administrator")
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    client = Client()
    client.force_login(user)
    return client


def form_of(client: Client, one: Any) -> dict[str, Any]:
    return posted_as_it_is(client.get(address(one)).content.decode(), type(one))


@pytest.mark.django_db
def test_an_event_takes_place_when_it_was_typed(seeded: None, language: str) -> None:
    event, client = EventPage.objects.filter(live=True, alias_of=None).first(), editor(language)
    form = form_of(client, event) | {
        "start_date": WRITTEN[language],
        "start_time": "9h30",
        "end_date": "16. 1. 2027.",
        "end_time": "17.00",
    }
    assert client.post(address(event), form).status_code == 302
    saved = EventPage.objects.get(pk=event.pk).get_latest_revision_as_object()
    assert (saved.start_date, saved.end_date) == (date(2027, 1, 15), date(2027, 1, 16))
    assert (saved.start_time, saved.end_time) == (time(9, 30), time(17))


@pytest.mark.django_db
@pytest.mark.parametrize("button", [{}, {"action-publish": "1"}], ids=["draft", "publish"])
def test_what_cannot_be_read_is_said_and_stays_with_everything_else(
    seeded: None, language: str, button: dict[str, str]
) -> None:
    event, client = EventPage.objects.filter(live=True, alias_of=None).first(), editor(language)
    form = (
        form_of(client, event) | button | {"start_date": "sutra", "summary": "Typed with care.", "go_live_at": "31/12"}
    )
    answer = client.post(address(event), form)
    html = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="sutra"' in html
    assert 'value="31/12"' in html
    assert "Typed with care." in html
    errors = answer.context["form"].errors
    with translation.override(language):
        example = AdminDateInput().format_value(date(timezone.localdate().year, 12, 31))
    assert example in errors["start_date"][0]
    assert f"{example} 18:30" in errors["go_live_at"][0]
    saved = EventPage.objects.get(pk=event.pk).get_latest_revision_as_object()
    assert saved.summary != "Typed with care."


@pytest.mark.django_db
def test_special_hours_and_the_last_check_of_a_centre(seeded: None, language: str) -> None:
    centre, client = Centre.objects.filter(live=True, special_hours=None).first(), editor(language)
    new = {
        "first_day": WRITTEN[language],
        "last_day": "20 01 2027",
        "opens": "9u",
        "closes": "12.30",
        "id": "",
        "ORDER": "1",
    }
    form = form_of(client, centre) | {f"special_hours-0-{name}": value for name, value in new.items()}
    form |= {"special_hours-TOTAL_FORMS": "1", "checked_on": "2/11/2026"}
    answer = client.post(address(centre), form)
    assert answer.status_code == 302, answer.context["form"].errors
    saved = Centre.objects.get(pk=centre.pk).get_latest_revision_as_object()
    (special,) = saved.special_hours.all()
    assert (special.first_day, special.last_day) == (date(2027, 1, 15), date(2027, 1, 20))
    assert (special.opens, special.closes) == (time(9), time(12, 30))
    assert saved.checked_on == date(2026, 11, 2)


@pytest.mark.django_db
def test_an_alert_and_a_schedule_end_when_they_were_typed_to(seeded: None, language: str) -> None:
    settings, client = LanguageSettings.objects.get(locale__language_code=language), editor(language)
    typed = {"alert_until": f"{WRITTEN[language]} 18h30", "expire_at": "31. 12. 2027. u 9.00", "go_live_at": ""}
    assert client.post(address(settings), form_of(client, settings) | typed).status_code == 302
    saved = LanguageSettings.objects.get(pk=settings.pk).get_latest_revision_as_object()
    assert timezone.localtime(saved.alert_until) == timezone.make_aware(datetime(2027, 1, 15, 18, 30))
    assert timezone.localtime(saved.expire_at) == timezone.make_aware(datetime(2027, 12, 31, 9))


FILTERS = {
    "fr": ("wagtailadmin_reports:aging_pages", "last_published_at", "last_published_at"),
    "nl": ("wagtailadmin_reports:site_history", "timestamp", "timestamp_from"),
    "it": ("wagtailadmin_reports:locked_pages", "locked_at", "locked_at_to"),
    "pt": ("wagtailadmin_reports:workflow", "created_at", "created_at_from"),
    "hr": ("wagtailadmin_explore_root", "latest_revision_created_at", "latest_revision_created_at_to"),
    "en": ("wagtailadmin_reports:workflow_tasks", "started_at", "started_at_from"),
}


@pytest.mark.django_db
def test_filters_of_lists_read_days_too(seeded: None, language: str) -> None:
    client, (view, name, field) = editor(language), FILTERS[language]
    filters = client.get(reverse(view), {field: WRITTEN[language]}).context["filters"].form
    assert filters.is_valid(), filters.errors
    assert "2027" in str(filters.cleaned_data[name])
    refused = client.get(reverse(view), {field: "sutra"}).context["filters"].form
    assert "sutra" in str(refused.errors[name])


def test_six_languages_have_their_way_of_writing() -> None:
    assert set(WRITTEN) == set(LANGUAGES)
