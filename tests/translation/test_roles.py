"""Three roles a language: every door of every act, for those of the language, those of another, and those of all languages."""

# ruff: noqa: F811 - fixtures of another file
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Count, Max
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page, Revision, TaskState
from wagtail_localize.models import StringTranslation, Translation

from core.letters.models import Mail
from core.seed import page_by_key
from home.models import StandardPage
from skills.models import Competence
from tests.core.test_following import version
from tests.translation.files.test_import import bundle, filled
from tests.translation.glossary.test_admin import edit as concept_form
from tests.translation.glossary.test_admin import form_of, place_of
from tests.translation.machine.services import Service
from tests.translation.test_desk_following import ALL, begun, book, say, standing  # noqa: F401 - fixtures
from tests.translation.test_editor import person, signed_in
from translation.desk.lines import seen_of
from translation.files.formats import FORMATS
from translation.models import (
    Concept,
    ConceptTerm,
    MachineRequest,
    PastRendering,
    Rendering,
    Segment,
    Standing,
    TranslationRequest,
)
from translation.roles import Act, may

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

TRANSLATOR, REVIEWER, COORDINATOR = "translator-hr", "reviewer-hr", "coordinator-hr"
OF_FRENCH = ("translator-fr", "reviewer-fr", "coordinator-fr")
EVERYBODY = (TRANSLATOR, REVIEWER, COORDINATOR, *OF_FRENCH, "editor", "moderator", "partner", "administrator")
WRITE = (TRANSLATOR, REVIEWER, COORDINATOR, "editor", "moderator", "administrator")
APPROVE = (REVIEWER, COORDINATOR, "moderator", "administrator")
COORDINATE = (COORDINATOR, "moderator", "administrator")
ASK = (COORDINATOR, "editor", "moderator", "administrator")
TABLE = {
    Act.WRITE: WRITE,
    Act.APPROVE: APPROVE,
    Act.ASK: ASK,
    Act.PARTLY: COORDINATE,
    Act.MACHINE: COORDINATE,
    Act.REPLACE: COORDINATE,
}


def locale(code: str) -> int:
    return Locale.objects.get(language_code=code).pk


@pytest.mark.parametrize("act", Act)
def test_the_table_of_acts(act: Act) -> None:
    assert {name for name in EVERYBODY if may(person(name), act, locale("hr"))} == set(TABLE[act])
    everywhere = {
        name
        for name in EVERYBODY
        if all(may(person(name), act, pk) for pk in Locale.objects.values_list("pk", flat=True))
    }
    assert everywhere == set(TABLE[act]) & {"editor", "moderator", "administrator"}


def test_what_somebody_may_do_costs_nothing_for_the_second_thing(django_assert_num_queries: Any) -> None:
    user, pk = person(REVIEWER), locale("hr")
    may(user, Act.APPROVE, pk)
    with django_assert_num_queries(0):
        assert may(user, Act.WRITE, pk)
        assert not may(user, Act.MACHINE, pk)


# Doors: each is tried with a page begun in Croatian, by somebody, and says whether it was done.

Try = Callable[[Client, StandardPage], Any]
Done = Callable[[StandardPage], bool]


def passages(page: Any, language: str = "hr") -> dict[str, int]:
    rows = Segment.objects.filter(item=standing(page, language).item_id, order__isnull=False)
    return {path.split(".")[0]: pk for path, pk in rows.values_list("path", "pk")}


def address(one: Standing) -> str:
    return reverse("translation_passages", args=[one.item_id, one.locale.language_code])


def typed(page: StandardPage) -> dict[str, str]:
    pk = passages(page)["title"]
    return {f"text-{pk}": "Nova knjiga", f"seen-{pk}": seen_of(""), "where": "save"}


def by_form(client: Client, page: StandardPage) -> None:
    client.post(address(standing(page)), typed(page))


def by_script(client: Client, page: StandardPage) -> None:
    client.post(address(standing(page)), typed(page), headers={"Accept": "application/json"})


def _translation(page: StandardPage) -> Translation:
    return Translation.objects.get(source__object_id=page.translation_key, target_locale__language_code="hr")


def by_the_api(client: Client, page: StandardPage) -> None:
    begun = _translation(page)
    segment = begun.source.stringsegment_set.get(context__path="title")
    where = reverse("wagtail_localize:edit_string_translation", args=[begun.pk, segment.pk])
    client.put(where, "value=Nova+knjiga", content_type="application/x-www-form-urlencoded")


def by_po_of_the_page(client: Client, page: StandardPage) -> None:
    begun = _translation(page)
    file = begun.export_po()
    next(one for one in file if one.msgctxt == "title").msgstr = "Nova knjiga"
    sent = SimpleUploadedFile("x.po", str(file).encode())
    client.post(reverse("wagtail_localize:upload_pofile", args=[begun.pk]), {"file": sent})


def by_file(form: str) -> Try:
    def send(client: Client, page: StandardPage) -> None:
        data = filled(form, FORMATS[form].write(bundle(page)), {page.title: "Nova knjiga"})
        where = reverse("translation_files_upload")
        shown = client.post(where, {"file": SimpleUploadedFile(f"x.{form}", data)})
        if shown.status_code == 200:
            client.post(where, {"sent": shown.context["sent"], "digest": shown.context["plan"].digest})

    return send


def says(text: str) -> Done:
    return lambda page: StringTranslation.objects.filter(data=text, context__object_id=page.translation_key).exists()


def the_draft(page: StandardPage) -> Page:
    return version(page, "hr")


def in_review(page: StandardPage) -> bool:
    return bool(the_draft(page).workflow_in_progress)


def is_read(page: StandardPage) -> bool:
    return the_draft(page).title == "Knjiga"


def to_review(client: Client, page: StandardPage) -> None:
    client.post(address(standing(page)), {"action": "review"})


def publish_on_the_desk(client: Client, page: StandardPage) -> None:
    client.post(address(standing(page)), {"action": "publish"})


def publish_in_its_editor(client: Client, page: StandardPage) -> None:
    client.post(reverse("wagtailadmin_pages:edit", args=[the_draft(page).pk]), {"action": "publish"})


def publish_in_bulk(client: Client, page: StandardPage) -> None:
    target = the_draft(page)
    target.title = "Knjiga"
    where = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client.post(f"{where}?id={target.pk}", {"next": "/admin/"})


def approve(client: Client, page: StandardPage) -> None:
    target = the_draft(page)
    state = target.current_workflow_task_state
    client.post(
        reverse("wagtailadmin_pages:workflow_action", args=[target.pk, "approve", state.pk]), {"next": "/admin/"}
    )


def publish_a_part(client: Client, page: StandardPage) -> None:
    """Two of three texts are missing; the form says that somebody has been told so."""
    client.post(address(standing(page)), {"action": "publish", "known": "2"})


def stop(client: Client, page: StandardPage) -> None:
    client.post(reverse("wagtail_localize:stop_translation", args=[_translation(page).pk]))


def by_machine(client: Client, page: StandardPage) -> None:
    client.post(reverse("translation_machine"), {"thing": [standing(page).pk]})


def ask(client: Client, page: StandardPage) -> None:
    data = {
        "key": "0b0a7a5e-6a59-4b46-9f5c-5d9d3e0b2a11",
        "items": [standing(page).item_id],
        "languages": [locale("hr")],
    }
    client.post(f"{reverse('translation_ask')}?page_id={page.pk}", data)


def asked(page: StandardPage) -> bool:
    return TranslationRequest.objects.filter(texts__standing=standing(page)).exists()


CONCEPT = "by-appointment"


def confirm(client: Client, page: StandardPage) -> None:
    concept = Concept.objects.get(key=CONCEPT)
    values = form_of(signed_in("moderator"), concept)
    shown = client.get(concept_form(concept))
    own = form_of(client, concept) if shown.status_code == 200 else values
    term = concept.terms.get(language="hr")
    rows = own if term.text in own.values() else values
    client.post(concept_form(concept), rows | {f"{place_of(rows, term.text)}confirmed": "on"})


def confirmed(page: StandardPage) -> bool:
    return ConceptTerm.objects.get(concept__key=CONCEPT, language="hr").confirmed


def of_another(page: StandardPage) -> None:
    """Somebody else has written the title."""
    say(_translation(page), title="Tuđi naslov")
    StringTranslation.objects.filter(data="Tuđi naslov").update(last_translated_by=person("translator-nl"))
    standing(page)


def complete(page: StandardPage) -> None:
    say(_translation(page), **ALL)
    standing(page)


def a_part(page: StandardPage) -> None:
    say(_translation(page), title="Knjiga")
    standing(page)


def sent_on(page: StandardPage) -> None:
    complete(page)
    to_review(signed_in(TRANSLATOR), page)


def drafted(page: StandardPage) -> None:
    """A draft that is no review, so that only the publisher's rights count."""
    complete(page)
    target = the_draft(page)
    target.title = "Knjiga"
    target.save_revision()


def nothing(page: StandardPage) -> None:
    return None


Door = tuple[Act, Callable[[StandardPage], None], Try, Done]
DOORS: Mapping[str, Door] = {
    "passage, form": (Act.WRITE, nothing, by_form, says("Nova knjiga")),
    "passage, script": (Act.WRITE, nothing, by_script, says("Nova knjiga")),
    "passage, API": (Act.WRITE, nothing, by_the_api, says("Nova knjiga")),
    "passage, PO of the page": (Act.WRITE, nothing, by_po_of_the_page, says("Nova knjiga")),
    **{f"passage, {form}": (Act.WRITE, nothing, by_file(form), says("Nova knjiga")) for form in FORMATS},
    "send for review": (Act.WRITE, complete, to_review, in_review),
    "publish, desk": (Act.APPROVE, complete, publish_on_the_desk, is_read),
    "publish, editor": (Act.APPROVE, complete, publish_in_its_editor, is_read),
    "publish, bulk": (Act.APPROVE, drafted, publish_in_bulk, is_read),
    "approve, workflow": (Act.APPROVE, sent_on, approve, is_read),
    "confirm a term": (Act.APPROVE, nothing, confirm, confirmed),
    "publish a part": (Act.PARTLY, a_part, publish_a_part, is_read),
    "stop": (Act.PARTLY, nothing, stop, lambda page: not _translation(page).enabled),
    "machine": (
        Act.MACHINE,
        nothing,
        by_machine,
        lambda page: MachineRequest.objects.filter(standing=standing(page)).exists(),
    ),
    "ask": (Act.ASK, nothing, ask, asked),
    **{f"replace, {form}": (Act.REPLACE, of_another, by_file(form), says("Nova knjiga")) for form in FORMATS},
    "replace, PO of the page": (Act.REPLACE, of_another, by_po_of_the_page, says("Nova knjiga")),
}


@pytest.fixture
def machine(settings: Any) -> Any:
    service = Service("deepl")
    settings.MACHINE_TRANSLATION = service.routes()
    yield service
    service.close()


def everything() -> list[Any]:
    """What any of the doors would write."""
    models = (
        *(StringTranslation, Rendering, PastRendering, Revision, TaskState),
        *(TranslationRequest, MachineRequest, Mail, ConceptTerm),
    )
    said = sorted(StringTranslation.objects.values_list("pk", "data", "last_translated_by"))
    pages = sorted(
        Page.objects.filter(locale__language_code="hr").values_list("pk", "title", "live", "latest_revision")
    )
    begun = sorted(Translation.objects.values_list("pk", "enabled"))
    terms = sorted(ConceptTerm.objects.values_list("pk", "text", "confirmed", "status"))
    return [
        said,
        pages,
        begun,
        terms,
        *(model.objects.aggregate(number=Count("pk"), last=Max("pk")) for model in models),
    ]


@pytest.mark.parametrize("door", DOORS)
def test_nobody_else_comes_through(door: str, book: StandardPage, begun: Translation, machine: Any) -> None:
    act, before, attempt, done = DOORS[door]
    before(book)
    there = everything()
    for name in EVERYBODY:
        if name not in TABLE[act]:
            attempt(signed_in(name), book)
            assert not done(book), name
            assert everything() == there, name


@pytest.mark.parametrize(
    ("door", "name"), [(door, name) for door in DOORS for name in (TABLE[DOORS[door][0]][0], "moderator")]
)
def test_these_come_through(door: str, name: str, book: StandardPage, begun: Translation, machine: Any) -> None:
    _act, before, attempt, done = DOORS[door]
    before(book)
    assert not done(book)
    attempt(signed_in(name), book)
    assert done(book)


BUTTONS = {
    Act.WRITE: 'value="save"',
    Act.APPROVE: 'value="publish"',
    Act.MACHINE: "Have the missing passages translated by machine",
}


@pytest.mark.parametrize("name", [one for one in EVERYBODY if one != "partner"])
def test_no_button_is_offered_that_would_be_refused(
    name: str, book: StandardPage, begun: Translation, machine: Any
) -> None:
    client = signed_in(name)
    html = client.get(address(standing(book))).content.decode()
    for act, button in BUTTONS.items():
        assert (button in html) == (name in TABLE[act]), (act, button)
    desk = client.get(reverse("translation_desk"), {"language": "hr"}).content.decode()
    asks = name in TABLE[Act.ASK] or name == "coordinator-fr"
    assert (reverse("translation_ask") in desk) == asks
    assert ('id="machine-chosen"' in desk) == (name in TABLE[Act.MACHINE])


@pytest.mark.parametrize("name", ["coordinator-fr", "coordinator-hr"])
def test_a_coordinator_asks_for_the_own_language_only(name: str, book: StandardPage, begun: Translation) -> None:
    standing(book)
    form = signed_in(name).get(f"{reverse('translation_ask')}?page_id={book.pk}").context["form"]
    assert [pk for pk, _label in form.fields["languages"].choices] == [locale(name[-2:])]


def test_a_coordinator_takes_back_what_is_asked_of_the_own_language(book: StandardPage, begun: Translation) -> None:
    def request(*codes: str) -> TranslationRequest:
        made = TranslationRequest.objects.create(key=f"0b0a7a5e-6a59-4b46-9f5c-{len(codes):012d}")
        made.standings.set([standing(book, code) for code in codes])
        return made

    one, both = request("hr"), request("hr", "fr")
    client = signed_in(COORDINATOR)
    for asked in (one, both):
        client.post(reverse("translation_request", args=[asked.pk]))
    assert list(TranslationRequest.objects.all()) == [both]


# Things that are no pages


def competence(code: str) -> Competence:
    return Competence.objects.filter(locale__language_code=code).order_by("pk").first()


@pytest.mark.parametrize("name", EVERYBODY)
def test_who_opens_the_form_of_a_competence(name: str) -> None:
    form = reverse("wagtailsnippets_skills_competence:edit", args=[competence("hr").pk])
    assert (signed_in(name).get(form).status_code == 200) == (name in WRITE)


@pytest.mark.parametrize("view", ["edit", "history", "unpublish", "delete", "usage", "preview_on_edit"])
@pytest.mark.parametrize("name", OF_FRENCH)
def test_no_address_of_a_competence_opens_to_another_language(name: str, view: str) -> None:
    theirs = competence("hr")
    where = reverse(f"wagtailsnippets_skills_competence:{view}", args=[theirs.pk])
    assert signed_in(name).get(where).status_code in {302, 403}
    assert signed_in(name).post(where).status_code in {302, 403}
    theirs.refresh_from_db()
    assert theirs.live


@pytest.mark.parametrize(("name", "may"), [("reviewer-hr", True), ("translator-hr", False), ("reviewer-fr", False)])
def test_who_takes_a_competence_back(name: str, may: bool) -> None:
    one = competence("hr")
    signed_in(name).post(reverse("wagtailsnippets_skills_competence:unpublish", args=[one.pk]))
    one.refresh_from_db()
    assert one.live is not may


def test_the_list_of_competences_names_the_own_language() -> None:
    rows = signed_in("translator-hr").get(reverse("wagtailsnippets_skills_competence:list")).context["object_list"]
    assert {row.locale.language_code for row in rows} == {"hr"}


@pytest.mark.parametrize("name", ["reviewer-hr", "coordinator-hr"])
def test_who_publishes_a_language_makes_away_with_nothing_readers_read(name: str) -> None:
    page = page_by_key("contact", "hr")
    tester = page.permissions_for_user(person(name))
    assert tester.can_publish()
    assert tester.can_unpublish()
    assert not tester.can_delete()
    assert not tester.can_move()
    signed_in(name).post(reverse("wagtailadmin_pages:delete", args=[page.pk]))
    assert Page.objects.filter(pk=page.pk, live=True).exists()


def test_a_confirmed_term_is_not_a_translator_s_to_change() -> None:
    concept = Concept.objects.get(key=CONCEPT)
    term = concept.terms.get(language="hr")
    ConceptTerm.objects.filter(pk=term.pk).update(confirmed=True, confirmed_by=person(REVIEWER))
    client = signed_in(TRANSLATOR)
    assert client.post(concept_form(concept), form_of(client, concept)).status_code == 302, "as a browser sends it"
    values = form_of(client, concept) | {
        "terms-0-id": term.pk,
        "terms-0-text": "drugo",
        "terms-0-language": "hr",
        "terms-0-status": "preferred",
        "terms-0-source": "",
    }
    client.post(concept_form(concept), values)
    client.post(concept_form(concept), values | {"terms-0-DELETE": "on"})
    assert list(concept.terms.filter(language="hr").values_list("text", "confirmed")) == [(term.text, True)]


def test_a_file_says_whose_text_it_would_replace(book: StandardPage, begun: Translation) -> None:
    of_another(book)
    data = filled("po", FORMATS["po"].write(bundle(book)), {"Book": "Nova knjiga"})
    shown = signed_in(TRANSLATOR).post(reverse("translation_files_upload"), {"file": SimpleUploadedFile("x.po", data)})
    assert "translator-nl wrote what stands here. Change it in the editor" in shown.content.decode()
