"""Which view answers which address below ``people/``."""

import uuid
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

from community.models import CommunityIndexPage
from community.people.views import directory, own, writing
from community.visitors import private
from community.visitors import views as visitors

View = Callable[[CommunityIndexPage, HttpRequest], HttpResponse]
VIEWS: dict[tuple[str, ...], View] = {
    (): directory.people,
    ("sign-in",): visitors.sign_in,
    ("sign-in", "sent"): visitors.sent,
    ("sign-in", "open"): visitors.open_link,
    ("sign-out",): visitors.sign_out,
    ("own",): own.own,
    ("own", "edit"): own.edit,
    ("own", "data"): own.data,
    ("own", "erase"): own.erase,
    ("erased",): own.erased,
    ("answer",): writing.answer,
    ("stop",): writing.stop,
    ("keep",): writing.keep,
    ("sent",): writing.sent,
}
"""By the steps of the address. They are the same words in every language."""
OF_A_PERSON = {(): directory.profile, ("write",): writing.write}
"""By the steps behind somebody's key."""


@private
def answer(page: CommunityIndexPage, request: HttpRequest, steps: tuple[str, ...]) -> HttpResponse:
    """The answer for an address. Raises Http404 when there is none."""
    if view := VIEWS.get(steps):
        return view(page, request)
    of_person = OF_A_PERSON.get(steps[1:])
    if of_person is None:
        raise Http404
    return of_person(page, request, _key(steps[0]))


def _key(step: str) -> uuid.UUID:
    try:
        key = uuid.UUID(step)
    except ValueError as error:
        raise Http404 from error
    if str(key) != step:
        raise Http404
    return key
