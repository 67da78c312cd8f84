"""The feed's addresses in the OpenAPI description; the shapes themselves are published by HSDS."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view

from centres.data.api_parameters import LANGUAGE
from centres.data.api_schema import NOT_FOUND, PROBLEMS, Schema
from centres.data.hsds.parameters import PAGING

_DOCS = "https://docs.openreferral.org/en/v3.0/hsds/schema_reference.html"
ENTITY: Schema = {"type": "object", "externalDocs": {"url": _DOCS}}
_COUNTED = ("total_items", "total_pages", "page_number", "size")
_TOLD = ("first_page", "last_page", "empty")
PAGE: Schema = {
    "type": "object",
    "required": [*_COUNTED, *_TOLD, "contents"],
    "properties": {
        **{name: {"type": "integer"} for name in _COUNTED},
        **{name: {"type": "boolean"} for name in _TOLD},
        "contents": {"type": "array", "items": ENTITY},
    },
}


def described(
    operation: str, summary: str, parameters: list[OpenApiParameter] | None = None, *, may_miss: bool = False
) -> Any:
    """Decorates an address that answers one entity. ``may_miss``: its identifier may be unknown."""
    own = [OpenApiParameter("id", OpenApiTypes.UUID, OpenApiParameter.PATH)] if may_miss else []
    schema = extend_schema(
        operation_id=operation,
        summary=summary,
        parameters=[*own, *(parameters or []), LANGUAGE],
        responses={200: ENTITY, **(NOT_FOUND if may_miss else {}), **PROBLEMS},
        tags=["hsds"],
    )
    return extend_schema_view(get=schema)


def listed(operation: str, summary: str, parameters: list[OpenApiParameter] | None = None) -> Any:
    """Decorates an address that answers a page of a list."""
    schema = extend_schema(
        operation_id=operation,
        summary=summary,
        parameters=[*(parameters or []), *PAGING],
        responses={200: PAGE, **PROBLEMS},
        tags=["hsds"],
    )
    return extend_schema_view(get=schema)
