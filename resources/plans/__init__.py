"""Training plans: units of any modules, put together in the address and kept nowhere (ADR 0066)."""
