"""What nobody has published yet is read by those who may change it, at no address of the admin by others."""

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import NoReverseMatch, reverse
from wagtail.models import Locale

from centres.models import Centre
from community.models import Organisation
from core.models import BasePage
from core.seed import page_by_key
from home.models import StandardPage
from skills.models import Competence
from tests.admin_matrix import names

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:Pagination may yield inconsistent results"),
]
SECRET = "Zqxcanary"


@pytest.fixture
def drafts(seeded: None) -> list[int]:
    """Keys of things with a title nobody has published, Croatian where they have one language."""
    editor = get_user_model().objects.get(username="editor")
    parent = page_by_key("project", "hr")
    fresh = StandardPage(locale=parent.locale, title=SECRET, slug="zqx", summary=SECRET, live=False)
    parent.add_child(instance=fresh)
    fresh.save_revision(user=editor, log_action=True)
    live: BasePage = page_by_key("contact", "hr").specific
    live.title = f"{SECRET} contact"
    live.save_revision(user=editor, log_action=True)
    centre = Centre.objects.create(name=SECRET, country="HR", live=False)
    centre.save_revision(user=editor, log_action=True)
    organisation = Organisation.objects.create(name=SECRET, name_language="hr", slug="zqx", live=False)
    organisation.save_revision(user=editor, log_action=True)
    competence = Competence.objects.filter(locale=Locale.objects.get(language_code="hr")).first()
    competence.title = f"{SECRET} competence"
    competence.save_revision(user=editor, log_action=True)
    renamed = Centre.objects.filter(live=True).first()
    renamed.name = f"{SECRET} renamed"
    renamed.save_revision(user=editor, log_action=True)
    return [fresh.pk, live.pk, centre.pk, organisation.pk, competence.pk, renamed.pk, parent.pk]


def about(name: str, pks: list[int]) -> list[int]:
    """The keys a view may be asked about: a view of one kind of thing those of that kind, any other all."""
    space, _, kind = name.partition(":")[0].partition("_")
    if not space.startswith("wagtailsnippet"):
        return pks
    _page, _live, centre, organisation, competence, renamed, _parent = pks
    of_kind = {
        "centres_centre": [centre, renamed],
        "community_organisation": [organisation],
        "skills_competence": [competence],
    }
    return of_kind.get(kind, [])


def addresses(pks: list[int]) -> Iterator[str]:
    """Every address of the admin about each of these objects, and about two of them; lists also as a search."""
    models = [("wagtailcore", "page"), ("centres", "centre"), ("community", "organisation"), ("skills", "competence")]
    for name, arguments in names():
        about_any = {"app_label", "model_name"} & set(arguments)
        for values in [
            *([pk] * len(arguments) for pk in about(name, pks)),
            [pks[0], pks[-1], *pks[: len(arguments) - 2]],
        ]:
            for label, model in models if about_any else models[:1]:
                given = {"app_label": label, "model_name": model}
                with suppress(NoReverseMatch):
                    yield reverse(
                        name, args=[given.get(key, value) for key, value in zip(arguments, values, strict=False)]
                    )
        if not arguments:
            for search in ("q", "search", "title", "label"):
                yield f"{reverse(name)}?{search}={SECRET[:-2]}"


def told(role: str, pks: list[int]) -> list[str]:
    """Addresses that tell ``role`` a title nobody has published, or break. Who adds pages chooses live ones by their newest title."""
    client = Client(raise_request_exception=False)
    client.force_login(get_user_model().objects.get(username=role))
    found = []
    secret = re.compile(SECRET if role != "partner" else f"{SECRET}(?! contact)")
    for address in dict.fromkeys(addresses(pks)):
        client.cookies.pop("messages", None)  # a refusal is said in a message, which nobody reads here
        response = client.get(address)
        text = "" if response.streaming else response.content.decode(errors="replace")
        if response.status_code >= 500 or secret.search(text):
            found.append(address)
    return found


@pytest.mark.parametrize("role", ["guest", "partner"])
def test_partners_are_told_of_no_draft(guest: Any, drafts: list[int], role: str) -> None:
    assert told(role, drafts) == []


@pytest.mark.parametrize("space", ["centres_centre", "community_organisation", "skills_competence"])
def test_a_chooser_names_drafts_only_to_those_who_may_change_them(guest: Any, drafts: list[int], space: str) -> None:
    address = reverse(f"wagtailsnippetchoosers_{space}:choose") + f"?q={SECRET[:-2]}"
    for role in ("translator-fr", "partner", "guest"):
        client = Client()
        client.force_login(get_user_model().objects.get(username=role))
        assert SECRET not in client.get(address).content.decode()
        for pk in drafts:
            chosen = client.get(reverse(f"wagtailsnippetchoosers_{space}:chosen", args=[pk]))
            assert SECRET not in chosen.content.decode()
