"""A cache that fails safe: when Redis is away, pages are computed instead of refused."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


def _safe(name: str, empty: Any) -> Callable[..., Any]:
    original = getattr(RedisCache, name)

    @wraps(original)
    def method(self: RedisCache, *args: Any, **kwargs: Any) -> Any:
        try:
            return original(self, *args, **kwargs)
        except (RedisError, OSError) as error:
            logger.warning("Cache is away (%s): %s", name, error)
            return kwargs.get("default", args[1] if name == "get" and len(args) > 1 else empty)

    return method


class SafeRedisCache(RedisCache):
    """Django's Redis cache; a read finds nothing and a write does nothing while the server is away."""

    get = _safe("get", None)
    get_many = _safe("get_many", {})
    set = _safe("set", None)
    set_many = _safe("set_many", [])
    add = _safe("add", False)
    delete = _safe("delete", False)
    delete_many = _safe("delete_many", None)
    touch = _safe("touch", False)
    has_key = _safe("has_key", False)
    incr = _safe("incr", 0)
    clear = _safe("clear", None)
