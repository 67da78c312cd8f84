"""Under what terms the portal gives its data away, in every format the same."""

from django.http import HttpResponseBase

LICENSE = "CC BY 4.0"
LICENSE_ID = "CC-BY-4.0"
"""SPDX identifier."""
LICENSE_URL = "https://creativecommons.org/licenses/by/4.0/"
OWNER = "Keep in Pact partnership"


def name_license(response: HttpResponseBase) -> None:
    """Says the terms where every client finds them, whatever the format (RFC 8288, relation type ``license``)."""
    response["Link"] = f'<{LICENSE_URL}>; rel="license"'
