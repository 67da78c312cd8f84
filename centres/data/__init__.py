"""Open data: API, files, HSDS."""
