"""Addresses of pages are Wagtail's, without its price."""

import pytest
from wagtail.models import Page, Site

from core.i18n.urls import page_url
from core.seed import page_by_key
from home.models import StandardPage

pytestmark = pytest.mark.django_db


def test_every_page_has_the_address_wagtail_gives(seeded: None) -> None:
    for page in Page.objects.exclude(depth=1):
        ours = page.specific
        assert ours.get_url_parts() == page.get_url_parts(), page
        assert page_url(page.url_path) == ours.url == page.url


def test_letters_beyond_ascii_are_quoted(seeded: None) -> None:
    home = page_by_key("home", "fr")
    page = home.add_child(instance=StandardPage(title="Été", slug="été", summary="Chaud.", locale=home.locale))
    # An address from before addresses were made of plain letters.
    Page.objects.filter(pk=page.pk).update(slug="été", url_path=page.url_path.replace("ete", "été"))
    page = StandardPage.objects.get(pk=page.pk)
    assert page.url == page_url(page.url_path) == Page.objects.get(pk=page.pk).url == "/fr/%C3%A9t%C3%A9/"


def test_a_page_outside_every_site_has_none(seeded: None) -> None:
    root = Page.objects.get(depth=1)
    assert page_url(root.url_path) == ""
    assert StandardPage(url_path=root.url_path).url is None


def test_with_a_second_site_addresses_name_their_host(seeded: None) -> None:
    section = page_by_key("contact", "fr")
    Site.objects.create(hostname="other.example", root_page=section)
    for page in (section, page_by_key("home", "hr")):
        assert page_url(page.url_path) == Page.objects.get(pk=page.pk).url == page.specific.url
        assert page_url(page.url_path).startswith("http")
