"""How often one address may ask: counted in the cache by a keyed hash, so that no IP address is kept."""

import math
from typing import Any

from django.core.cache import caches
from django.http import HttpRequest
from django.utils.connection import ConnectionProxy
from django.utils.crypto import salted_hmac
from rest_framework.throttling import SimpleRateThrottle


class AddressThrottle(SimpleRateThrottle):
    """At most ``rate`` requests per address (``"60/min"``) for what ``scope`` names. DRF answers 429 with Retry-After."""

    scope: str | None = "address"
    rate: str | None = "120/min"

    def get_cache_key(self, request: Any, view: Any) -> str:
        who = salted_hmac("core.limits", self.get_ident(request), algorithm="sha256").hexdigest()[:24]
        return f"limit/{self.scope}/{who}"


class ApiThrottle(AddressThrottle):
    """What programs ask page by page; the rate is ``DEFAULT_THROTTLE_RATES["api"]``."""

    scope = "api"
    rate = None


class LookUpThrottle(AddressThrottle):
    """What the portal's own pages ask while somebody types or moves the map: a whole classroom behind one address."""

    scope = "look-up"
    rate = None


class ExportThrottle(AddressThrottle):
    """Whole files. Counted for all workers together, since each file is worth a thousand pages."""

    scope = "export"
    rate = None

    cache = ConnectionProxy(caches, "shared")  # ty: ignore[invalid-assignment]


def seconds_to_wait(request: HttpRequest, scope: str, rate: str) -> int:
    """0 when the request may go on (and is counted), else the seconds until the next one is allowed."""
    throttle = type("Throttle", (AddressThrottle,), {"scope": scope, "rate": rate})()
    if throttle.allow_request(request, None):  # ty: ignore[invalid-argument-type]
        return 0
    return max(1, math.ceil(throttle.wait() or 1))
