"""Whether a query is asked often enough to be kept: on three days, or by three visits of one day.

Until then only digests are remembered, in the cache that all workers share: of the query for thirty days, of a visit with a
salt that is drawn anew each day and forgotten at its end. Nobody can read words or visitors out of them.
"""

import hmac
import secrets
from datetime import date, timedelta
from hashlib import blake2b

from django.conf import settings
from django.core.cache import caches

from core.limits import counted

TIMES = 3
_DAYS = int(timedelta(days=30).total_seconds())
_DAY = int(timedelta(days=1).total_seconds())
_SEEN_OFTEN = "often"


def is_repeated(query: str, language: str, visit: str, today: date) -> bool:
    """Note that a visit asked for a query and say whether it may be kept. `visit` is anything that tells visits apart."""
    cache = caches["shared"]
    name = f"search/{_digest(settings.SECRET_KEY, f'{language} {query}')}"
    if cache.get(f"{name}/{_SEEN_OFTEN}"):
        return True
    visits = _note(name, f"{today:%j}", _digest(_salt_of(today), visit), _DAY)
    days = _note(name, "days", f"{today:%j}", _DAYS)
    if max(visits, days) < TIMES:
        return False
    cache.set(f"{name}/{_SEEN_OFTEN}", 1, _DAYS)
    return True


def _note(name: str, what: str, one: str, seconds: int) -> int:
    """Note one more of something, each once; return how many there were."""
    if caches["shared"].add(f"{name}/{what}/{one}", 1, seconds):
        return counted(f"{name}/{what}", seconds)
    return caches["shared"].get(f"{name}/{what}") or 1


def _salt_of(today: date) -> str:
    cache = caches["shared"]
    name = f"search/salt/{today.isoformat()}"
    cache.add(name, secrets.token_hex(), _DAY)
    return cache.get(name) or secrets.token_hex()


def _digest(key: str, text: str) -> str:
    return hmac.new(key.encode(), text.encode(), lambda data=b"": blake2b(data, digest_size=16)).hexdigest()
