"""What the public API does stays there: the API views that packages bring keep what they were written for."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.urls import URLPattern, get_resolver
from rest_framework.settings import DEFAULTS, import_from_string
from rest_framework.views import APIView

from core.api import PublicAPIView

ROOMS = {path.name for path in settings.BASE_DIR.iterdir() if (path / "__init__.py").is_file()}
POLICIES = {
    "renderer_classes": "DEFAULT_RENDERER_CLASSES",
    "parser_classes": "DEFAULT_PARSER_CLASSES",
    "authentication_classes": "DEFAULT_AUTHENTICATION_CLASSES",
    "permission_classes": "DEFAULT_PERMISSION_CLASSES",
    "throttle_classes": "DEFAULT_THROTTLE_CLASSES",
    "content_negotiation_class": "DEFAULT_CONTENT_NEGOTIATION_CLASS",
}


def api_views(patterns: list[Any]) -> Iterator[type[APIView]]:
    """The class behind every address below ``patterns`` that Django REST framework answers."""
    for pattern in patterns:
        if not isinstance(pattern, URLPattern):
            yield from api_views(pattern.url_patterns)
            continue
        view: Any = pattern.callback
        while view is not None:
            found = getattr(view, "cls", None) or getattr(view, "view_class", None)
            if isinstance(found, type) and issubclass(found, APIView):
                yield found
                break
            view = getattr(view, "__wrapped__", None)


VIEWS = sorted(set(api_views(get_resolver().url_patterns)), key=lambda view: f"{view.__module__}.{view.__qualname__}")
OURS = [view for view in VIEWS if view.__module__.partition(".")[0] in ROOMS and issubclass(view, PublicAPIView)]
THEIRS = [view for view in VIEWS if view not in OURS]


def as_shipped(named: Any, setting: str) -> Any:
    """What the framework makes of one of its settings."""
    return (
        [import_from_string(one, setting) for one in named]
        if isinstance(named, list)
        else import_from_string(named, setting)
    )


def test_both_kinds_are_found() -> None:
    modules = {base.__module__.partition(".")[0] for view in THEIRS for base in view.__mro__}
    assert {"wagtail", "wagtail_localize"} <= modules
    assert len(OURS) > 15
    assert all(view.get_exception_handler(view()).__module__ == "core.api" for view in OURS)


@pytest.mark.parametrize("view", THEIRS, ids=lambda view: view.__name__)
def test_a_view_of_a_package_keeps_its_own_ways(view: type[APIView]) -> None:
    for name, setting in POLICIES.items():
        shipped = as_shipped(DEFAULTS[setting], setting)
        assert getattr(APIView, name) == shipped, f"{setting} is set for everybody"
    assert view().get_exception_handler().__module__ == "rest_framework.views"


@pytest.mark.parametrize("view", THEIRS, ids=lambda view: view.__name__)
def test_a_view_of_a_package_reads_forms(view: type[APIView]) -> None:
    sent = RequestFactory().put("/", "value=Bonjour", content_type="application/x-www-form-urlencoded")
    assert APIView.initialize_request(view(), sent).data["value"] == "Bonjour"


def test_the_public_api_answers_json_to_everybody(seeded: None, client: Client) -> None:
    for path in ("/api/v1/places?q=Gent", "/api/v1/centres", "/hsds/", "/api/v1/search?q=orientation"):
        answer = client.get(path, headers={"accept": "text/html,application/xhtml+xml"})
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert "vnd.oai.openapi+json" in client.get("/api/v1/openapi.json")["Content-Type"]
    refused = client.get("/api/v1/centres?page=x")
    assert (refused.status_code, refused["Content-Type"]) == (400, "application/problem+json")
