"""The organisation that runs a centre: on its page, on the organisation's, in exports and in files."""

import io
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from centres.columns.public import COLUMN, flat
from centres.models import Centre, DirectoryStamp
from community.models import CommunityIndexPage, Organisation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
RUN_BY = COLUMN["run_by"]


def cakovec() -> Centre:
    return Centre.objects.select_related("organisation", "parent").get(slug="cisok-cakovec")


def test_the_page_names_who_runs_it(client: Client) -> None:
    response = client.get("/en/centres/cisok-cakovec/")
    html = response.content.decode()
    base = CommunityIndexPage.url_in("en")
    name = cakovec().organisation.name_in("en").text
    assert f'href="{base}hzz/"' in html
    assert name in html
    assert response.context["head"].json_ld["parentOrganization"] == {
        "@type": "Organization",
        "name": name,
        "url": f"http://testserver{base}hzz/",
    }


def test_an_organisation_that_is_not_public_is_named_to_nobody(client: Client) -> None:
    Organisation.objects.filter(slug="hzz").update(live=False)
    DirectoryStamp.renew()
    response = client.get("/en/centres/cisok-cakovec/")
    assert response.context["run_by"] is None
    assert "parentOrganization" not in response.context["head"].json_ld
    assert flat(cakovec())["run_by"] is None


def test_the_organisation_shows_the_centres_it_runs(client: Client) -> None:
    base = CommunityIndexPage.url_in("en")
    assert 'href="/en/centres/cisok-cakovec/"' in client.get(f"{base}hzz/").content.decode()
    assert "/en/centres/cisok-cakovec/" not in client.get(f"{base}azvo/").content.decode()


def test_a_network_shows_its_own_centres_and_those_it_runs(client: Client) -> None:
    other = Centre.objects.filter(network="leerwinkel").first()
    Centre.objects.filter(pk=other.pk).update(organisation=Organisation.objects.get(slug="cisok"))
    DirectoryStamp.renew()
    html = client.get(f"{CommunityIndexPage.url_in('en')}cisok/").content.decode()
    assert html.count('href="/en/centres/cisok-cakovec/"') == 1
    assert html.count(f'href="/en/centres/{other.slug}/"') == 1


def test_a_file_names_it_by_address_or_by_name_in_any_language() -> None:
    hzz = cakovec().organisation
    for text in ("hzz", "HZZ", hzz.name, *(row.name for row in hzz.texts.all() if row.name)):
        assert RUN_BY.read(text).value == "hzz", text
    assert RUN_BY.store("hzz") == hzz
    assert RUN_BY.store("") is None
    reading = RUN_BY.read("Hrvatski zavod za zapošljavnje")
    assert not reading.has_value
    assert reading.suggestion == "hzz"
    assert reading.reason


def test_a_file_gives_a_centre_into_other_hands(tmp_path: Path) -> None:
    centre = cakovec()
    path = tmp_path / "centres.csv"
    path.write_text(f"uid,name,country,run_by\n{centre.uid},{centre.name},HR,AZVO\n", encoding="utf-8")
    call_command("import_centres", path, stdout=io.StringIO())
    assert cakovec().organisation.slug == "azvo"
    path.write_text(f"uid,name,country,run_by\n{centre.uid},{centre.name},HR,Nobody at all\n", encoding="utf-8")
    report = tmp_path / "report.csv"
    call_command("import_centres", path, "--report", report, stdout=io.StringIO())
    assert "Nobody at all" in report.read_text()
    assert cakovec().organisation.slug == "azvo"
