"""docs/edit.md inside the admin, in six languages (ADR 0037)."""
