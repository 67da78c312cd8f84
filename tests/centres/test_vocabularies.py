"""Services, networks and spoken languages that an administrator adds, renames or withdraws, wherever they are read."""

import csv
import io
import json
from collections.abc import Callable

import openpyxl
import pytest
from django.contrib.auth import get_user_model
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from centres import vocabularies
from centres.columns.lookups import language_lookup, vocabulary_lookup
from centres.finder.current import current
from centres.models import Centre, FinderPage, LanguageTerm, NetworkTerm, ServiceTerm
from centres.sources import CentreSource
from core import terms
from core.i18n.languages import LANGUAGES
from search.models import IndexTask, LifeEvent
from search.understanding import understand

pytestmark = pytest.mark.django_db

NAMES = {
    "en": "Night desk",
    "fr": "Guichet de nuit",
    "nl": "Nachtloket",
    "it": "Sportello notturno",
    "pt": "Balcão noturno",
    "hr": "Noćni šalter",
}
"""Of a service that the portal does not know."""


@pytest.fixture
def night_desk(seeded: None) -> ServiceTerm:
    return ServiceTerm.objects.create(code="night-desk", labels=dict(NAMES))


@pytest.fixture
def centre(night_desk: ServiceTerm) -> Centre:
    """A public centre that has it, of an added network, where an added language is spoken."""
    NetworkTerm.objects.create(code="cantieri", labels={"en": "Cantieri network", "fr": "Réseau Cantieri"})
    LanguageTerm.objects.create(code="kab")
    found = Centre.objects.public().order_by("pk").first()
    found.services = [*found.services, "night-desk"]
    found.network, found.spoken = "cantieri", [*found.spoken, "kab"]
    found.full_clean()
    found.save()
    return found


def url(model: type, name: str, *args: object) -> str:
    return reverse(model.snippet_viewset.get_url_name(name), args=args)


def finder(language: str = "en") -> str:
    return FinderPage.urls_by_language()[language]


def new(**changes: str) -> dict[str, str]:
    """What the form of a new service sends."""
    return {"code": "night-desk", **{f"name_{language}": name for language, name in NAMES.items()}} | changes


@pytest.fixture
def refusals(admin_client: Client, seeded: None) -> Callable[..., dict[str, list[str]]]:
    """What the form of a new service says to what is typed."""

    def send(**changes: str) -> dict[str, list[str]]:
        response = admin_client.post(url(ServiceTerm, "add"), new(**changes))
        assert response.status_code == 200, "it was taken"
        return dict(response.context["form"].errors)

    return send


# Shown


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_centre_and_the_finder_call_it_by_its_name(client: Client, centre: Centre, language: str) -> None:
    page = client.get(f"{finder(language)}{centre.slug}/").content.decode()
    assert NAMES[language] in page
    found = client.get(finder(language), {"service": "night-desk"})
    assert found.context["count"] == 1
    option = next(
        one
        for facet in found.context["facets"]
        for one in facet.options
        if (facet.name, one.code) == ("service", "night-desk")
    )
    assert (option.label, option.count, option.selected) == (NAMES[language], 1, True)


def test_an_added_network_and_language_are_shown_and_asked_for(client: Client, centre: Centre) -> None:
    page = client.get(f"{finder('fr')}{centre.slug}/").content.decode()
    assert "Réseau Cantieri" in page
    assert "kabyle" in page
    assert "Cantieri network" in client.get(f"{finder('nl')}{centre.slug}/").content.decode(), "no Dutch name yet"
    assert client.get(finder("en"), {"speaks": "kab"}).context["count"] == 1
    assert current().of_network("cantieri") == [centre.pk]


def test_it_is_compared(client: Client, centre: Centre) -> None:
    other = Centre.objects.public().exclude(pk=centre.pk).first()
    response = client.get(f"{finder('fr')}compare/", {"centre": [centre.slug, other.slug]})
    assert NAMES["fr"] in response.content.decode()


def test_pages_cost_the_same_with_and_without_it(
    client: Client, night_desk: ServiceTerm, count_queries: Callable
) -> None:
    addresses = [finder(), f"{finder()}?service=counselling", "/en/"]
    with_term = [count_queries(lambda address=address: client.get(address)) for address in addresses]
    terms.forget_all()
    assert [count_queries(lambda address=address: client.get(address)) for address in addresses] == with_term


# Given away and taken in


def test_exports_hold_its_code(client: Client, centre: Centre) -> None:
    wanted = {"service": "night-desk"}
    row = next(
        csv.DictReader(io.StringIO(client.get(reverse("api-centres-csv"), wanted).getvalue().decode("utf-8-sig")))
    )
    assert (row["network"], "night-desk" in row["services"], "kab" in row["speaks"]) == ("cantieri", True, True)
    book = openpyxl.load_workbook(io.BytesIO(client.get(reverse("api-centres-xlsx"), wanted).getvalue()))
    assert any("night-desk" in str(cell.value) for line in book.worksheets[0].iter_rows() for cell in line)
    features = json.loads(client.get(reverse("api-centres-geojson"), wanted).getvalue())["features"]
    assert "night-desk" in features[0]["properties"]["services"]
    assert (
        NAMES["hr"] in client.get(f"{finder('hr')}{centre.slug}/").content.decode().split("application/ld+json", 1)[1]
    )


def test_the_api_takes_it_and_describes_it(client: Client, seeded: None) -> None:
    address = reverse("api-centres")
    assert client.get(address, {"service": "night-desk"}).status_code == 400
    ServiceTerm.objects.create(code="night-desk", labels=dict(NAMES))
    assert client.get(address, {"service": "night-desk"}).json()["count"] == 0
    described = client.get(reverse("openapi")).json()
    parameters = described["paths"][address]["get"]["parameters"]
    service = next(one for one in parameters if one["name"] == "service")
    assert "night-desk" in service["schema"]["items"]["enum"]
    assert "night-desk" in described["components"]["schemas"]["Centre"]["properties"]["services"]["items"]["enum"]


def test_hsds_has_the_term_and_the_service(client: Client, centre: Centre) -> None:
    response = client.get(reverse("hsds-taxonomy-terms"), {"language": "it", "per_page": 100})
    names = {one["code"]: one["name"] for one in response.json()["contents"]}
    assert names["night-desk"] == NAMES["it"]
    assert names["cantieri"] == "Cantieri network"
    organisation = client.get(reverse("hsds-organization", args=[centre.uid]), {"language": "pt"}).json()
    service = next(one for one in organisation["services"] if one["name"].startswith(NAMES["pt"]))
    assert client.get(reverse("hsds-service", args=[service["id"]])).status_code == 200


def test_the_import_reads_code_and_every_name(seeded: None) -> None:
    assert vocabulary_lookup(vocabularies.Service).find("Noćni šalter") is None
    ServiceTerm.objects.create(code="night-desk", labels=dict(NAMES))
    lookup = vocabulary_lookup(vocabularies.Service)
    assert {lookup.find(word) for word in ("night-desk", *NAMES.values())} == {"night-desk"}
    assert language_lookup().find("kabyle") is None
    LanguageTerm.objects.create(code="kab")
    assert language_lookup().find("kabyle") == "kab"


# Found


def test_the_search_knows_it(centre: Centre) -> None:
    document = next(iter(CentreSource().documents([centre.pk])))
    assert "night-desk" in document.facets["service"]
    assert NAMES[document.language] in document.body
    asked = understand("nachtloket", "en")
    assert NAMES["fr"] in asked.also
    assert "kab" in understand("in kabyle", "en").speaks


def test_a_new_name_has_the_centres_indexed_again(centre: Centre) -> None:
    IndexTask.objects.all().delete()
    term = ServiceTerm.objects.get(code="night-desk")
    term.withdrawn = True
    term.save()
    assert not IndexTask.objects.exists()
    term.labels = {**term.labels, "fr": "Permanence de nuit"}
    term.save()
    assert {task.object_id for task in IndexTask.objects.all()} == {str(centre.pk)}


# Renamed, withdrawn, ordered


def test_a_term_of_the_portal_takes_another_name_and_gets_its_own_back(
    admin_client: Client, client: Client, seeded: None
) -> None:
    counselling = ServiceTerm.objects.get(code="counselling")
    address = url(ServiceTerm, "edit", counselling.pk)
    form = admin_client.get(address).context["form"]
    with override("fr"):
        own = vocabularies.Service.own_label("counselling")
    assert own in str(form["name_fr"].help_text)
    assert "name_en" in form.fields
    assert not form.fields["name_en"].required
    before = {name: form[name].value() for name in form.fields}
    assert admin_client.post(address, {"name_fr": "Accompagnement"}).status_code == 302
    shown = client.get(finder("fr")).content.decode()
    assert "Accompagnement" in shown
    assert "Counselling" in client.get(finder("en")).content.decode()
    assert admin_client.post(address, {name: value for name, value in before.items() if value}).status_code == 302
    assert own in client.get(finder("fr")).content.decode()
    assert ServiceTerm.objects.get(code="counselling").labels == {}


def test_a_withdrawn_term_is_offered_no_more_and_stays_where_it_is(
    admin_client: Client, client: Client, centre: Centre
) -> None:
    for code in ("night-desk", "tasters"):
        ServiceTerm.objects.filter(code=code).update(withdrawn=True)
    Centre.objects.filter(services__icontains="tasters").update(services=["counselling"])
    ServiceTerm.objects.get(code="tasters").save()
    other = Centre.objects.public().exclude(pk=centre.pk).first()
    own = admin_client.get(url(Centre, "edit", centre.pk)).content.decode()
    assert 'value="night-desk"' in own, "it has it: saving must not take it away"
    assert 'value="night-desk"' not in admin_client.get(url(Centre, "edit", other.pk)).content.decode()
    options = {
        one.code for facet in client.get(finder()).context["facets"] for one in facet.options if facet.name == "service"
    }
    assert "night-desk" in options
    assert "tasters" not in options
    assert NAMES["en"] in client.get(f"{finder()}{centre.slug}/").content.decode()
    Centre.objects.get(pk=centre.pk).full_clean()


def test_an_option_called_by_its_english_name_says_so(db: None) -> None:
    NetworkTerm.objects.create(code="night-net", labels={"en": "Night net"})
    drawn = {}
    for language in ("hr", "en"):
        with override(language):
            drawn[language] = Centre._meta.get_field("network").formfield().widget.render("network", "other")
    assert '<option value="night-net" lang="en">Night net</option>' in drawn["hr"]
    assert "lang=" not in drawn["en"]
    assert drawn["hr"].count("lang=") == 1


def test_they_are_put_in_order(admin_client: Client, seeded: None) -> None:
    last = ServiceTerm.objects.last()
    address = f"{url(ServiceTerm, 'reorder', last.pk)}?position=0"
    assert admin_client.post(address).status_code == 200
    assert vocabularies.Service.values[0] == last.code
    assert vocabularies.Network.values[0] == "cite-des-metiers"


# Written


def test_an_administrator_adds_a_service(admin_client: Client, client: Client, seeded: None) -> None:
    assert admin_client.post(url(ServiceTerm, "add"), new()).status_code == 302
    term = ServiceTerm.objects.get(code="night-desk")
    assert term.labels == NAMES
    assert vocabularies.Service.values[-1] == "night-desk"
    assert 'value="night-desk"' in admin_client.get(url(Centre, "add")).content.decode()
    assert "Night desk" in client.get(finder()).content.decode()
    response = admin_client.post(url(ServiceTerm, "edit", term.pk), new(code="other-code"))
    assert response.status_code == 302
    assert ServiceTerm.objects.get(pk=term.pk).code == "night-desk"


def test_an_administrator_adds_a_language_by_its_name(admin_client: Client, seeded: None) -> None:
    assert "Kabyle" in admin_client.get(url(LanguageTerm, "add")).content.decode()
    assert admin_client.post(url(LanguageTerm, "add"), {"code": "kab"}).status_code == 302
    assert 'value="kab"' in admin_client.get(url(Centre, "add")).content.decode()
    assert "already" in str(admin_client.post(url(LanguageTerm, "add"), {"code": "kab"}).context["form"].errors["code"])
    assert admin_client.post(url(LanguageTerm, "add"), {"code": "xx"}).status_code == 200


@pytest.mark.parametrize(
    "code", ["Night desk", "NIGHT", "night_desk", "nuit-été", "-night", "night--desk", "", "n" * 21]
)
def test_a_code_has_its_shape(refusals: Callable, code: str) -> None:
    assert "code" in refusals(code=code)


@pytest.mark.parametrize("code", ["counselling", "not-known", "guidance"])
def test_a_code_means_one_thing(refusals: Callable, code: str) -> None:
    assert "code" in refusals(code=code)


def test_a_name_means_one_thing(refusals: Callable) -> None:
    assert "counselling" in str(refusals(name_en="  counselling ")["name_en"])
    assert "counselling" not in refusals(name_en="")
    assert "name_en" in refusals(name_en="")


def test_who_writes_gives_the_name_in_the_own_language(admin_client: Client, seeded: None) -> None:
    from wagtail.users.models import UserProfile

    user = get_user_model().objects.get(pk=admin_client.session["_auth_user_id"])
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": "hr"})
    response = admin_client.post(url(ServiceTerm, "add"), new(name_hr="", name_fr=""))
    assert set(response.context["form"].errors) == {"name_hr"}
    assert admin_client.post(url(ServiceTerm, "add"), new(name_fr="")).status_code == 302


# Deleted


def test_a_term_goes_when_nothing_has_it_and_its_code_does_not_come_back(
    admin_client: Client, refusals: Callable, night_desk: ServiceTerm
) -> None:
    address = url(ServiceTerm, "delete", night_desk.pk)
    event = LifeEvent.objects.create(language="en", need="work", service="night-desk", phrases="awake at night")
    assert admin_client.post(address, follow=True).redirect_chain[-1][0] == url(ServiceTerm, "edit", night_desk.pk)
    event.delete()
    assert admin_client.post(address).status_code == 302
    assert "night-desk" not in vocabularies.Service.values
    assert "code" in refusals()


def test_a_term_stays_while_a_centre_has_it(admin_client: Client, centre: Centre) -> None:
    for model, code in ((ServiceTerm, "night-desk"), (NetworkTerm, "cantieri"), (LanguageTerm, "kab")):
        term = model.objects.get(code=code)
        response = admin_client.post(url(model, "delete", term.pk), follow=True)
        assert "1 centre has" in response.content.decode()
        assert model.objects.filter(pk=term.pk).exists()
        edit = admin_client.get(url(model, "edit", term.pk)).content.decode()
        assert "1 centre has it." in edit
        assert url(model, "delete", term.pk) not in edit
        bulk = reverse("wagtail_bulk_action", args=["centres", model._meta.model_name, "delete"])
        admin_client.post(f"{bulk}?id={term.pk}", follow=True)
        assert model.objects.filter(pk=term.pk).exists()


def test_a_term_stays_while_a_draft_has_it(centre: Centre) -> None:
    term = ServiceTerm.objects.get(code="night-desk")
    other = Centre.objects.public().exclude(pk=centre.pk).first()
    Centre.objects.filter(pk=centre.pk).update(services=[])
    assert term.can_go
    other.services = ["night-desk"]
    other.save_revision()
    assert not ServiceTerm.objects.get(code="night-desk").can_go


def test_the_portals_own_and_the_one_new_centres_begin_with_stay(admin_client: Client, seeded: None) -> None:
    own = ServiceTerm.objects.get(code="assessment")
    assert not own.can_go
    admin_client.post(url(ServiceTerm, "delete", own.pk))
    assert ServiceTerm.objects.filter(pk=own.pk).exists()
    other = NetworkTerm.objects.get(code="other")
    response = admin_client.post(url(NetworkTerm, "edit", other.pk), {"withdrawn": "on"})
    assert "withdrawn" in response.context["form"].errors


# Who may


@pytest.mark.parametrize("model", [ServiceTerm, NetworkTerm, LanguageTerm])
@pytest.mark.parametrize(
    ("name", "may_look"), [("editor", False), ("moderator", True), ("partner", False), ("translator-hr", False)]
)
def test_only_administrators_write_and_moderators_look(seeded: None, model: type, name: str, may_look: bool) -> None:
    client = Client()
    client.force_login(get_user_model().objects.get(username=name))
    assert client.get(url(model, "list")).status_code == (200 if may_look else 302)
    looked_at = client.get(url(model, "inspect", model.objects.first().pk))
    assert looked_at.status_code == (200 if may_look else 302)
    assert client.get(url(model, "add")).status_code == 302
    assert client.post(url(model, "edit", model.objects.first().pk), {"withdrawn": "on"}).status_code == 302
    assert not model.objects.filter(withdrawn=True).exists()


def test_the_list_costs_the_same_for_two_and_for_twenty(
    admin_client: Client, seeded: None, count_queries: Callable
) -> None:
    address = url(ServiceTerm, "list")
    few = count_queries(lambda: admin_client.get(address))
    for number in range(18):
        ServiceTerm.objects.create(code=f"term-{number}", labels={"en": f"Term {number}"})
    assert count_queries(lambda: admin_client.get(address)) == few


def test_other_processes_learn_of_it_with_their_next_request(
    client: Client, seeded: None, django_capture_on_commit_callbacks: Callable
) -> None:
    client.get("/en/")
    before = terms._known
    with django_capture_on_commit_callbacks(execute=True):
        ServiceTerm.objects.create(code="night-desk", labels=dict(NAMES))
    assert caches["shared"].get(terms.MARK)
    terms._known = before  # what another process knows
    assert "night-desk" not in vocabularies.Service.values
    client.get("/en/")
    assert "night-desk" in vocabularies.Service.values


@pytest.mark.django_db
def test_a_term_without_a_name_in_the_readers_language_says_that_it_is_english(
    centre: Centre, night_desk: ServiceTerm, client: Client
) -> None:
    night_desk.labels = {"en": NAMES["en"]}
    night_desk.save()
    html = client.get(f"{finder('hr')}{centre.slug}/").content.decode()
    assert f'<li><bdi lang="en">{NAMES["en"]}</bdi></li>' in html
    assert '<bdi lang="en">Cantieri network</bdi>' in html
    filtered = client.get(f"{finder('hr')}?service=night-desk").content.decode()
    assert filtered.count(f'<bdi lang="en">{NAMES["en"]}</bdi>') >= 2, "the check box and the chip"
    assert "&lt;bdi" not in html + filtered
