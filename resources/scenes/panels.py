"""The picture in the editor's form, on which hotspots are placed by a click."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from wagtail.admin.panels import Panel
from wagtail.images import get_image_model
from wagtail.images.models import SourceImageIOError

PICTURE = "resources_scene_picture"
"""Name of the address that leads to a middle size of a picture."""
SIZE = "width-1280|format-webp"


class PlacesPanel(Panel):
    """The 360° picture laid flat, with a numbered marker for each hotspot; without JavaScript their number fields remain."""

    class BoundPanel(Panel.BoundPanel):
        """The panel in one form."""

        template_name = "resources/panels/places.html"

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Adds the address of pictures."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            context["picture_url"] = reverse(PICTURE, args=[0])
            return context

        @property
        def media(self) -> forms.Media:
            """Its style; the script is a module, which the template loads."""
            return forms.Media(css={"all": ["resources/places.css"]})


def picture(request: HttpRequest, pk: int) -> HttpResponse:
    """Leads to a middle size of a picture somebody has chosen. Raises Http404 when there is none, or its file is lost."""
    image = get_object_or_404(get_image_model(), pk=pk)
    try:
        return redirect(image.get_rendition(SIZE).url)
    except SourceImageIOError as error:
        raise Http404(str(pk)) from error


def urls() -> list[URLPattern]:
    """Its address in the admin."""
    return [path("scenes/picture/<int:pk>/", picture, name=PICTURE)]
