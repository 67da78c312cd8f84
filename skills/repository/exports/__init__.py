"""The whole repository as files: CSV for spreadsheets, JSON-LD (SKOS) for programs."""
