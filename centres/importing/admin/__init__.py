"""The import in the Wagtail admin: upload, columns, check, import, undo."""
