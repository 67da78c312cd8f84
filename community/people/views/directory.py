"""The list of practitioners, and the page of each."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from community.frame import framed
from community.models import CommunityIndexPage, Practitioner
from community.people.cards import card_of, facts_of, labels
from community.people.listing import Question, listing
from community.visitors import practitioner_of
from community.vocabularies import Visible


def people(page: CommunityIndexPage, request: HttpRequest) -> HttpResponse:
    """``people/``: those the reader may see. Search engines list it when anybody may see somebody, and nothing is asked for."""
    reader, question = practitioner_of(request), Question.of(request)
    found = listing(request, question, reader)
    indexed = reader is None and found.anybody and not question.narrows
    return framed(
        page,
        request,
        "list",
        _("Practitioners"),
        indexed=indexed,
        shown=(question.query, found.page.title),
        found=found,
        facets=found.facets,
        query=question.query,
        cards=[card_of(person, page.people_url) for person in found.page],
        reader=reader,
        narrows=question.narrows,
    )


def profile(page: CommunityIndexPage, request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """``people/<key>/``: one of them. Raises Http404 for whom the reader may not see, as for whom there is not."""
    reader, person = practitioner_of(request), person_at(request, key)
    public = person.visible == Visible.EVERYONE and person.is_listed
    url = request.build_absolute_uri(request.path)
    return framed(
        page,
        request,
        "profile",
        person.name,
        indexed=public,
        json_ld=person.json_ld(url) if public else None,
        person=person,
        facts=facts_of(person),
        offers=labels(person.offers),
        seeks=labels(person.seeks),
        own=reader is not None and reader.pk == person.pk,
        reader=reader,
    )


def person_at(request: HttpRequest, key: uuid.UUID) -> Practitioner:
    """The practitioner at an address whom the reader may see. Raises Http404 when there is none."""
    reader = practitioner_of(request)
    if reader is not None and reader.key == key and reader.name:
        return reader
    person = Practitioner.objects.visible_to(reader).with_organisation().filter(key=key).first()
    if person is None:
        raise Http404
    return person
