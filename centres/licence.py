"""Under what terms the directory's data is given away, in every format the same line."""

from django.http import HttpResponseBase

LICENSE = "CC BY 4.0"
LICENSE_ID = "CC-BY-4.0"
"""SPDX identifier."""
LICENSE_URL = "https://creativecommons.org/licenses/by/4.0/"
OWNER = "Keep in Pact partnership"
ATTRIBUTION = f"{OWNER} ({LICENSE}); places: GeoNames (CC BY 4.0); basemap: Natural Earth (public domain)"
"""What whoever reuses the data writes beside it."""
LINES = (
    ("Keep in Pact partnership", LICENSE, LICENSE_URL),
    ("GeoNames", "CC BY 4.0", "https://www.geonames.org/"),
    ("Natural Earth", "public domain", "https://www.naturalearthdata.com/"),
)
"""(owner, terms, address) of each source of the data."""


def name_license(response: HttpResponseBase) -> None:
    """Says the terms where every client finds them, whatever the format (RFC 8288, relation type ``license``)."""
    response["Link"] = f'<{LICENSE_URL}>; rel="license"'
