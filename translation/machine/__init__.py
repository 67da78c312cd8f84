"""Machine translation: passages go to a service, come back checked, and wait for somebody to read them (ADR 50)."""
