"""What the tests of the care of centres share."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.test import Client, TestCase

from centres.models import Centre

FINDERS = {"fr": "centres", "nl": "centra", "it": "centri", "pt": "centros", "hr": "centri", "en": "centres"}


def cisok() -> Centre:
    return Centre.objects.get(slug="cisok-cakovec")


def centre_path(centre: Centre, word: str = "", language: str = "en") -> str:
    return f"/{language}/{FINDERS[language]}/{centre.slug}/{word}{'/' if word else ''}"


def browser_data(client: Client, path: str) -> dict[str, Any]:
    """What a browser sends for the form as it stands."""
    data: dict[str, Any] = {}
    for bound in client.get(path).context["form"]:
        value = bound.value()
        if bound.name == "hours":
            data |= hours_data(bound.field.widget.get_context("hours", value, {"id": "id_hours"})["widget"])
        elif value not in (None, "", []):
            data[bound.html_name] = value
    return data


def hours_data(widget: dict[str, Any]) -> dict[str, Any]:
    if widget["text"] is not None:
        return {"hours-text": widget["text"]}
    data = {f"hours-{day['number']}-state": day["state"] for day in widget["days"]}
    times = {f"hours-{day['number']}-{i}": time for day in widget["days"] for i, time in enumerate(day["times"])}
    return data | times | ({"hours-holidays": "on"} if widget["holidays_off"] else {})


@contextmanager
def commits_run() -> Iterator[None]:
    """Runs what waits for the end of the transaction, and what that makes wait in turn."""
    with TestCase.captureOnCommitCallbacks(using=DEFAULT_DB_ALIAS, execute=True):
        yield
