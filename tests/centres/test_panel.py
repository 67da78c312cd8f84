"""The editor's point: two columns, one map, no other host."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from wagtail.admin.panels import ObjectList
from wagtailgeowidget.panels import LeafletPanel

from centres.admin.panels import DegreesInput, PointPanel
from centres.models import Centre
from centres.templatetags.map import finder_map, point_map

OTHER_HOST = re.compile(r"""(?:src|href|data-[a-z-]+)=["']?(?:https?:)?//""")


def bound(panel: PointPanel, data: dict[str, str] | None = None, **values: Any) -> Any:
    """The panel in a form for a centre with these values."""
    handler = ObjectList([panel]).bind_to_model(Centre)
    form_class = handler.get_form_class()
    instance = Centre(**values)
    request = RequestFactory().get("/")
    request.user = get_user_model()(is_superuser=True, is_active=True)
    form = form_class(data, instance=instance, for_user=request.user)
    return handler.get_bound_panel(instance=instance, request=request, form=form)


def rendered(panel: Any) -> str:
    return panel.children[0].render_html({"request": panel.request})


def test_it_is_a_leaflet_panel_with_our_files_only() -> None:
    panel = bound(PointPanel("latitude", "longitude"), latitude="45.327", longitude="14.442")
    assert isinstance(panel.children[0].panel, LeafletPanel)
    html = rendered(panel) + str(panel.form.media)
    loaded = html.replace('href="https://www.openstreetmap.org/"', "", 1)  # a link, for the editor to click
    assert not OTHER_HOST.search(loaded)
    assert "leaflet" in html
    assert not re.search(r"\sstyle=|\son\w+=|<script(?![^>]*src=)", html)


def test_both_fields_stand_in_the_page_with_labels_and_plain_numbers() -> None:
    with translation.override("fr"):
        html = rendered(bound(PointPanel("latitude", "longitude"), latitude="45.327000", longitude="-14.442000"))
    assert re.search(r'<input[^>]+name="latitude"[^>]+value="45.327"', html)
    assert re.search(r'<input[^>]+name="longitude"[^>]+value="-14.442"', html)
    assert 'for="id_latitude"' in html
    assert 'for="id_longitude"' in html


@pytest.mark.parametrize(
    ("lat", "lng", "expected"),
    [
        ("45,327", "14,442", (45.327, 14.442)),
        ("45.327°", " −14.442 ", (45.327, -14.442)),
        ("", "", (None, None)),
    ],
)
def test_what_editors_type(lat: str, lng: str, expected: tuple[float | None, float | None]) -> None:
    form = bound(PointPanel("latitude", "longitude"), {"latitude": lat, "longitude": lng}).form
    form.is_valid()
    assert "latitude" not in form.errors
    assert "longitude" not in form.errors
    got = form.cleaned_data["latitude"], form.cleaned_data["longitude"]
    assert tuple(value if value is None else float(value) for value in got) == expected


@pytest.mark.parametrize(("lat", "lng", "field"), [("north", "14", "latitude"), ("45", "200", "longitude")])
def test_wrong_numbers_are_named_and_kept(lat: str, lng: str, field: str) -> None:
    panel = bound(PointPanel("latitude", "longitude"), {"latitude": lat, "longitude": lng})
    assert not panel.form.is_valid()
    assert field in panel.form.errors
    html = rendered(panel)
    assert f'value="{lat if field == "latitude" else lng}"' in html
    assert "error" in html


def test_a_copy_of_the_panel_keeps_its_second_field() -> None:
    panel = PointPanel("latitude", "longitude", address_field="city", heading="Where", help_text="Here")
    copy = panel.clone()
    assert (copy.field_name, copy.longitude_field, copy.address_field) == ("latitude", "longitude", "city")
    assert (copy.heading, copy.help_text) == ("Where", "Here")
    assert PointPanel("latitude", "longitude", read_only=True).get_form_options() == {}


def test_two_versions_are_compared_in_both_columns() -> None:
    panel = bound(PointPanel("latitude", "longitude"), latitude="45", longitude="14")
    names = [comparison(Centre(latitude=1), Centre(latitude=2)).field.name for comparison in panel.get_comparison()]
    assert names == ["latitude", "longitude"]


def test_degrees_input_shows_what_it_cannot_read() -> None:
    assert DegreesInput().format_value("north") == "north"
    assert DegreesInput().format_value(None) is None
    assert DegreesInput().value_from_datadict({}, {}, "latitude") is None


def test_the_finder_map_speaks_the_language_and_no_other_host() -> None:
    class Origin:
        lat, lng = 45.327, 14.442

    with translation.override("hr"):
        values = finder_map("/api/v1/centres/clusters?need=work", Origin(), 50.0)
    assert values["files"]["labels"].endswith("labels-hr.json")
    assert (values["lat"], values["lng"], values["radius"]) == ("45.327000", "14.442000", "50")
    assert values["detail"].endswith("/centres/")
    assert finder_map()["lat"] == ""
    with translation.override("de"):
        assert finder_map()["files"]["labels"].endswith("labels-en.json")
    assert not OTHER_HOST.search(Template("{% load map %}{% map_css %}").render(Context()))


def test_a_centre_without_a_point_has_no_map() -> None:
    assert point_map(None, None)["lat"] == ""
    assert point_map("45.3", 14, "Rijeka", "address")["lng"] == "14.000000"
