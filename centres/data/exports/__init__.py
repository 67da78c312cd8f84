"""The directory as files: what the finder found, as GeoJSON, CSV, XLSX and an Atom feed of changes."""
