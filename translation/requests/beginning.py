"""Begins what a request asks for in a language, text after text, in the worker: each is read by others before the next one is begun."""

import logging

from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from core.work import LONG, Later, stopping, task
from core.work.models import Job
from core.work.vocabularies import State
from translation.files.beginning import begin_one, is_open
from translation.models import Standing, TranslationRequest
from translation.roles import Act, may

logger = logging.getLogger(__name__)


@task(label=_("Begin translations that were asked for"), unique=True, queue=LONG)
def begin_all(request: int, locale: int, user: int) -> None:
    """With the rights ``user`` has now. Whoever does it again goes on with what is left; what cannot be begun is left out.

    Raises Later when the worker is asked to end.
    """
    person = get_user_model().objects.filter(pk=user, is_active=True).first()
    for pk in waiting(request, locale) if person and may(person, Act.WRITE, locale) else ():
        if stopping():
            raise Later
        standing = Standing.objects.select_related("item").filter(pk=pk, item__live=True).first()
        try:
            if standing is not None:
                begin_one(standing, person)
        except Exception:  # one text that cannot be begun must not keep the others from it
            logger.exception("The translation %s cannot be begun", pk)


def ask_for(request: TranslationRequest, locale: int, user: int) -> None:
    """Has it done as soon as the transaction ends."""
    begin_all.enqueue(request.pk, locale, user)


def waiting(request: int, locale: int) -> list[int]:
    """Keys of the standings nobody has begun; one query."""
    rows = Standing.objects.filter(requests=request, locale=locale, item__live=True).order_by("item__title", "pk")
    return [one.pk for one in rows if is_open(one)]


def at_work(request: int) -> set[int]:
    """Locales in which it is being done, or is about to be; one query."""
    jobs = Job.objects.filter(task=begin_all.module_path, state__in=(State.WAITING, State.RUNNING))
    asked = jobs.values_list("arguments", flat=True)
    return {arguments["args"][1] for arguments in asked if arguments["args"][0] == request}
