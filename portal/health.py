"""Health for monitors: alive, ready, and in detail for those who may know."""

import hmac
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from core.letters.models import Mail
from core.work import signs

MAIL_LATE = timedelta(hours=1)
"""By then a mail has been tried some eight times."""


class NotWellError(Exception):
    """A part answers, but not well; `detail` tells a monitor more."""

    def __init__(self, message: str, detail: object) -> None:
        super().__init__(message)
        self.detail = detail


def _timed(check: Callable[[], object]) -> dict[str, object]:
    start = time.perf_counter()
    try:
        detail = check()
    except NotWellError as state:
        return {"ok": False, "error": str(state), "detail": state.detail}
    except Exception as error:  # whatever a part throws is its state
        return {"ok": False, "error": type(error).__name__}
    return {"ok": True, "ms": round((time.perf_counter() - start) * 1000, 1), "detail": detail}


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return connection.vendor


def _migrations() -> str:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        raise RuntimeError(f"{len(waiting)} migrations wait")
    return "applied"


def _search() -> object:
    from search import outbox

    state = outbox.health()
    if not state.ok:
        raise NotWellError(state.detail, asdict(state))
    return asdict(state)


def _places() -> object:
    from centres.gazetteer import store

    return {"places": store.check()}


def _worker() -> object:
    standing = signs.standing()
    seen = standing.last_seen
    detail = {
        "age_seconds": round((timezone.now() - seen).total_seconds()) if seen else None,
        "waiting": standing.waiting,
        "running": standing.running,
        "failed": standing.failed,
    }
    if not standing.works:
        raise NotWellError("No worker runs.", detail)
    return detail


def _mail() -> object:
    standing = Mail.objects.standing()
    age = timezone.now() - standing.since if standing.since else timedelta(0)
    detail = {"age_seconds": round(age.total_seconds()), "waiting": standing.waiting, "failed": standing.failed}
    if age > MAIL_LATE:
        raise NotWellError("Mail has waited for too long.", detail)
    return detail


@never_cache
def live(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """The database answers. The cache and the search engine may be down: pages still answer without them."""
    state = _timed(_database)
    return HttpResponse(
        "ok" if state["ok"] else "database", status=200 if state["ok"] else 503, content_type="text/plain"
    )


@never_cache
def health(request: HttpRequest) -> HttpResponse:
    """Every part with its state, for staff or a monitor that sends the token (``Authorization: Bearer …``)."""
    token = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    allowed = bool(settings.HEALTH_TOKEN) and hmac.compare_digest(token.encode(), settings.HEALTH_TOKEN.encode())
    if not allowed and not (request.user.is_authenticated and request.user.has_perm("wagtailadmin.access_admin")):
        return JsonResponse({"detail": "Not for everyone."}, status=403)
    checks = {
        "database": _database,
        "migrations": _migrations,
        "search": _search,
        "places": _places,
        "worker": _worker,
        "mail": _mail,
    }
    parts = {name: _timed(check) for name, check in checks.items()}
    good = all(part["ok"] for part in parts.values())
    return JsonResponse({"ok": good, "parts": parts}, status=200 if good else 503)
