"""Nothing a machine has written reaches readers before somebody has saved it: not in the form, in bulk, on approval, by schedule or Sync."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Workflow
from wagtail_localize.models import StringTranslation, Translation

from home.models import StandardPage
from tests.centres.care import commits_run
from tests.translation.machine.conftest import Start, ask, passages, work
from tests.translation.test_borrowed import signed_in
from tests.translation.test_desk_following import edit, post, standing, submit, version
from translation.gaps import gaps_of
from translation.unread import UnreadError
from translation.vocabularies import ItemState
from translation.writing import write

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]


@pytest.fixture
def drafted(service: Start, book: StandardPage, begun: Translation) -> Translation:
    """Three passages of a machine that nobody has read."""
    service()
    ask(book)
    work()
    return begun


def there(book: StandardPage) -> StandardPage:
    found = version(book, "hr")
    assert found is not None
    return found


def text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def read_all(book: StandardPage, writer: Any) -> None:
    """Somebody saves each passage as it stands."""
    rows = StringTranslation.objects.filter(context__object_id=book.translation_key)
    texts = {path.split(".")[0]: said for path, said in rows.values_list("context__path", "data")}
    write(standing(book), {pk: texts[name] for name, pk in passages(book).items()}, writer)


def readers_read(book: StandardPage) -> str:
    return there(book).title


def test_the_gate_names_each_and_knows_no_way_round(drafted: Translation, book: StandardPage) -> None:
    gaps = gaps_of(there(book))
    assert gaps is not None
    assert (gaps.missing, gaps.wrong, gaps.unread) == (0, 0, 3)
    assert [str(one.text) for one in gaps.machine] == ["xbook", "xbook.", "xtext xof xbook"]
    client, address = signed_in("moderator"), reverse("wagtailadmin_pages:edit", args=[there(book).pk])
    for known in ("", "0", "3", gaps.known):
        answer = client.post(address, {"action": "publish", "known": known})
        assert "3 passages in Croatian were translated by a machine, and nobody has read them yet" in text(answer)
        assert "Publish" not in text(answer).partition('class="nice-padding"')[2].partition("</form>")[0]
        assert f"#passage-{passages(book)['title']}" in text(answer)
    assert readers_read(book) == "Book"


def test_one_that_nobody_has_read_is_enough(drafted: Translation, book: StandardPage, writer: Any) -> None:
    names = passages(book)
    write(standing(book), {names["title"]: "Knjiga", names["summary"]: "xbook."}, writer)
    answer = signed_in("moderator").post(
        reverse("wagtailadmin_pages:edit", args=[there(book).pk]), {"action": "publish", "known": "0"}
    )
    assert "1 passage in Croatian was translated by a machine" in text(answer)
    assert readers_read(book) == "Book"


def test_what_somebody_has_saved_goes_online(
    admin_client: Client, drafted: Translation, book: StandardPage, writer: Any
) -> None:
    read_all(book, writer)
    assert gaps_of(there(book)) is None
    post(admin_client, "wagtailadmin_pages:edit", there(book), action="publish")
    assert readers_read(book) == "xbook"
    assert standing(book).state == ItemState.PUBLISHED


def test_what_nobody_has_read_is_not_sent_for_review(drafted: Translation, book: StandardPage, writer: Any) -> None:
    client, address = signed_in("translator-hr"), reverse("wagtailadmin_pages:edit", args=[there(book).pk])
    assert "nobody has read them yet" in text(client.post(address, {"action": "review"}))
    assert not there(book).workflow_in_progress
    read_all(book, writer)
    assert client.post(address, {"action": "review"}).status_code == 302
    assert there(book).workflow_in_progress


@pytest.fixture
def smuggled(drafted: Translation, book: StandardPage) -> StandardPage:
    """A version with what nobody has read, as no button makes it."""
    draft = drafted.source.get_ephemeral_translated_instance(drafted.target_locale, fallback=True)
    draft.save_revision()
    return there(book)


def test_whoever_approves_cannot(smuggled: StandardPage, book: StandardPage) -> None:
    Workflow.objects.first().start(smuggled, None)
    state = there(book).current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[smuggled.pk, "approve", state.pk])
    client = signed_in("moderator")
    asked = client.post(address, {"next": "/admin/"})
    assert "nobody has read them yet" in text(asked)
    assert client.post(address, {**asked.context["fields"], "known": "0"}).status_code == 200
    window = {"headers": {"x-requested-with": "XMLHttpRequest"}}
    for answer in (client.get(address, **window), client.post(address, {"comment": ""}, **window)):
        assert "nobody has read them yet" in text(answer)
        assert "<form" not in text(answer)
    assert there(book).workflow_in_progress
    assert readers_read(book) == "Book"


def test_what_was_asked_for_later_does_not_stop_a_review(
    service: Start, book: StandardPage, begun: Translation, writer: Any
) -> None:
    write(standing(book), {passages(book)["title"]: "Knjiga"}, writer)
    signed_in("translator-hr").post(reverse("wagtailadmin_pages:edit", args=[there(book).pk]), {"action": "review"})
    service()
    ask(book)
    work()
    assert standing(book).machine == 2
    state = there(book).current_workflow_task_state
    address = reverse("wagtailadmin_pages:workflow_action", args=[there(book).pk, "approve", state.pk])
    asked = signed_in("moderator").post(address, {"next": "/admin/"})
    assert asked.status_code == 302, "nothing is missing any more, and nothing unread is in this version"
    assert (readers_read(book), there(book).summary) == ("Knjiga", "Book.")


def test_many_at_once_are_refused(smuggled: StandardPage, book: StandardPage) -> None:
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client = signed_in("moderator")
    assert "nobody has read them yet" in text(client.get(f"{address}?id={smuggled.pk}"))
    answer = client.post(f"{address}?id={smuggled.pk}&next=/admin/", {}, follow=True)
    assert "Nothing was published." in text(answer)
    assert "(Croatian)" in text(answer)
    assert readers_read(book) == "Book"


def test_drafts_below_count_in_bulk(smuggled: StandardPage, book: StandardPage) -> None:
    StandardPage.objects.filter(pk=smuggled.pk).update(live=False)
    above = there(book).get_parent()
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    client = signed_in("moderator")
    client.post(f"{address}?id={above.pk}&next=/admin/", {"include_descendants": "on"})
    assert not there(book).live


def test_sync_publishes_nothing(drafted: Translation, book: StandardPage) -> None:
    address = reverse("wagtail_localize:update_translations", args=[drafted.source.pk])
    client = signed_in("moderator")
    answer = client.post(address, {"publish_translations": "on", "next": "/admin/"})
    assert "nobody has read them yet" in text(answer)
    again = client.post(address, {**answer.context["fields"], "known": "0"})
    assert "Publish with these gaps" not in text(again)
    assert readers_read(book) == "Book"


def test_a_day_of_its_own_is_refused_and_holds_up_nothing_else(smuggled: StandardPage, book: StandardPage) -> None:
    smuggled.go_live_at = timezone.now() + timedelta(hours=1)
    revision = smuggled.get_latest_revision()
    revision.content["go_live_at"] = (timezone.now() + timedelta(hours=1)).isoformat()
    revision.save()
    with pytest.raises(UnreadError):
        revision.publish()
    assert not smuggled.revisions.filter(approved_go_live_at__isnull=False).exists()
    call_command("publish_scheduled", verbosity=0)
    assert readers_read(book) == "Book"


def test_below_all_buttons_there_is_a_net(smuggled: StandardPage, book: StandardPage, writer: Any) -> None:
    with pytest.raises(ValidationError, match="nobody has read them"):
        smuggled.get_latest_revision().publish()
    assert readers_read(book) == "Book"
    with pytest.raises(ValidationError):
        Translation.objects.get(source__object_id=book.translation_key).save_target(publish=False)
    assert readers_read(book) == "Book"
    edit(there(book), title="Naslov")  # a page that says nothing of it is saved as ever
    assert readers_read(book) == "Naslov"
    read_all(book, writer)
    smuggled.get_latest_revision().publish()
    assert readers_read(book) == "xbook"


def test_what_is_stopped_or_made_an_alias_leaves_no_machine_text_behind(
    admin_client: Client, drafted: Translation, book: StandardPage
) -> None:
    post(admin_client, "wagtail_localize:convert_to_alias", there(book))
    assert not StringTranslation.objects.filter(translation_type="machine").exists()
    submit(admin_client, book)
    assert (readers_read(book), standing(book).machine) == ("Book", 0)


def test_wagtail_localizes_own_button_is_closed(drafted: Translation, book: StandardPage) -> None:
    address = reverse("wagtail_localize:machine_translate", args=[drafted.pk])
    for who in ("translator-hr", "moderator"):
        assert signed_in(who).post(address).status_code in {302, 403}
    assert standing(book).machine == 3


def test_related_pages_are_left_as_they_are(admin_client: Client, drafted: Translation, book: StandardPage) -> None:
    """wagtail-localize writes all it knows over pages that are linked to, when one that links to them is begun."""
    with commits_run():
        edit(book, title="Books")
        answer = admin_client.get(there(book).url)
    assert answer.status_code == 200
    assert "xbook" not in answer.content.decode()


def test_a_file_that_comes_back_as_it_went_is_not_read(drafted: Translation, book: StandardPage) -> None:
    client = signed_in("translator-hr")
    file = client.get(reverse("wagtail_localize:download_pofile", args=[drafted.pk])).content
    address = reverse("wagtail_localize:upload_pofile", args=[drafted.pk])

    def sent(data: bytes) -> int:
        answer = client.post(address, {"file": SimpleUploadedFile("hr.po", data), "next": "/admin/"})
        assert answer.status_code == 302
        return standing(book).machine

    assert sent(file) == 3
    assert sent(file.replace(b'"xbook."', b'"Knjiga je to."')) == 2
