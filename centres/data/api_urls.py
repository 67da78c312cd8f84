"""Addresses of the directory's part of the API, below /api/v1/."""

from django.urls import path

from centres.data import api
from centres.data.exports import views as exports

urlpatterns = [
    path("centres", api.CentreList.as_view(), name="api-centres"),
    path("centres.geojson", exports.GeoJsonExport.as_view(), name="api-centres-geojson"),
    path("centres.csv", exports.CsvExport.as_view(), name="api-centres-csv"),
    path("centres.xlsx", exports.XlsxExport.as_view(), name="api-centres-xlsx"),
    path("centres.atom", exports.AtomExport.as_view(), name="api-centres-atom"),
    path("centres/clusters", api.ClusterList.as_view(), name="api-clusters"),
    path("centres/<int:pk>", api.CentreDetail.as_view(), name="api-centre"),
    path("places", api.PlaceList.as_view(), name="api-places"),
]
