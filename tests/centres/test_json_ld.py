"""What machines read on a centre's page, held against schema.org's own vocabulary (tests/data/schema_org.json)."""

import json
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.utils import timezone, translation

from centres.models import Centre, SpecialHours
from centres.pages.json_ld import centre_json_ld
from core.i18n.languages import LANGUAGES

WORDS = json.loads((Path(__file__).parent.parent / "data" / "schema_org.json").read_text("utf-8"))
URL = "https://example.org/en/centres/one/"


def _parses(parse: Any, value: str) -> bool:
    try:
        parse(value)
    except ValueError:
        return False
    return True


def _is_url(value: str) -> bool:
    parts = urlsplit(value)
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def _member(value: str) -> str | None:
    """The enumeration a full schema.org address belongs to."""
    return WORDS["members"].get(value.removeprefix("https://schema.org/")) if value.startswith("https://") else None


def _fits(value: Any, ranges: list[str]) -> bool:
    if isinstance(value, dict):
        return bool(set(WORDS["types"].get(value["@type"], ())) & set(ranges))
    if isinstance(value, bool):
        return "Boolean" in ranges
    if isinstance(value, int | float):
        return "Number" in ranges
    readers = {"Date": date.fromisoformat, "DateTime": datetime.fromisoformat, "Time": time.fromisoformat}
    return (
        "Text" in ranges
        or ("URL" in ranges and _is_url(value))
        or _member(value) in ranges
        or any(_parses(read, value) for name, read in readers.items() if name in ranges)
    )


def problems(data: dict[str, Any], path: str = "") -> list[str]:
    """Each property that schema.org does not allow there, or whose value is none of those it expects."""
    kinds = WORDS["types"].get(data["@type"])
    if kinds is None:
        return [f"{path}: unknown type {data['@type']}"]
    found = []
    for name, content in data.items():
        if name.startswith("@"):
            continue
        domain, ranges = WORDS["properties"].get(name, [[], []])
        if not set(kinds) & set(domain):
            found.append(f"{path}/{name}: not a property of {data['@type']}")
            continue
        for value in content if isinstance(content, list) else [content]:
            if not _fits(value, ranges):
                found.append(f"{path}/{name}: {value!r} is none of {ranges}")
            if isinstance(value, dict):
                found += problems(value, f"{path}/{name}")
    return found


def built(**facts: Any) -> dict[str, Any]:
    centre = Centre(name="One", language="hr", country="HR", status="open", network="cisok", **facts)
    centre.updated_at = timezone.now()
    tomorrow = timezone.localdate() + timedelta(days=1)
    special = [
        SpecialHours(first_day=tomorrow, last_day=tomorrow),
        SpecialHours(first_day=tomorrow, last_day=tomorrow + timedelta(days=3), opens=time(9), closes=time(0)),
        SpecialHours(first_day=date(2020, 1, 1), last_day=date(2020, 1, 2)),
    ]
    parent = {"name": "Main", "url": "https://example.org/en/centres/main/"}
    return centre_json_ld(centre, URL, None, "One", special, parent)


FULL = {
    "street": "Main street 1", "city": "Zagreb", "region": "Grad Zagreb", "postcode": "10000", "latitude": 45.8,
    "longitude": 15.97, "point_precision": "door", "needs": ["work", "train"], "services": ["counselling", "workshops"],
    "audiences": ["migrants"], "age_from": 15, "age_to": 29, "spoken": ["hr", "en"], "free": True, "phone": "+385 1 234",
    "accessible": ["step-free"], "email": "one@example.org", "website": "https://example.org",
    "hours": "Mo-Fr 09:00-24:00", "checked_on": timezone.localdate(), "status_since": "2016-05-01",
}  # fmt: skip


@pytest.mark.django_db
def test_every_demo_centre_is_valid_in_every_language(seeded: None) -> None:
    centres = list(Centre.objects.public().with_texts())
    assert len(centres) == 50
    for language in LANGUAGES:
        with translation.override(language):
            for centre in centres:
                text = centre.text_in(language)
                data = centre_json_ld(centre, URL, text, centre.display_name(language))
                assert problems(data) == [], (centre.slug, language)
                assert json.loads(json.dumps(data)) == data


def test_a_centre_with_every_fact_is_valid_and_says_them() -> None:
    data = built(**FULL)
    assert problems(data) == []
    assert data["geo"] == {"@type": "GeoCoordinates", "latitude": 45.8, "longitude": 15.97}
    assert data["contactPoint"]["availableLanguage"] == ["hr", "en"]
    assert data["makesOffer"][0]["itemOffered"]["audience"]["suggestedMaxAge"] == 29
    assert len(data["openingHoursSpecification"]) == 5
    assert data["parentOrganization"]["name"] == "Main"
    assert data["memberOf"]["name"] == "CISOK"
    assert data["subjectOf"]["lastReviewed"] == FULL["checked_on"].isoformat()


def test_days_with_other_hours_are_said_from_today_on() -> None:
    closed, late = built(**FULL)["specialOpeningHoursSpecification"]
    assert (closed["opens"], closed["closes"]) == ("00:00", "00:00")
    assert (late["opens"], late["closes"]) == ("09:00", "23:59")
    assert late["validThrough"] > late["validFrom"]


@pytest.mark.parametrize(
    "hours",
    [
        'Mo-Fr 09:00-17:00 || "on request"',
        'Mo-Fr 09:00-17:00 "on request"',
        "Mo-Fr 09:00-17:00; SH off",
        "Mo[1] 09:00-12:00",
    ],
)
def test_hours_on_a_condition_are_not_said(hours: str) -> None:
    assert "openingHoursSpecification" not in built(**FULL | {"hours": hours})


def test_public_holidays_are_said_where_they_are_known() -> None:
    closed = built(**FULL | {"hours": "Mo 09:00-17:00; PH off"})
    assert problems(closed) == []
    assert closed["openingHoursSpecification"][1:] == [
        {
            "@type": "OpeningHoursSpecification",
            "dayOfWeek": "https://schema.org/PublicHolidays",
            "opens": "00:00",
            "closes": "00:00",
        }
    ]
    assert len(built(**FULL | {"hours": "Mo 09:00-17:00"})["openingHoursSpecification"]) == 1


def test_what_nobody_confirmed_is_not_said() -> None:
    stale = built(**FULL | {"checked_on": timezone.localdate() - timedelta(days=400), "point_precision": "city"})
    assert not {"geo", "openingHoursSpecification"} & stale.keys()
    bare = built()
    assert not {"telephone", "makesOffer", "amenityFeature", "isAccessibleForFree"} & bare.keys()
    assert problems(bare) == []


def test_the_check_finds_wrong_words_and_wrong_values() -> None:
    data = built(**FULL)
    assert problems(data | {"audience": {"@type": "Audience", "name": "x"}})
    assert problems(data | {"geo": "45.8, 15.97"})
    assert problems(data | {"isAccessibleForFree": 1})
    assert problems(data | {"openingHoursSpecification": [{"@type": "OpeningHoursSpecification", "opens": "soon"}]})
    assert problems(data | {"openingHours": [{"@type": "Thing"}]})
