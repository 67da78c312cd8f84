"""Wagtail's internal API, which the choosers of the admin read: what it cannot read is answered with 400, never with 500."""

from typing import Any

from rest_framework.request import Request
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.utils import BadRequestError

LONGEST_NUMBER = 18
"""Digits: what a database keeps as a whole number."""
NUMBERS = {"id", "offset", "limit", "child_of", "descendant_of", "ancestor_of", "translation_of"}
OPERATORS = {"and", "or"}


class _Checked:
    """Comes before an endpoint of Wagtail."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Raises BadRequestError when a parameter, or the number in the address, cannot be understood."""
        super().initial(request, *args, **kwargs)
        if len(str(kwargs.get("pk", ""))) > LONGEST_NUMBER:
            raise BadRequestError("the number in the address is too long")
        for name in NUMBERS & set(request.GET):
            if any(len(part) > LONGEST_NUMBER for part in request.GET[name].split(",")):
                raise BadRequestError(f"{name} is too long")
        if self.action == "find_view" and not request.GET.get("id", "0").isdecimal():
            raise BadRequestError("id must be a positive integer")
        if request.GET.get("search_operator", "and") not in OPERATORS:
            raise BadRequestError("search_operator must be either 'and' or 'or'")
        if "search" in request.GET:
            # The engine below takes a quotation mark for its own, ends at a NUL and does not expect a search for nothing.
            words = " ".join(request.GET["search"].replace('"', " ").replace("\0", " ").split())
            cleaned = request.GET.copy()
            cleaned["search"] = words
            if not words:
                del cleaned["search"]
            request._request.GET = cleaned  # ty: ignore[invalid-assignment]


def register(router: WagtailAPIRouter) -> None:
    """Replaces every endpoint by a checked one."""
    for name, endpoint in dict(router._endpoints).items():
        router.register_endpoint(name, type(endpoint.__name__, (_Checked, endpoint), {}))
