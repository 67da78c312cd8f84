"""Addresses of the HSDS feed, below /hsds/."""

from django.urls import path

from centres.data.hsds import views

urlpatterns = [
    path("", views.Root.as_view(), name="hsds"),
    path("organizations", views.Organizations.as_view(), name="hsds-organizations"),
    path("organizations/<uuid:id>", views.Organization.as_view(), name="hsds-organization"),
    path("services", views.Services.as_view(), name="hsds-services"),
    path("services/<uuid:id>", views.Service.as_view(), name="hsds-service"),
    path("service_at_locations", views.ServiceAtLocations.as_view(), name="hsds-service-at-locations"),
    path("service_at_locations/<uuid:id>", views.ServiceAtLocation.as_view(), name="hsds-service-at-location"),
    path("taxonomies", views.Taxonomies.as_view(), name="hsds-taxonomies"),
    path("taxonomies/<uuid:id>", views.Taxonomy.as_view(), name="hsds-taxonomy"),
    path("taxonomy_terms", views.TaxonomyTerms.as_view(), name="hsds-taxonomy-terms"),
    path("taxonomy_terms/<uuid:id>", views.TaxonomyTerm.as_view(), name="hsds-taxonomy-term"),
]
