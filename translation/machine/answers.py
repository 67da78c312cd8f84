"""Where services that translate later call back. The address is the secret: it is signed, for one part and a few days."""

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.views.decorators.csrf import csrf_exempt

from translation.machine import working

MOST = 2_000_000
"""Characters of an answer."""


@csrf_exempt
def answer(request: HttpRequest, token: str) -> HttpResponse:
    """Keeps what is posted and leaves it to the worker.

    204: taken, now or before; 403: forged; 410: too late, or done; 413: too long.
    """
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    try:
        part, kind = signing.loads(token, salt=working.SALT, max_age=working.PATIENCE * 2)
    except signing.SignatureExpired:
        return HttpResponse(status=410)
    except signing.BadSignature:
        return HttpResponse(status=403)
    body = request.body.decode("ascii", "replace").replace("\0", "")
    if len(body) > MOST:
        return HttpResponse(status=413)
    return HttpResponse(status=204 if working.answered(part, None if kind == "failure" else body) else 410)
