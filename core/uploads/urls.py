"""Where documents are handed out; Wagtail finds both by these names."""

from django.urls import path
from wagtail.documents.views.serve import authenticate_with_password

from core.uploads import serving

urlpatterns = [
    path("<int:document_id>/<str:document_filename>", serving.document, name="wagtaildocs_serve"),
    path(
        "authenticate_with_password/<int:restriction_id>/",
        authenticate_with_password,
        name="wagtaildocs_authenticate_with_password",
    ),
]
