"""The screens of the admin a tour begins with, and things in every state that offers buttons of its own."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.contrib.auth import get_user_model
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.snippets.models import get_snippet_models

from centres.models import Centre
from core.seed import page_by_key
from tests.admin_matrix import MAY, addresses, names
from tests.offered import shape

INDEXES = (
    *("wagtailadmin_home", "wagtailadmin_explore_root", "wagtailimages:index", "wagtaildocs:index"),
    *("wagtailusers_users:index", "wagtailusers_groups:index", "wagtaillocales:index", "wagtailredirects:index"),
    *("wagtailadmin_workflows:index", "wagtailadmin_collections:index", "wagtailsites:index", "wagtailadmin_account"),
)

MODERATOR = Path(__file__).parent / "admin_matrix" / "moderator.txt"
LISTS = ("list", "index", "home", "explore", "explore_root")


def forms_of_moderators() -> set[str]:
    """Shapes of forms and dialogs a moderator opens too: an administrator has every right there, and need not press them again."""
    rows = (line.split(maxsplit=1) for line in MODERATOR.read_text().splitlines())
    theirs = {label for verdict, label in rows if verdict == MAY and not label.split(" ")[0].endswith(LISTS)}
    return {shape(address) for label, address in addresses().items() if label in theirs}


def _edit(one: Model) -> str:
    if isinstance(one, Page):
        return reverse("wagtailadmin_pages:edit", args=[one.pk])
    return reverse(type(one).snippet_viewset.get_url_name("edit"), args=[one.pk])


def states() -> list[str]:
    """Forms of pages and centres that wait for a review, are locked by an editor, or will be published."""
    people = get_user_model().objects
    editor, administrator = people.get(username="editor"), people.get(username="administrator")
    tomorrow = timezone.now() + timedelta(days=1)
    scheduled = page_by_key("accessibility", "fr").specific
    scheduled.go_live_at = tomorrow
    scheduled.save_revision(user=administrator).publish(user=administrator)
    reviewed = [page_by_key("contact", "fr").specific, Centre.objects.order_by("pk")[1]]
    locked = [page_by_key("project", "fr").specific, Centre.objects.order_by("pk")[2]]
    for one in reviewed:
        one.save_revision(user=editor)
        one.get_workflow().start(one, editor)
    for one in locked:
        one.locked, one.locked_by, one.locked_at = True, editor, timezone.now()
        one.save()
    return [_edit(one) for one in (*reviewed, *locked, scheduled)]


def kinds_of_pages() -> list[str]:
    """The form of one page of each kind, in French."""
    found: dict[type[Page], Page] = {}
    for page in Page.objects.filter(locale__language_code="fr", depth__gt=1, alias_of=None).order_by("path").specific():
        found.setdefault(type(page), page)
    return [_edit(page) for page in found.values()]


def screens() -> Iterator[str]:
    """Lists and forms of every kind of thing, whoever may open them; what they lead to is found on the way."""
    list(names())  # viewsets make their models known when the addresses are read
    yield from (reverse(name) for name in INDEXES)
    for page in (page_by_key(key, "fr") for key in ("legal", "project", "home")):
        yield from (reverse(name, args=[page.pk]) for name in ("wagtailadmin_pages:edit", "wagtailadmin_explore"))
    for model in get_snippet_models():
        yield reverse(model.snippet_viewset.get_url_name("list"))
        if (first := model._default_manager.first()) is not None:
            yield _edit(first)
