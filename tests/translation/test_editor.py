"""The translator's editor: what its form writes, what it keeps when it cannot, who may, and what it costs."""

# ruff: noqa: F811 - fixtures of another file
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from core.i18n.languages import LANGUAGES
from home.models import StandardPage
from tests.centres.care import commits_run
from tests.core.test_following import version
from tests.forms import fields_in
from tests.translation.test_desk_following import (  # noqa: F401 - fixtures
    ALL,
    begun,
    book,
    croatian,
    edit,
    published,
    say,
    standing,
    state,
    submit,
)
from translation.models import Note, PastRendering, Place, Rendering, Segment, Standing
from translation.vocabularies import ItemState, SegmentState
from translation.writing import write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
LINKED = '<p>Ask <a href="https://example.org/">a <b>partner</b></a> of ours.</p>'


def person(name: str) -> Any:
    return get_user_model().objects.get(username=name)


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(person(name))
    return client


def address(one: Standing) -> str:
    return reverse("translation_passages", args=[one.item_id, one.locale.language_code])


def fields(client: Client, one: Standing, query: str = "") -> dict[str, str]:
    """What a browser without a script sends of the form as it is."""
    answer = client.get(address(one) + query)
    assert answer.status_code == 200
    return passages_in(answer)


def passages_in(answer: Any) -> dict[str, str]:
    found = fields_in(answer.content.decode()).items()
    return {name: value for name, value in found if name.startswith(("text-", "seen-"))}


def passages(page: Any) -> dict[str, int]:
    rows = Segment.objects.filter(item=standing(page).item, order__isnull=False).order_by("order")
    return {path.split(".")[0]: pk for path, pk in rows.values_list("path", "pk")}


def by_script(client: Client, where: str, data: dict[str, Any]) -> Any:
    return client.post(where, {"where": "save", **data}, headers={"Accept": "application/json"})


@pytest.fixture
def linked(book: StandardPage, begun: Translation) -> StandardPage:
    edit(book, body=[{"type": "paragraph", "value": LINKED}])
    return book


def test_one_form_writes_what_was_changed(book: StandardPage, begun: Translation) -> None:
    names, client = passages(book), signed_in("translator-hr")
    say(begun, title="Naslov")
    sent = fields(client, standing(book)) | {f"text-{names['summary']}": "Knjiga je to."}
    answer = client.post(address(standing(book)), sent | {"where": "save"}, follow=True)
    assert "1 passage saved." in [str(message) for message in answer.context["messages"]]
    assert set(StringTranslation.objects.values_list("data", flat=True)) == {"Naslov", "Knjiga je to."}
    summary = StringTranslation.objects.get(data="Knjiga je to.")
    assert summary.last_translated_by == person("translator-hr")
    assert StringTranslation.objects.get(data="Naslov").last_translated_by is None, "nobody has touched it"


def test_links_and_emphasis_are_numbers_that_come_back(linked: StandardPage) -> None:
    names, client = passages(linked), signed_in("translator-hr")
    html = client.get(address(standing(linked))).content.decode()
    assert '<span class="desk-mark" data-mark="1">a </span><span class="desk-mark" data-mark="2">partner</span>' in html
    sent = fields(client, standing(linked)) | {f"text-{names['body']}": "Naš [1][2]partner[/2][/1]."}
    by_script(client, address(standing(linked)), sent)
    assert Rendering.objects.get(segment=names["body"]).text == 'Naš <a id="a1"><b>partner</b></a>.'
    assert fields(client, standing(linked))[f"text-{names['body']}"] == "Naš [1][2]partner[/2][/1]."


@pytest.mark.parametrize(
    ("text", "says"),
    [("Naš [1]partner", "[1] does not stand"), ("[7]x[/7]", "[7] does not stand"), ("x" * 20_001, "cannot be shown")],
    ids=["half a mark", "a mark of nobody", "without end"],
)
def test_what_cannot_be_kept_stays_in_its_field(linked: StandardPage, text: str, says: str) -> None:
    names, client = passages(linked), signed_in("translator-hr")
    sent = fields(client, standing(linked)) | {f"text-{names['body']}": text, f"text-{names['title']}": "Knjiga"}
    answer = client.post(address(standing(linked)), sent | {"where": "save"})
    assert answer.status_code == 200
    shown = {line.pk: line for line in answer.context["lines"]}
    assert (shown[names["body"]].text, shown[names["body"]].seen) == (text, sent[f"seen-{names['body']}"])
    assert says in shown[names["body"]].problem.says
    assert set(StringTranslation.objects.values_list("data", flat=True)) == {"Knjiga"}, "the other one is saved"


def test_a_text_that_is_too_long_is_kept_and_named(book: StandardPage, begun: Translation) -> None:
    names, client = passages(book), signed_in("translator-hr")
    sent = fields(client, standing(book)) | {f"text-{names['title']}": "k" * 300}
    told = by_script(client, address(standing(book)), sent).json()
    assert "45 characters too long" in told["lines"][str(names["title"])]["said"]
    assert Rendering.objects.get(segment=names["title"]).text == "k" * 300


def test_two_people_at_one_passage_see_both_texts(book: StandardPage, begun: Translation) -> None:
    names, client = passages(book), signed_in("translator-hr")
    sent = fields(client, standing(book))
    moderator = person("moderator")
    moderator.first_name, moderator.last_name = "Maro", "Drugi"
    moderator.save()
    write(standing(book), {names["title"]: "Njihov <b>naslov</b>", names["summary"]: "Njihov."}, moderator)
    sent |= {f"text-{names['title']}": "Moj naslov"}
    answer = client.post(address(standing(book)), sent | {"where": "save"})
    html = answer.content.decode()
    assert ">Moj naslov</textarea>" in html
    assert '<p class="desk-theirs" lang="hr">Njihov [b]naslov[/b]</p>' in html
    assert "Maro Drugi wrote this meanwhile." in html
    assert Rendering.objects.get(segment=names["title"]).text == "Njihov <b>naslov</b>"
    assert Rendering.objects.get(segment=names["summary"]).text == "Njihov.", "what was not touched is not written"
    client.post(address(standing(book)), passages_in(answer) | {"where": "save"})
    assert Rendering.objects.get(segment=names["title"]).text == "Moj naslov", "who saves again means to"


def test_a_script_is_told_of_each_passage_and_of_the_whole(book: StandardPage, begun: Translation) -> None:
    names, client = passages(book), signed_in("translator-hr")
    seen = fields(client, standing(book))[f"seen-{names['title']}"]
    data = {f"text-{names['title']}": "Knjiga", f"seen-{names['title']}": seen, "here": names["summary"]}
    told = by_script(client, address(standing(book)), data).json()
    line = told["lines"][str(names["title"])]
    assert (line["saved"], line["open"], told["gone"]) == (True, False, [])
    assert "desk-passage-review" in line["state"]
    assert "2 are left." in " ".join(told["progress"].split())
    again = by_script(
        client, address(standing(book)), {f"text-{names['title']}": "Knjige", f"seen-{names['title']}": seen}
    )
    line = again.json()["lines"][str(names["title"])]
    assert not line["saved"]
    assert "Knjiga</p>" in line["said"]
    assert Place.objects.get().segment_id == names["title"]


def test_a_passage_that_left_meanwhile_is_named(book: StandardPage, begun: Translation) -> None:
    names, client = passages(book), signed_in("translator-hr")
    sent = fields(client, standing(book)) | {f"text-{names['body']}": "Izgubljen tekst"}
    edit(book, body=[])
    assert by_script(client, address(standing(book)), sent).json()["gone"] == [names["body"]]
    answer = client.post(address(standing(book)), sent | {"where": "save"}, follow=True)
    assert any("Izgubljen tekst" in str(message) for message in answer.context["messages"])


def test_what_a_machine_or_an_edit_left_is_right_when_somebody_says_so(
    book: StandardPage,
    published: Translation,
) -> None:
    names, client = passages(book), signed_in("translator-hr")
    write(standing(book), {names["title"]: "Strojno"}, person("moderator"), machine=True)
    edit(book, summary="Book, indeed.")
    assert {line.state for line in client.get(address(standing(book))).context["lines"] if line.is_open} == {
        SegmentState.MACHINE,
        SegmentState.EDITING,
    }
    sent = fields(client, standing(book)) | {"passage": [names["title"], names["summary"]], "where": "save"}
    client.post(address(standing(book)), sent)
    now = standing(book)
    assert (now.machine, now.editing, now.review, now.approved) == (0, 0, 1, 2)


def test_an_editor_of_all_languages_saves_and_says_that_nothing_changed(
    book: StandardPage,
    published: Translation,
) -> None:
    names, client = passages(book), signed_in("moderator")
    edit(book, summary="Book, indeed.")
    sent = fields(client, standing(book)) | {f"text-{names['title']}": "Knjižica"}
    client.post(address(standing(book)), sent | {"passage": names["summary"], "where": "everywhere"})
    now = standing(book)
    assert (now.editing, now.review) == (0, 1)


def test_the_editor_opens_where_somebody_left_it(book: StandardPage, begun: Translation) -> None:
    names, client = passages(book), signed_in("translator-hr")
    say(begun, title="Knjiga")
    first = client.get(address(standing(book)))
    assert first.context["here"] == names["summary"], "the first one that waits"
    assert first.content.decode().count("autofocus") == 1
    panel = f"{address(standing(book))}{names['title']}/"
    assert client.post(panel, headers={"Accept": "application/json"}).status_code == 204
    assert signed_in("translator-hr").get(address(standing(book))).context["here"] == names["title"]
    assert signed_in("moderator").get(address(standing(book))).context["here"] == names["summary"]
    asked = client.get(f"{address(standing(book))}?passage={names['body']}")
    assert asked.context["here"] == names["body"]
    edit(book, body=[])
    client.get(f"{address(standing(book))}?passage={names['body']}&state=x")


def test_tabs_show_one_state(book: StandardPage, begun: Translation) -> None:
    names, client = passages(book), signed_in("translator-hr")
    say(begun, title="Knjiga")
    answer = client.get(f"{address(standing(book))}?state=review")
    assert [line.pk for line in answer.context["lines"]] == [names["title"]]
    assert [(tab.label, tab.number) for tab in answer.context["progress"].tabs if tab.number] == [
        ("All", 3),
        ("Missing", 2),
        ("To review", 1),
    ]
    sent = fields(client, standing(book), "?state=review") | {f"text-{names['title']}": "Knjižica", "where": "save"}
    client.post(f"{address(standing(book))}?state=review", sent)
    assert standing(book).missing == 2


def test_beside_a_passage_stand_memory_terms_history_and_notes(
    book: StandardPage,
    published: Translation,
) -> None:
    edit(book, summary="We offer guidance to adults in our town.")
    names = passages(book)
    write(standing(book), {names["summary"]: "Prvi tekst."}, person("translator-hr"))
    write(standing(book), {names["summary"]: "Drugi tekst."}, person("translator-hr"), machine=True)
    where = f"{address(standing(book))}{names['summary']}/"
    answer = signed_in("translator-hr").get(where)
    panel = answer.context["panel"]
    assert [one.plain for one in panel.past] == ["Drugi tekst.", "Prvi tekst.", "Knjiga je to."]
    assert (panel.past[0].is_now, panel.past[0].machine, panel.past[1].author) == (True, True, "translator-hr")
    assert any("usmjeravanje" in word for one in panel.terms for word in one.wanted)
    assert 'data-take="Prvi tekst."' in answer.content.decode()
    assert "data-take" not in signed_in("translator-fr").get(where).content.decode(), "who does not write here reads"
    assert signed_in("translator-fr").get(f"{address(standing(book))}999999/").status_code == 404


def test_the_memory_proposes_what_was_approved_elsewhere(
    admin_client: Client,
    book: StandardPage,
    croatian: StandardPage,
) -> None:
    edit(book, summary="The bus stops every day at the old gate of the town.")
    edit(croatian, summary="Autobus svaki dan staje kod starih gradskih vrata.")
    standing(book)
    other = StandardPage(
        title="Other", slug="other", locale=book.locale, summary="The bus stops every day at the gate of the town."
    )
    Page.objects.get(pk=book.get_parent().pk).add_child(instance=other)
    other.save_revision().publish()
    submit(admin_client, other)
    pk = passages(other)["summary"]
    panel = signed_in("translator-hr").get(f"{address(standing(other))}{pk}/").context["panel"]
    assert panel.suggestions[0].text == "Autobus svaki dan staje kod starih gradskih vrata."
    assert 60 <= panel.suggestions[0].percent < 100
    assert [piece.text.strip() for piece in panel.suggestions[0].pieces if piece.kind == "gone"] == ["old"]


def test_an_alternative_text_stands_beside_its_picture(book: StandardPage, begun: Translation) -> None:
    image = get_image_model().objects.create(title="Gate", file=get_test_image_file())
    value = {"image": image.pk, "alt": "An old gate", "decorative": False, "caption": "", "credit": ""}
    edit(book, body=[{"type": "image", "value": value}])
    one = standing(book)
    client = signed_in("translator-hr")
    alt = Segment.objects.get(item=one.item, text="An old gate")
    assert 'class="desk-picture"' in client.get(f"{address(one)}{alt.pk}/").content.decode()
    assert 'class="desk-picture"' not in client.get(f"{address(one)}{passages(book)['title']}/").content.decode()


def test_notes_are_for_all_who_see_the_desk(book: StandardPage, begun: Translation) -> None:
    pk = passages(book)["title"]
    where = f"{address(standing(book))}{pk}/"
    answer = signed_in("editor").post(where, {"note": " A <b>desk</b>, not an office. "})
    assert answer["Location"].endswith(f"?passage={pk}#passage-{pk}")
    html = signed_in("translator-hr").get(where).content.decode()
    assert "A &lt;b&gt;desk&lt;/b&gt;, not an office." in html
    for text in ("", " ", "x" * 1001):
        signed_in("translator-hr").post(where, {"note": text})
    assert Note.objects.count() == 1
    told = signed_in("translator-fr").post(where, {"note": "Merci"}, headers={"Accept": "application/json"})
    assert "Merci" in told.content.decode()
    assert signed_in("partner").post(where, {"note": "x"}).status_code == 302
    assert Note.objects.count() == 2


def test_a_page_that_shows_its_original_is_begun_here(book: StandardPage) -> None:
    one, client = standing(book), signed_in("translator-hr")
    assert one.state == ItemState.FALLBACK
    html = client.get(address(one)).content.decode()
    assert 'value="begin"' in html
    assert "<textarea" not in html.partition('id="desk-panel"')[0]
    assert 'value="begin"' not in signed_in("translator-fr").get(address(one)).content.decode()
    reader = Client()
    before = reader.get(version(book, "hr").url).content
    with commits_run():
        client.post(address(one), {"where": "begin"})
    assert (standing(book).managed, standing(book).missing) == (True, 3)
    assert "<textarea" in client.get(address(one)).content.decode()
    assert reader.get(version(book, "hr").url).content == before
    client.post(address(one), {"where": "begin"})
    assert Translation.objects.filter(source__object_id=book.translation_key).count() == 1


def test_what_was_written_by_hand_is_not_begun_again(
    admin_client: Client,
    book: StandardPage,
    croatian: StandardPage,
) -> None:
    client = signed_in("translator-hr")
    client.post(address(standing(book)), {"where": "begin"})
    admin_client.post(reverse("wagtailadmin_pages:unpublish", args=[croatian.pk]))
    assert state(book) == ItemState.FALLBACK
    client.post(address(standing(book)), {"where": "begin"})
    assert not Translation.objects.exists()


def test_a_translator_sends_for_review_with_what_stands_in_the_form(
    book: StandardPage,
    begun: Translation,
) -> None:
    names, client = passages(book), signed_in("translator-hr")
    html = client.get(address(standing(book))).content.decode()
    assert 'value="review"' in html
    assert 'value="publish"' not in html
    sent = fields(client, standing(book)) | {f"text-{names['title']}": "Knjiga", "action": "review"}
    answer = client.post(address(standing(book)), sent, follow=True)
    assert any("in review" in str(message) for message in answer.context["messages"])
    page = version(book, "hr")
    assert page.workflow_in_progress
    assert page.get_latest_revision_as_object().title == "Knjiga"
    assert page.title == "Book"
    refused = client.post(address(standing(book)), {"action": "publish"})
    assert refused.status_code == 302
    assert not version(book, "hr").has_unpublished_changes or version(book, "hr").title == "Book"


def test_who_publishes_is_asked_about_gaps_first(book: StandardPage, begun: Translation) -> None:
    names, client = passages(book), signed_in("moderator")
    sent = fields(client, standing(book)) | {f"text-{names['title']}": "Knjiga", "action": "publish"}
    asked = client.post(address(standing(book)), sent)
    assert "2 of 3 texts have no translation" in " ".join(asked.content.decode().split())
    assert StringTranslation.objects.filter(data="Knjiga").exists(), "what was typed is kept"
    with commits_run():
        client.post(address(standing(book)), {"action": "publish", "known": "2"})
    assert version(book, "hr").title == "Knjiga"


def test_nothing_is_published_while_a_text_is_not_kept(book: StandardPage, begun: Translation) -> None:
    names, client = passages(book), signed_in("moderator")
    say(begun, **ALL)
    sent = fields(client, standing(book)) | {f"text-{names['title']}": "[1]Knjiga", "action": "publish"}
    with commits_run():
        assert client.post(address(standing(book)), sent).status_code == 200
    assert version(book, "hr").title == "Book"


OTHERS = [f"translator-{code}" for code in LANGUAGES if code != "hr"] + ["partner"]


@pytest.mark.parametrize("role", OTHERS)
def test_nobody_writes_another_language(book: StandardPage, begun: Translation, role: str) -> None:
    pk, client, where = passages(book)["title"], signed_in(role), address(standing(book))
    data = {f"text-{pk}": "Tuđe", "passage": pk}
    for asked in (
        {"where": "save"},
        {"action": "review"},
        {"action": "publish"},
        {"where": "here"},
        {"where": "begin"},
        {},
    ):
        assert client.post(where, data | asked).status_code in {302, 403}
        assert by_script(client, where, data | asked).status_code in {302, 403}
    assert not StringTranslation.objects.exists()
    assert not PastRendering.objects.filter(segment=pk, locale__language_code="hr").exists()
    assert not version(book, "hr").workflow_in_progress
    if role != "partner":
        assert f'name="text-{pk}"' not in client.get(where).content.decode()


def test_a_passage_of_another_thing_is_not_written(book: StandardPage, begun: Translation) -> None:
    other = Segment.objects.exclude(item=standing(book).item).filter(order__isnull=False).first()
    data = {
        f"text-{other.pk}": "Tuđe",
        "text-x": "x",
        "text-99999999999999999999": "x",
        "passage": "y",
        "here": other.pk,
    }
    told = by_script(signed_in("translator-hr"), address(standing(book)), data).json()
    assert told["gone"] == [other.pk]
    assert not StringTranslation.objects.exists()
    assert not Place.objects.exists()


def test_the_form_of_a_translated_page_leads_here(book: StandardPage, begun: Translation) -> None:
    page = version(book, "hr")
    form = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client = signed_in("translator-hr")
    assert client.get(form)["Location"] == address(standing(book))
    html = client.get(form, {"form": 1}).content.decode()
    assert f'href="{address(standing(book))}"' in html
    assert f'href="{form}?form=1"' in client.get(address(standing(book))).content.decode()
    assert signed_in("translator-fr").get(form).status_code == 302
    original = reverse("wagtailadmin_pages:edit", args=[book.pk])
    assert signed_in("editor").get(original).status_code == 200


def test_a_hundred_passages_cost_what_three_hundred_do(
    book: StandardPage, begun: Translation, max_queries: Any
) -> None:
    one, client = standing(book), signed_in("translator-hr")
    client.get(address(one))
    made = 0
    for number in (100, 300):
        rows = [Segment(item=one.item, path="body.x", order=n, text=f"Text {n} 1") for n in range(made + 3, number)]
        Segment.objects.bulk_create(rows)
        Rendering.objects.bulk_create(
            Rendering(segment=row, locale=one.locale, text=f"Tekst {row.order}", made_for=row.text, at=one.since)
            for row in rows[::2]
        )
        made = number - 3
        with max_queries(32):
            assert len(client.get(address(one)).context["lines"]) == number
    with max_queries(25):
        client.get(f"{address(one)}{rows[0].pk}/")


def test_saving_one_passage_costs_the_same_beside_sixty(
    book: StandardPage, begun: Translation, max_queries: Any
) -> None:
    names, client = passages(book), signed_in("translator-hr")
    one = standing(book)
    for number, text in ((3, "Knjiga"), (60, "Knjižica")):
        body = "".join(f"<p>Paragraph {n} of the book</p>" for n in range(number - 2))
        edit(book, body=[{"type": "paragraph", "value": body}])
        sent = {name: value for name, value in fields(client, one).items() if name.endswith(f"-{names['title']}")}
        with max_queries(90):
            told = by_script(client, address(one), sent | {f"text-{names['title']}": text}).json()
        assert told["lines"][str(names["title"])]["saved"]
        assert standing(book).total == number
