"""The accessibility statement has every part that decision (EU) 2018/1523 makes mandatory."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils.html import strip_tags

from home.models import AccessibilityStatementPage, ContactPage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

PARTS = ["commitment", "scope", "noncompliance", "burden", "exempt", "method", "feedback", "enforcement"]


def statement(language: str) -> AccessibilityStatementPage:
    return AccessibilityStatementPage.objects.get(locale__language_code=language)


def test_every_part_is_shown_in_every_language(client: Client, language: str) -> None:
    page = statement(language)
    text = strip_tags(client.get(page.url).content.decode())

    for part in PARTS:
        words = strip_tags(getattr(page, part)).split(".")[0][:60]
        assert words.strip() in text, part
    assert "2016/2102" in text
    assert page.standard in text
    assert page.get_conformance_display() in text
    assert "2026" in text


def test_the_way_to_report_a_barrier_is_a_link(client: Client, language: str) -> None:
    html = client.get(statement(language).url).content.decode()
    contact = ContactPage.objects.get(locale__language_code=language)

    assert f'href="{contact.form_url}?topic=accessibility"' in html


@pytest.mark.parametrize("part", PARTS)
def test_no_part_can_be_left_out(part: str) -> None:
    page = statement("en")
    setattr(page, part, "")

    with pytest.raises(ValidationError) as caught:
        page.full_clean()
    assert part in caught.value.message_dict


def test_the_facts_are_mandatory_too() -> None:
    page = statement("en")
    page.conformance, page.standard, page.prepared_on = "perhaps", "", None

    with pytest.raises(ValidationError) as caught:
        page.full_clean()
    assert {"conformance", "standard", "prepared_on"} <= set(caught.value.message_dict)


def test_facts_are_the_same_in_all_languages() -> None:
    rows = (
        AccessibilityStatementPage.objects.values_list("conformance", "prepared_on", "assessment").order_by().distinct()
    )

    assert list(rows) == [("partial", date(2026, 11, 24), "self")]
