"""A map in the editor for a point kept in two numeric columns.

The only place that knows wagtailgeowidget. Its LeafletPanel is kept as the base (the contract of a panel with a
Leaflet map); its widget is not: that one wants a single geometry column, loads Leaflet, tiles and an address search
from other hosts, has no label and cannot be emptied.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.forms.widgets import Script
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtailgeowidget.panels import LeafletPanel

from centres.admin.street_map import STREET_MAP
from centres.pages.maps import ADMIN_STYLE_SHEETS, degrees, map_files
from core.i18n.languages import active_language


class DegreesInput(forms.TextInput):
    """A coordinate as text: understands a decimal comma, a degree sign, and always shows a decimal point."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off", "maxlength": "40", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        """Up to six decimals without idle zeros; what cannot be read is shown as it was typed."""
        if value in (None, ""):
            return None
        try:
            return degrees(value).rstrip("0").rstrip(".")
        except (TypeError, ValueError):
            return str(value)

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        if not isinstance(value, str):
            return value
        return value.strip().rstrip("°").replace("−", "-").replace(",", ".").strip()

    @property
    def media(self) -> forms.Media:
        """Our own files only."""
        script = Script("centres/point.js", type="module")
        return forms.Media(css={"all": [*ADMIN_STYLE_SHEETS, "centres/point.css"]}, js=[script])  # ty: ignore[invalid-argument-type]


class PointPanel(LeafletPanel):
    """``PointPanel("latitude", "longitude")``: two fields, a map with a point to drag, a search for towns and postcodes.

    Without JavaScript the two fields remain. `address_field` names the form fields (separated by spaces) whose content
    the search starts with, and whose town the distance is measured from. `precision_field` names the choice that says what the
    point stands for: it follows what is done with the point.
    """

    def __init__(
        self,
        field_name: str = "latitude",
        longitude_field: str = "longitude",
        precision_field: str = "point_precision",
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("heading", _("Point on the map"))
        kwargs.setdefault("address_field", "postcode city")
        kwargs.setdefault("disable_comments", True)
        super().__init__(field_name, **kwargs)
        self.longitude_field = longitude_field
        self.precision_field = precision_field

    def clone_kwargs(self) -> dict[str, Any]:
        """What a copy of this panel is made with; LeafletPanel adds its own in clone()."""
        return {
            **super().clone_kwargs(),
            "longitude_field": self.longitude_field,
            "precision_field": self.precision_field,
        }

    def widget_overrides(self) -> dict[str, forms.Widget]:
        """Both columns as text fields for degrees, in place of the base's single map widget."""
        return {self.field_name: DegreesInput(), self.longitude_field: DegreesInput()}

    def get_form_options(self) -> dict[str, Any]:
        """Puts both columns into the form, neither of them required for a draft."""
        if self.read_only:
            return {}
        options: dict[str, Any] = super().get_form_options()
        both = [self.field_name, self.longitude_field]
        options |= {"fields": both, "defer_required_on_fields": both}
        if self.permission:
            options["field_permissions"] = dict.fromkeys(both, self.permission)
        return options

    class BoundPanel(LeafletPanel.BoundPanel):
        """The panel in one form."""

        template_name = "centres/panels/point.html"

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            self.longitude: forms.BoundField | None = None
            if self.form is not None and self.panel.longitude_field in self.form.fields:
                self.longitude = self.form[self.panel.longitude_field]
            if self.bound_field is not None:
                # The base gives the field the heading of the panel, but here the panel holds two fields.
                self.bound_field.label = self.bound_field.field.label

        def id_for_label(self) -> str:
            """No single field carries the panel's heading."""
            return ""

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Adds the second field and what point.js needs."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            context |= {
                "longitude": self.longitude,
                "help_text": self.help_text,
                "address_field": self.panel.address_field,
                "precision": self._id_of(self.panel.precision_field),
                "zoom": self.panel.zoom,
                "streets": settings.STREET_TILES_OWNER if settings.STREET_TILES_URL else "",
                "street_map": reverse(STREET_MAP),
                "places": reverse("api-places"),
                "files": map_files(),
                "language": active_language(),
            }
            return context

        def _id_of(self, name: str) -> str:
            return self.form[name].id_for_label if self.form is not None and name in self.form.fields else ""

        def get_comparison(self) -> list[Callable[..., Any]]:
            """Both columns in the comparison of two versions."""
            second = LeafletPanel(self.panel.longitude_field).bind_to_model(self.panel.model)
            other = second.get_bound_panel(instance=self.instance, request=self.request, form=self.form)
            return [*super().get_comparison(), *other.get_comparison()]
