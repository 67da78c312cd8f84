"""Which words of the Unicode CLDR the portal uses for a language."""

_LOCALES = {"pt": "pt_PT"}
"""CLDR’s plain ``pt`` is the Portuguese of Brazil: *polonês* where the portal writes *polaco*."""


def cldr(language: str) -> str:
    """The name of the CLDR locale for a language: ``pt`` or ``pt-BR`` → ``pt_PT``, ``hr`` → ``hr``."""
    code = language.replace("_", "-").split("-")[0]
    return _LOCALES.get(code, code)
