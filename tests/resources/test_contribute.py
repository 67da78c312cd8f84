"""Somebody without an account sends a good practice: step by step, by a link, until it is a draft that is read."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import deactivate
from wagtail.models import TaskState, WorkflowState

from community.models import Organisation
from core.models import CustomDocument
from core.work.models import Job
from home.models import ContactPage
from resources.contribute import keys, progress
from resources.contribute.steps import Step
from resources.models import CaseStudyPage, ContributedFile, Contribution, ContributionState, ResourceIndexPage
from tests.resources.authors import (
    PRACTICE,
    STORY,
    Author,
    contribute_url,
    delivered,
    link_in,
    pdf,
    picture,
    start,
    work,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def test_the_list_leads_to_the_form_and_nothing_sets_a_cookie(client: Client, language: str) -> None:
    page = keys.list_in(language)
    response = client.get(page.url)
    assert page.contribute_url in response.content.decode()
    form = client.get(page.contribute_url)
    assert form.status_code == 200
    html = form.content.decode()
    assert f'<html lang="{language}"' in html
    assert '<meta name="robots" content="noindex">' in html
    assert "no-store" in form["Cache-Control"]
    assert not client.cookies


def test_the_contact_page_leads_to_it(client: Client, language: str) -> None:
    contact = ContactPage.objects.get(locale__language_code=language)
    assert f'href="{contribute_url(language)}"' in client.get(contact.url).content.decode()


def test_other_lists_have_no_such_form(client: Client) -> None:
    for page in ResourceIndexPage.objects.filter(locale__language_code="en").exclude(resource_kind="case"):
        assert f"{page.url}contribute/" not in client.get(page.url).content.decode()
        assert client.get(f"{page.url}contribute/").status_code == 404
    assert client.get("/en/contact/contribute/").status_code == 404


def test_every_step_speaks_every_language_and_needs_no_cookie(client: Client, language: str) -> None:
    author = Author(client, language)
    for step in Step:
        response = author.get(step)
        assert response.status_code == 200, step
        assert str(response.context["title"])
        assert f'<html lang="{language}"' in response.content.decode()
    for step in ("mailed", "withdraw"):
        assert author.get(step).status_code == 200
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(author.path("practice"), PRACTICE).status_code == 302
    assert not client.cookies
    assert not strict.cookies


def test_the_first_step_mails_a_link_that_opens_the_text(client: Client, language: str) -> None:
    response = start(client, language, email="Ana@Example.org")
    assert response.status_code == 302
    assert client.get(response["Location"]).status_code == 200
    (letter,) = delivered()
    assert letter.to == ["ana@example.org"]
    path = link_in(letter.body, "practice")
    assert path.startswith(f"/{language}/")
    assert client.get(path).status_code == 200


def test_one_stops_half_way_and_goes_on_by_the_link(client: Client) -> None:
    author = Author(client)
    author.post("practice", **PRACTICE)
    path = link_in(delivered()[0].body, "practice")
    html = Client().get(path).content.decode()
    assert 'value="Lo sportello che viaggia"' in html
    check = Client().get(author.path("check")).content.decode()
    assert "#id_context" in check
    assert "#id_title" not in check


@pytest.mark.parametrize(
    ("email", "said"),
    [
        ("", "Write the address we shall write to."),
        ("nobody", "“nobody” is not an e-mail address."),
        ("a@b.org\nBcc: c@d.org", "is not an e-mail address."),
        ("a" * 300 + "@example.org", "is not an e-mail address."),
        ("\x00", "Write the address we shall write to."),
    ],
)
def test_what_is_no_address_is_said_at_the_field(client: Client, email: str, said: str) -> None:
    response = start(client, "en", email=email, name="Ana Kept")
    assert response.status_code == 400
    html = response.content.decode()
    assert said in html
    assert 'value="Ana Kept"' in html
    assert not Contribution.objects.exists()


def test_robots_and_forms_nobody_was_shown_keep_nothing(client: Client) -> None:
    assert start(client, website="https://spam.example").status_code == 302
    for opened in ("", "nonsense", "x" * 5000):
        response = start(client, "en", opened=opened)
        assert response.status_code == 400
        assert "Send it once more" in response.content.decode()
    assert "x" * 5000 not in response.content.decode()
    assert not Contribution.objects.exists()


def test_too_many_from_one_place_wait_and_one_address_gets_three_links(client: Client) -> None:
    answers = [start(client).status_code for _number in range(11)]
    assert answers == [302] * 10 + [429]
    assert len(delivered()) == progress.MAILS_A_DAY


def test_what_is_known_is_not_told(client: Client) -> None:
    first, again = start(client), start(client)
    assert (first.status_code, first["Location"]) == (again.status_code, again["Location"])


@pytest.mark.parametrize("key", ["", "nonsense", "%00", "x" * 2000])
@pytest.mark.parametrize("step", ["practice", "files", "check", "status", "withdraw"])
def test_a_link_that_is_not_whole_says_so(client: Client, step: str, key: str) -> None:
    for method in (client.get, client.post):
        response = method(f"{contribute_url('en')}{step}/?key={key}")
        assert response.status_code == 410
        assert "no longer works" in response.content.decode()


def test_an_altered_key_and_that_of_something_deleted_open_nothing(client: Client) -> None:
    author = Author(client)
    path = author.path("practice")
    assert client.get(path[:-3] + "abc").status_code == 410
    author.one.delete()
    assert client.get(path).status_code == 410
    assert client.get(f"{contribute_url()}nothing/?key=").status_code == 410


@pytest.mark.parametrize(
    ("step", "said", "message"),
    [
        ("practice", {"title": "a" * 201}, "This text has 201 characters. Shorten it to 200."),
        ("practice", {"started": "MMXIX"}, "Write a year, such as 2019."),
        ("practice", {"started": "20190"}, "Write a year, such as 2019."),
        ("practice", {"started": "2019", "ended": "2018"}, "2018 is before the first year"),
        ("practice", {"country": "Mars"}, "Choose a country from the list."),
        ("story", {"context": "a" * 8001}, "This text has 8001 characters. Shorten it to 8000."),
        ("about", {"themes": ["nonsense"]}, "Choose from the list."),
        ("licence", {"licence": "reserved"}, "Choose from the list."),
        ("who", {"language": "xx"}, ""),
        ("who", {"organisation": "999999", "language": "en"}, "no longer on the portal"),
    ],
)
def test_bad_answers_are_said_at_the_field_and_lose_nothing(
    client: Client, step: str, said: dict, message: str
) -> None:
    author = Author(client, "en")
    response = author.post(step, **said)
    assert response.status_code == 400
    html = response.content.decode()
    assert message in html
    for value in said.values():
        assert isinstance(value, list) or value in html or step in ("licence", "who") or value == "Mars"
    assert Contribution.objects.get().answers.get("title") is None


def test_eight_thousand_characters_and_markup_are_text(client: Client) -> None:
    author = Author(client).write()
    author.post("story", **dict.fromkeys(STORY, "x" * 8000) | {"need": "<script>alert(1)</script> & more"})
    author.post("check")
    work()
    page = CaseStudyPage.objects.get(contributions=author.one)
    assert page.context == f"<p>{'x' * 8000}</p>"
    assert page.need == "<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; more</p>"


def test_what_is_missing_is_said_before_sending_with_links(client: Client) -> None:
    author = Author(client, "en")
    for method in (client.get, client.post):
        response = method(author.path("check"))
        html = response.content.decode()
        assert "Still missing before you can send it" in html
        assert "/licence/?key=" in html.split("Still missing")[1]
        assert "Send the good practice" not in html
    assert response.status_code == 400
    assert Contribution.objects.get().state == ContributionState.DRAFT


def test_it_becomes_a_draft_in_its_language_that_moderators_read(client: Client) -> None:
    organisation = Organisation.objects.filter(live=True, memberships=None).first()
    author = Author(client, organisation=str(organisation.pk))
    author.client.post(author.path("files"), {"more": [picture(), picture("due.jpg"), pdf()]})
    files = list(author.one.files.all())
    assert [one.is_picture for one in files] == [True, True, False]
    said = {f"alt-{one.pk}": "L’autobus" for one in files if one.is_picture}
    author.post("files", **said, **{f"title-{one.pk}": one.title for one in files})
    author.send()
    page = author.one.page
    assert author.one.state == ContributionState.READING
    assert not page.live
    assert page.locale.language_code == "it"
    assert (page.title, page.contributor, page.started) == (PRACTICE["title"], organisation, 2019)
    assert page.context == "<p>Testo di context.</p><ul><li>uno</li><li>due</li></ul>"
    assert (page.hero_alt, page.body[0].value["alt"]) == ("L’autobus", "L’autobus")
    assert page.downloads[0].value.title == "orari"
    state = WorkflowState.objects.active().for_instance(page).get()
    deactivate()
    assert [task.name for task in state.workflow.tasks] == [
        "Read by the contributing organisation",
        "Read by whoever publishes in the language",
    ]
    first, second = TaskState.objects.filter(workflow_state=state).order_by("pk")
    assert (first.status, second.status) == (TaskState.STATUS_SKIPPED, TaskState.STATUS_IN_PROGRESS)
    subjects = {letter.to[0]: letter.subject for letter in delivered()}
    assert "Lo sportello che viaggia" in subjects["ana@example.org"]


def test_files_are_nobody_elses_before_it_is_published(client: Client) -> None:
    author = Author(client)
    author.client.post(author.path("files"), {"more": [pdf()]})
    with pytest.raises(NotImplementedError):
        _ = author.one.files.get().file.url
    author.send()
    document = CustomDocument.objects.get(title="orari")
    assert Client().get(document.url).status_code == 302
    author.one.page.get_latest_revision().publish()
    document.refresh_from_db()
    served = Client().get(document.url)
    assert served.status_code == 200
    served.close()


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (SimpleUploadedFile("big.pdf", b"%PDF-" + b"0" * (30 << 20)), "larger than"),
        (SimpleUploadedFile("run.exe", b"MZ"), "Files of this kind cannot be taken."),
        (SimpleUploadedFile("page.svg", b"<svg></svg>"), "Files of this kind cannot be taken."),
        (SimpleUploadedFile("fake.pdf", EICAR), "is not a document of the kind"),
        (SimpleUploadedFile("cut.jpg", b"\xff\xd8\xff\xe0"), "cannot be read"),
        (SimpleUploadedFile("noname", b"text"), "Files of this kind cannot be taken."),
    ],
    ids=["30 MB", "program", "drawing", "eicar as pdf", "cut", "no ending"],
)
def test_a_file_that_does_not_pass_is_refused_and_the_rest_kept(
    client: Client, file: SimpleUploadedFile, message: str
) -> None:
    author = Author(client, "en")
    file.seek(0)
    response = client.post(author.path("files"), {"more": [pdf("kept.pdf"), file]})
    html = response.content.decode()
    assert response.status_code == 400
    assert message in html
    assert file.name in html
    assert [one.title for one in author.one.files.all()] == ["kept"]
    assert 'value="kept"' in html


def test_a_virus_signature_in_a_text_is_kept_as_data_only(client: Client) -> None:
    author = Author(client)
    client.post(author.path("files"), {"more": [SimpleUploadedFile("eicar.txt", EICAR)]})
    author.send()
    author.one.page.get_latest_revision().publish()
    response = Client().get(CustomDocument.objects.get(title="eicar").url)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content) == EICAR
    response.close()


def test_no_more_than_eight_files_and_one_is_taken_away(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    author = Author(client, "en")
    response = client.post(author.path("files"), {"more": [pdf(f"{number}.pdf") for number in range(9)]})
    assert "no room for more than 8" in response.content.decode()
    first = author.one.files.first()
    place = first.file.path
    with django_capture_on_commit_callbacks(execute=True):
        author.post("files", **{f"gone-{first.pk}": "on"})
    assert author.one.files.count() == 7
    assert not Path(place).exists()


def test_a_picture_needs_words_before_sending(client: Client) -> None:
    author = Author(client, "en").write()
    client.post(author.path("files"), {"more": [picture()]})
    one = author.one.files.get()
    assert f"#id_alt-{one.pk}" in author.get("check").content.decode()
    assert author.post("check").status_code == 400
    author.post("files", **{f"alt-{one.pk}": "A bus"})
    assert author.post("check").status_code == 302


def test_sent_twice_is_one_draft_and_nothing_is_changed_afterwards(client: Client) -> None:
    author = Author(client).write()
    assert author.post("check").status_code == 302
    assert author.post("check")["Location"].split("?")[0].endswith("/status/")
    assert Job.objects.filter(task__endswith="place_contribution").count() == 1
    work()
    progress.place(author.one.pk)
    assert CaseStudyPage.objects.filter(title=PRACTICE["title"], alias_of=None).count() == 1
    assert author.post("practice", title="Altro").status_code == 302
    assert author.one.answers["title"] == PRACTICE["title"]
    assert not progress.save_step(author.one, {"title": "Altro"})


def test_an_organisation_that_is_gone_does_not_stop_it(client: Client) -> None:
    organisation = Organisation.objects.create(name="Kompas", slug="kompas-test", live=True, country="IT")
    author = Author(client, organisation=str(organisation.pk)).write()
    organisation.delete()
    author.send()
    assert author.one.state == ContributionState.READING
    assert author.one.page.contributor is None


def test_a_language_without_a_list_keeps_it_and_tells_who_looks_after_it(client: Client) -> None:
    author = Author(client).write()
    lists = ResourceIndexPage.objects.filter(locale__language_code="it", resource_kind="case")
    keys_of = list(lists.values_list("pk", flat=True))
    lists.update(resource_kind="publication")
    author.post("check") if keys.list_in("it") else progress.send(author.one)
    progress.place(author.one.pk)
    progress.place(author.one.pk)
    author.one.refresh_from_db()
    assert author.one.state == ContributionState.SENT
    told = [letter for letter in delivered() if "waits for a list" in letter.subject]
    assert {"moderator@example.org"} <= {letter.to[0] for letter in told}
    assert len({letter.to[0] for letter in told}) == len(told)
    assert client.get(author.path("status")).status_code == 200
    ResourceIndexPage.objects.filter(pk__in=keys_of).update(resource_kind="case")
    progress.clear_away()
    author.one.refresh_from_db()
    assert author.one.state == ContributionState.READING


def test_steps_cost_the_same_with_many_files(client: Client, max_queries: object) -> None:
    author = Author(client)
    client.get(author.path("check"))
    for number, most in ((2, 10), (8, 10)):
        for count in range(author.one.files.count(), number):
            ContributedFile.objects.create(contribution=author.one, title=f"Foto {count}", file=f"documents/{count}")
        for step in ("practice", "files", "check"):
            with max_queries(most):
                client.get(author.path(step))
