"""What whoever reuses the directory's data writes beside it."""

from core.licence import LICENSE, LICENSE_URL, OWNER

ATTRIBUTION = f"{OWNER} ({LICENSE}); places: GeoNames (CC BY 4.0); basemap: Natural Earth (public domain)"
LINES = (
    (OWNER, LICENSE, LICENSE_URL),
    ("GeoNames", "CC BY 4.0", "https://www.geonames.org/"),
    ("Natural Earth", "public domain", "https://www.naturalearthdata.com/"),
)
"""(owner, terms, address) of each source of the data."""
