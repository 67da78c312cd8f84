"""Django's PostgreSQL backend, for a server that plans a statement once instead of on every page."""
