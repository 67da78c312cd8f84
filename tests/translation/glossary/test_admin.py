"""The glossary in the admin: found, written, confirmed by those who have the language, and by nobody else."""

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.forms import posted_as_it_is
from translation.models import Concept, ConceptTerm
from translation.models.glossary import Status

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
LIST = "translation_glossary:list"


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(username=name))
    return client


@pytest.fixture
def concept() -> Concept:
    return Concept.objects.get(key="anonymous")


def edit(concept: Concept) -> str:
    return reverse("translation_glossary:edit", args=[concept.pk])


def form_of(client: Client, concept: Concept) -> dict[str, Any]:
    return posted_as_it_is(client.get(edit(concept)).content.decode(), Concept)


def place_of(values: dict[str, Any], text: str) -> str:
    """``terms-3-`` of the term in the form."""
    return next(name for name, value in values.items() if name.endswith("-text") and value == text)[: -len("text")]


def added(values: dict[str, Any], **term: str) -> dict[str, Any]:
    """The form with one more term."""
    number = int(values["terms-TOTAL_FORMS"])
    new = {"status": Status.ADMITTED, "source": "", "id": "", **term}
    return {
        **values,
        "terms-TOTAL_FORMS": number + 1,
        **{f"terms-{number}-{name}": value for name, value in new.items()},
    }


def words(concept: Concept) -> set[tuple[str, str, str]]:
    return set(concept.terms.values_list("language", "text", "status"))


def test_found_without_accents_and_by_what_is_left_to_do() -> None:
    client = signed_in("editor")

    def keys(**query: str) -> set[int]:
        return {row.pk for row in client.get(reverse(LIST), query).context["object_list"]}

    def pks(*keys: str) -> set[int]:
        return set(Concept.objects.filter(key__in=keys).values_list("pk", flat=True))

    assert keys(q="anonimo") == pks("anonymous")
    assert keys(q="cjelozivotno ucenje") == pks("lifelong-learning")
    assert keys(unconfirmed="fr") < keys(unconfirmed="pt")
    assert keys(lacking="nl") == set()
    ConceptTerm.objects.get(text="anoniem").delete()
    assert keys(lacking="nl") == pks("anonymous")


def test_the_list_costs_the_same_for_one_and_for_all(max_queries: Any) -> None:
    client = signed_in("moderator")
    client.get(reverse(LIST))
    with max_queries(30):
        client.get(reverse(LIST))


def test_a_translator_sees_and_adds_terms_of_the_own_language(concept: Concept) -> None:
    client = signed_in("translator-fr")
    values = form_of(client, concept)
    shown = {value for name, value in values.items() if name.endswith("-text") and "__" not in name}
    assert shown == {"anonyme", concept.definition_in("fr")}
    answer = client.post(edit(concept), added(values, language="fr", text="sans  donner son nom"))
    assert answer.status_code == 302
    assert ("fr", "sans donner son nom", "admitted") in words(concept)
    assert len(words(concept)) == 7, "the others are untouched"


def test_a_reviewer_confirms_with_name_and_day() -> None:
    concept = Concept.objects.get(key="by-appointment")
    client = signed_in("reviewer-fr")
    values = form_of(client, concept)
    assert client.post(edit(concept), {**values, "terms-0-confirmed": "on"}).status_code == 302
    term = concept.terms.get(language="fr")
    assert (term.confirmed, term.confirmed_by.username) == (True, "reviewer-fr")
    assert term.confirmed_on == timezone.localdate()
    values = form_of(client, concept)
    del values["terms-0-confirmed"]
    client.post(edit(concept), values)
    term.refresh_from_db()
    assert (term.confirmed, term.confirmed_by, term.confirmed_on) == (False, None, None)


@pytest.mark.parametrize("trick", ["language", "pk", "concept", "delete"])
def test_a_translator_cannot_touch_another_language(concept: Concept, trick: str) -> None:
    client, before = signed_in("translator-fr"), words(concept)
    values = form_of(client, concept)
    other = concept.terms.get(language="hr")
    tricks = {
        "language": added(values, language="hr", text="tajno"),
        "pk": {**values, "terms-0-id": other.pk, "terms-0-text": "tajno"},
        "concept": {**values, "key": "stolen", "source": "stolen", "note": "stolen"},
        "delete": {**values, "terms-0-id": other.pk, "terms-0-DELETE": "on"},
    }
    client.post(edit(concept), tricks[trick])
    concept = Concept.objects.get(pk=concept.pk)
    assert {row for row in words(concept) if row[0] != "fr"} == {row for row in before if row[0] != "fr"}
    assert (concept.key, concept.source, concept.note) == ("anonymous", "", "")
    assert not ConceptTerm.objects.filter(text="tajno").exists()
    other.refresh_from_db()
    assert not other.confirmed


@pytest.mark.parametrize(("name", "reads"), [("editor", 200), ("partner", 302)])
def test_editors_read_the_list_and_partners_its_page(concept: Concept, name: str, reads: int) -> None:
    client, before = signed_in(name), words(concept)
    assert client.get(reverse(LIST)).status_code == reads
    assert client.get(edit(concept)).status_code in {302, 403}
    values = form_of(signed_in("moderator"), concept)
    assert client.post(edit(concept), added(values, language="fr", text="secret")).status_code in {302, 403}
    assert client.post(reverse("translation_glossary:delete", args=[concept.pk])).status_code in {302, 403}
    assert words(concept) == before


def test_a_translator_neither_makes_nor_deletes_concepts(concept: Concept) -> None:
    client = signed_in("translator-fr")
    client.post(reverse("translation_glossary:add"), {"key": "mine"})
    client.post(reverse("translation_glossary:delete", args=[concept.pk]))
    assert Concept.objects.filter(key="anonymous").exists()
    assert not Concept.objects.filter(key="mine").exists()


def test_two_preferred_terms_are_refused_in_plain_words(concept: Concept) -> None:
    client = signed_in("moderator")
    values = form_of(client, concept)
    answer = client.post(edit(concept), added(values, language="fr", text="en secret", status=Status.PREFERRED))
    assert "French: only one term can be the preferred one." in answer.content.decode()
    answer = client.post(edit(concept), added(values, language="fr", text="Anonyme"))
    assert "French: “anonyme” stands there twice." in answer.content.decode()
    assert len(words(concept)) == 6


def test_two_terms_exchange_their_texts_and_ranks(concept: Concept) -> None:
    client = signed_in("moderator")
    ConceptTerm.objects.create(concept=concept, language="fr", text="secret", status=Status.ADMITTED)
    values = form_of(client, concept)
    first, second = place_of(values, "anonyme"), place_of(values, "secret")
    answer = client.post(edit(concept), values | {f"{first}text": "secret", f"{second}text": "anonyme"})
    assert answer.status_code == 302
    assert {("fr", "secret", "preferred"), ("fr", "anonyme", "admitted")} < words(concept)
    values = form_of(client, concept)
    first, second = place_of(values, "secret"), place_of(values, "anonyme")
    client.post(edit(concept), values | {f"{first}status": "admitted", f"{second}status": "preferred"})
    assert {("fr", "secret", "admitted"), ("fr", "anonyme", "preferred")} < words(concept)


def test_a_moderator_adds_a_concept() -> None:
    client = signed_in("moderator")
    values = posted_as_it_is(client.get(reverse("translation_glossary:add")).content.decode(), Concept)
    values = added({**values, "key": "peer-learning"}, language="en", text="peer learning", status=Status.PREFERRED)
    assert client.post(reverse("translation_glossary:add"), values).status_code == 302
    assert words(Concept.objects.get(key="peer-learning")) == {("en", "peer learning", "preferred")}
