"""Addresses of the directory's part of the API, below /api/v1/."""

from django.urls import path

from centres import api

urlpatterns = [
    path("centres", api.CentreList.as_view(), name="api-centres"),
    path("centres/clusters", api.ClusterList.as_view(), name="api-clusters"),
    path("centres/<int:pk>", api.CentreDetail.as_view(), name="api-centre"),
    path("places", api.PlaceList.as_view(), name="api-places"),
]
