"""The admin finds by words without accents, and by the title of a draft."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agenda.models import Subscriber
from centres.models import Centre
from community.models import Organisation
from core.models import CustomDocument, CustomImage
from core.seed import page_by_key

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:Pagination may yield inconsistent results"),
]


@pytest.fixture
def admin(seeded: None, client: Client) -> Client:
    client.force_login(get_user_model().objects.get(username="administrator"))
    return client


def found(admin: Client, name: str, words: str, *args: object) -> str:
    return admin.get(reverse(name, args=args), {"q": words}).content.decode()


@pytest.mark.parametrize("words", ["cakovec", "CAKOVEC", "Čakovec", "cisok cakovec", "akovec"])
def test_a_centre(admin: Client, words: str) -> None:
    html = found(admin, Centre.snippet_viewset.get_url_name("list"), words)
    assert "CISOK Čakovec" in html
    assert "Aufsuchende" not in html


def test_a_centre_by_the_name_of_its_draft(admin: Client) -> None:
    centre = Centre.objects.get(slug="cisok-cakovec")
    centre.name = "Žuti brijeg"
    centre.save_revision()
    assert "cisok-cakovec" not in found(admin, Centre.snippet_viewset.get_url_name("list"), "nista takvo")
    url = reverse(Centre.snippet_viewset.get_url_name("edit"), args=[centre.pk])
    assert url in found(admin, Centre.snippet_viewset.get_url_name("list"), "zuti")


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("wagtailadmin_pages:search", False),
        ("wagtailadmin_explore", True),
        ("wagtailadmin_choose_page_search", False),
    ],
)
def test_a_page(admin: Client, name: str, args: bool) -> None:
    page = page_by_key("contact", "fr").specific
    page.title = "Où nous écrire à Liège"
    page.save_revision()
    for words in ("ecrire liege", "Contact"):
        html = found(admin, name, words, *([page.get_parent().pk] if args else []))
        assert f"/admin/pages/{page.pk}/" in html, words


@pytest.mark.parametrize("model", [CustomImage, CustomDocument])
def test_a_file(admin: Client, model: type) -> None:
    file = model.objects.first()
    model.objects.filter(pk=file.pk).update(title="Đački dom, Škola")
    space = "wagtailimages" if model is CustomImage else "wagtaildocs"
    chooser = "wagtailimages_chooser:choose_results" if model is CustomImage else "wagtaildocs_chooser:choose_results"
    for name in (f"{space}:index", chooser):
        assert "Đački dom" in found(admin, name, "dacki skola")
        assert "Đački dom" not in found(admin, name, "dacki zgrada")


def test_an_organisation_and_somebody_who_waits(admin: Client) -> None:
    Organisation.objects.create(
        name="Ligue de l’Éducation", name_language="fr", slug="ligue", country="BE", kind="other"
    )
    assert "Éducation" in found(admin, Organisation.snippet_viewset.get_url_name("list"), "education ligue")
    Subscriber.objects.create(email="petra@example.org", language="hr")
    assert "petra@" in found(admin, Subscriber.snippet_viewset.get_url_name("list"), "petra@")


def test_what_begins_with_the_words_stands_first(admin: Client) -> None:
    pages = admin.get(reverse("wagtailadmin_pages:search"), {"q": "cont"}).context["object_list"]
    begins = [page.title.lower().startswith("cont") for page in pages]
    assert begins == sorted(begins, reverse=True)
    assert any(begins)


def test_what_is_saved_is_not_read_back_for_an_index(seeded: None) -> None:
    page = page_by_key("contact", "en").specific
    with CaptureQueriesContext(connection) as queries:
        page.save()
    table = page._meta.db_table
    said = [query["sql"] for query in queries]
    saved = next(place for place, sql in enumerate(said) if sql.startswith(f'UPDATE "{table}"'))
    read = [sql for sql in said[saved:] if f'FROM "{table}"' in sql]
    assert len(read) == 1, "for what it refers to"
