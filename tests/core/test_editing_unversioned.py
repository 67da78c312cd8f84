"""Two people at one form of something without versions: the second is told, sees both, and loses nothing. Every edit form there is."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.base import ContentFile
from django.db.models import Model
from django.test import Client
from django.urls import get_resolver, reverse
from wagtail.admin.views.generic import EditView
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, Locale, Page, RevisionMixin, Site, Task, Workflow
from wagtail.snippets.models import get_snippet_models

from agenda.models import Subscriber
from centres.models import Centre, EmbedPartner, LanguageTerm, NetworkTerm, Owner, ServiceTerm
from community.models import Practitioner
from home.models import ContactMessage
from search.models import LifeEvent, PromotedResult, SynonymGroup
from tests.forms import posted_as_it_is
from translation.models import Concept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("seeded")]

Made = tuple[Model, str, str]
"""Something stored, the name of its edit view, a field of it to write in."""


def snippet(one: Any, field: str) -> Made:
    return one, one.snippet_viewset.get_url_name("edit"), field


def picture() -> Made:
    image = get_image_model().objects.create(title="Before", description="A picture", file=get_test_image_file())
    return image, "wagtailimages:edit", "title"


def document() -> Made:
    made = get_document_model().objects.create(title="Before", file=ContentFile(b"%PDF-1.4 x", "x.pdf"))
    return made, "wagtaildocs:edit", "title"


def message() -> Made:
    made = ContactMessage.objects.create(
        message="Hello", email="a@example.org", topic=ContactMessage._meta.get_field("topic").choices[0][0]
    )
    return snippet(made, "done")


def hidden_practitioner() -> Made:
    made = Practitioner.objects.create(email="a@example.org", name="Ana", hidden=True, hidden_because="Before")
    return snippet(made, "hidden_because")


def with_a_name() -> Model:
    user = get_user_model().objects.get(username="editor")
    user.first_name, user.last_name = "Before", "Editor"
    user.save()
    return user


THINGS: dict[str, Callable[[], Made]] = {
    "owner": lambda: snippet(Owner.objects.create(centre=Centre.objects.first(), email="before@example.org"), "email"),
    "embed partner": lambda: snippet(EmbedPartner.objects.first(), "note"),
    "synonyms": lambda: snippet(SynonymGroup.objects.first(), "terms"),
    "life event": lambda: snippet(LifeEvent.objects.first(), "phrases"),
    "promoted": lambda: snippet(PromotedResult.objects.create(language="en", queries="job", title="Before", url="https://example.org/"), "title"),
    "service": lambda: snippet(ServiceTerm.objects.first(), "withdrawn"),
    "network": lambda: snippet(NetworkTerm.objects.first(), "withdrawn"),
    "spoken language": lambda: snippet(LanguageTerm.objects.first(), "withdrawn"),
    "concept": lambda: snippet(Concept.objects.first(), "note"),
    "message": message,
    "practitioner": hidden_practitioner,
    "picture": picture,
    "document": document,
    "user": lambda: (with_a_name(), "wagtailusers_users:edit", "first_name"),
    "group": lambda: (Group.objects.create(name="Before"), "wagtailusers_groups:edit", "name"),
    "collection": lambda: (Collection.get_first_root_node().add_child(name="Before"), "wagtailadmin_collections:edit", "name"),
    "redirect": lambda: (Redirect.objects.create(old_path="/before", redirect_link="https://example.org/"), "wagtailredirects:edit", "redirect_link"),
    "site": lambda: (Site.objects.first(), "wagtailsites:edit", "site_name"),
    "workflow": lambda: (Workflow.objects.first(), "wagtailadmin_workflows:edit", "name"),
}  # fmt: skip
NOTHING_TO_WRITE = (Locale, Subscriber, Task)
"""Their forms show nothing but a code, groups to choose or what cannot be changed; they stand on the same view."""


def somebody(name: str) -> Client:
    user, _created = get_user_model().objects.get_or_create(username=name, defaults={"is_superuser": True})
    client = Client()
    client.force_login(user)
    return client


def opened(client: Client, one: Model, name: str) -> tuple[str, dict[str, Any]]:
    """Where the form is sent to, and what stands in it."""
    response = client.get(reverse(name, args=[one.pk]))
    assert response.status_code == 200
    return sent_to(response.content.decode()), posted_as_it_is(response.content.decode(), type(one))


def sent_to(html: str) -> str:
    match = re.search(r'id="w-editor-form"\s+action="([^"]+)"', html)
    assert match is not None
    return match[1].replace("&amp;", "&")


def texts(one: Model, field: str) -> tuple[Any, Any]:
    """What Anna and Bruno write."""
    if isinstance(getattr(one, field), bool):
        return "on", ""
    if field == "email":
        return "anna@example.org", "bruno@example.org"
    if field == "redirect_link":
        return "https://example.org/anna", "https://example.org/bruno"
    return ("anna\nhers", "bruno\nhis") if field == "terms" else ("Anna, hers", "Bruno, his")


@pytest.mark.parametrize("name", THINGS)
def test_the_second_is_told_and_nothing_is_lost(name: str) -> None:
    one, view, field = THINGS[name]()
    anna, bruno = somebody("anna"), somebody("bruno")
    (to_anna, of_anna), (to_bruno, of_bruno) = opened(anna, one, view), opened(bruno, one, view)
    hers, his = texts(one, field)
    assert anna.post(to_anna, of_anna | {field: hers}).status_code == 302
    stored = type(one).objects.get(pk=one.pk)

    data = of_bruno | {field: his}
    response = bruno.post(to_bruno, {key: value for key, value in data.items() if value != "" or key != field or his})
    html = response.content.decode()
    assert response.status_code == 200
    assert ("Somebody saved this while" if isinstance(one, Collection) else "anna saved this on") in html
    assert "stored now:" in html
    assert getattr(type(one).objects.get(pk=one.pk), field) == getattr(stored, field)
    if isinstance(his, str) and his:
        assert his in html
        assert hers in html

    informed = posted_as_it_is(html, type(one)) | ({field: his} if his else {})
    assert bruno.post(sent_to(html), informed).status_code == 302
    assert getattr(type(one).objects.get(pk=one.pk), field) != getattr(stored, field)


@pytest.mark.parametrize("name", THINGS)
def test_one_person_saves_as_often_as_needed(name: str) -> None:
    one, view, field = THINGS[name]()
    anna = somebody("anna")
    for text in texts(one, field):
        to, data = opened(anna, one, view)
        assert (
            anna.post(
                to, {key: value for key, value in (data | {field: text}).items() if value or key != field}
            ).status_code
            == 302
        )


def test_who_does_not_say_what_was_read_does_not_overwrite_others() -> None:
    one, view, field = THINGS["synonyms"]()
    anna, bruno = somebody("anna"), somebody("bruno")
    address = reverse(view, args=[one.pk])
    _to, data = opened(anna, one, view)
    assert anna.post(address, data | {field: "one\ntwo"}).status_code == 302
    assert bruno.post(address, data | {field: "three\nfour"}).status_code == 200
    assert anna.post(address, data | {field: "five\nsix"}).status_code == 302


def test_every_edit_form_of_the_admin_is_in_the_table() -> None:
    """Whatever may be edited has versions, or stands in the table above."""
    known = {type(make()[0]) for make in THINGS.values()}.union(NOTHING_TO_WRITE)
    for model in get_snippet_models():
        assert issubclass(model, RevisionMixin) or model in known, model
    for view in edit_views():
        model = getattr(view, "model", None)
        assert (
            not isinstance(model, type) or issubclass(model, Page | RevisionMixin) or issubclass(model, tuple(known))
        ), view


def edit_views() -> set[type[EditView]]:
    """The edit views behind all addresses of the admin."""
    found, waiting = set(), list(get_resolver().url_patterns)
    while waiting:
        pattern = waiting.pop()
        waiting += getattr(pattern, "url_patterns", [])
        callback = getattr(pattern, "callback", None)
        while callback is not None and not hasattr(callback, "view_class"):
            callback = getattr(callback, "__wrapped__", None)
        if callback is not None and issubclass(callback.view_class, EditView):
            found.add(callback.view_class)
    return found
