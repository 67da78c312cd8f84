"""A contribution becomes an unpublished case study, with its files in the library."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.core.files import File
from django.db import transaction
from django.utils.text import get_valid_filename
from wagtail.models import Collection, CollectionViewRestriction, ReferenceIndex, Workflow

from community.membership import space_of
from core.i18n.urls import free_slug
from core.models import CustomDocument, CustomImage
from core.slugs import slug_of
from core.uploads.storage import all_or_nothing
from resources.contribute.texts import plain, rich
from resources.contribute.workflow import NAME
from resources.models import CaseStudyPage, ContributedFile, Contribution, ContributionState, ResourceIndexPage
from resources.models.case_studies import SECTIONS
from resources.vocabularies import Licence

PLAIN = ("title", "summary", "place", "country", "started", "ended", "responsible_body", "credit_line")
CODES = ("competences", "themes", "audiences")
COLLECTION, UNREAD_COLLECTION = "Contributions", "Contributions, being read"
"""Names of the collections: of what is published and nobody's own, and of what only people who sign in may fetch yet."""


def parent_in(language: str) -> ResourceIndexPage | None:
    """The list of case studies a draft in this language goes below; ``None`` when there is none."""
    return ResourceIndexPage.of_cases(language)


def make_draft(contribution: Contribution, parent: ResourceIndexPage) -> CaseStudyPage:
    """Writes the page and starts its review. To be called once, in a transaction that holds the contribution."""
    with all_or_nothing():
        files = list(contribution.files.all())
        for one in files:
            if not (one.image_id or one.document_id):
                _into_library(one, contribution)
        page = CaseStudyPage(locale=parent.locale, live=False, has_unpublished_changes=True)
        write(page, contribution, files)
        page.slug = free_slug(parent, slug_of(page.title) or str(contribution.pk))
        parent.add_child(instance=page)
        page.save_revision(log_action="resources.contribute", clean=False)
        contribution.page, contribution.state = page, ContributionState.READING
        contribution.save(update_fields=["page", "state"])
        _start_review(page)
    return page


def revise(contribution: Contribution, page: CaseStudyPage) -> None:
    """Writes a change over a published page as a draft and starts its review; visitors read what they read before."""
    with all_or_nothing():
        new = [one for one in contribution.files.all() if not (one.image_id or one.document_id)]
        for one in new:
            _into_library(one, contribution)
        draft = page.get_latest_revision_as_object()
        _write_facts(draft, contribution)
        for name in SECTIONS:
            said = contribution.answers.get(name) or ""
            # What the author left as it was keeps the links and the bold of editors.
            if said != plain(getattr(draft, name)):
                setattr(draft, name, rich(said))
        for one in new:
            if one.image_id:
                draft.body.append(_picture(one))
            else:
                draft.downloads.append(("document", one.document))
        draft.save_revision(log_action="resources.contribute", clean=False)
        contribution.state = ContributionState.READING
        contribution.save(update_fields=["state"])
        _start_review(draft)


def is_free(page: CaseStudyPage) -> bool:
    """Whether nobody holds the draft of a published page."""
    return not (page.has_unpublished_changes or page.locked or page.current_workflow_state)


def answers_of(page: CaseStudyPage) -> dict[str, Any]:
    """What visitors read now, as its author would type it."""
    facts = {name: getattr(page, name) or "" for name in (*PLAIN, *CODES)}
    return facts | {name: plain(getattr(page, name)) for name in SECTIONS} | {"licence": page.licence}


def _start_review(page: CaseStudyPage) -> None:
    workflow = Workflow.objects.filter(name=NAME, active=True).first() or page.get_workflow()
    if workflow:
        workflow.start(page, None)


def _picture(one: ContributedFile) -> tuple[str, dict[str, Any]]:
    return "image", {"image": one.image, "alt": one.alt, "decorative": False, "caption": "", "credit": ""}


def write(page: CaseStudyPage, contribution: Contribution, files: Sequence[ContributedFile]) -> None:
    """Puts the answers into a page that is not saved yet."""
    _write_facts(page, contribution)
    for name in SECTIONS:
        setattr(page, name, rich(contribution.answers.get(name) or ""))
    shown = [one for one in files if one.image_id]
    if shown:
        page.hero_image, page.hero_alt = shown[0].image, shown[0].alt
    page.body = [_picture(one) for one in shown[1:]]
    page.downloads = [("document", one.document) for one in files if one.document_id]


def _write_facts(page: CaseStudyPage, contribution: Contribution) -> None:
    answers = contribution.answers
    for name in PLAIN:
        setattr(page, name, answers.get(name) or (None if name in ("started", "ended") else ""))
    for name in CODES:
        setattr(page, name, answers.get(name) or [])
    page.licence = answers.get("licence") or Licence.TO_CONFIRM
    page.contributor = contribution.organisation


def _into_library(one: ContributedFile, contribution: Contribution) -> None:
    collection = _collection(UNREAD_COLLECTION)
    licence = dict(Licence.choices).get(contribution.answers.get("licence", ""), "")
    with one.file.open("rb") as stream:
        name = get_valid_filename(one.file.name.rpartition("/")[2])
        facts: dict[str, Any] = {"title": one.title, "collection": collection, "licence": str(licence)}
        if one.is_picture:
            credit = contribution.answers.get("credit_line", "")
            one.image = CustomImage.objects.create(file=File(stream, name=name), credit=credit, **facts)
        else:
            one.document = CustomDocument(file=File(stream, name=name), language=contribution.language, **facts)
            one.document._set_document_file_metadata()
            one.document.save()
            one.document.file.close()  # Wagtail leaves it open
    one.save(update_fields=["image", "document"])


def _collection(name: str) -> Collection:
    found = Collection.objects.filter(name=name).first()
    if found is None:
        found = Collection.get_first_root_node().add_child(name=name)
        if name == UNREAD_COLLECTION:
            CollectionViewRestriction.objects.create(collection=found, restriction_type=CollectionViewRestriction.LOGIN)
    return found


def open_files(contribution: Contribution) -> None:
    """Lets everybody fetch the files of what is published: they move to the organisation's collection, or the common one."""
    organisation = contribution.organisation
    goal = space_of(organisation).collection if organisation else _collection(COLLECTION)
    for one in contribution.files.all():
        for file in (one.image, one.document):
            if file and file.collection.name == UNREAD_COLLECTION:
                file.collection = goal
                file.save(update_fields=["collection"])


def drop_draft(contribution: Contribution) -> None:
    """Deletes a draft that was never published, and its files where nothing else shows them."""
    page = contribution.page
    if page and not page.first_published_at:
        page.delete()
        contribution.page = None
    if contribution.page is None:
        for one in contribution.files.all():
            for file in (one.image, one.document):
                if file:
                    # After the commit: what is rolled back still needs it, and the index of references has heard by then.
                    transaction.on_commit(partial(_delete, type(file), file.pk))


def _delete(model: Any, pk: int) -> None:
    for file in model.objects.filter(pk=pk):
        if not ReferenceIndex.get_references_to(file).exists():
            file.delete()
