"""Which service translates into which language: ``settings.MACHINE_TRANSLATION``."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from core.i18n.languages import LANGUAGES
from translation.machine.providers.deepl import DeepL
from translation.machine.providers.etranslation import ETranslation
from translation.machine.providers.interface import Provider
from translation.machine.providers.libretranslate import LibreTranslate

PROVIDERS: dict[str, type[Any]] = {"deepl": DeepL, "etranslation": ETranslation, "libretranslate": LibreTranslate}
NONE, OTHERS = "none", "*"
WHERE = "(see docs/operate.md)"


def code_for(language: str) -> str:
    """The code of the service that translates into a language; ``""``: none does."""
    routes = settings.MACHINE_TRANSLATION["routes"]
    code = routes.get(language, routes.get(OTHERS, NONE))
    return "" if code == NONE else code


def provider(code: str) -> Provider | None:
    """The service of a code; ``None`` when it is no longer set up."""
    return (
        PROVIDERS[code](settings.MACHINE_TRANSLATION[code])
        if code in settings.MACHINE_TRANSLATION["routes"].values()
        else None
    )


def name_of(code: str) -> str:
    """What people call a service."""
    return PROVIDERS[code].name if code in PROVIDERS else code


def check() -> None:
    """Raises ImproperlyConfigured with one line that names what is wrong with the settings."""
    if getattr(settings, "WAGTAILLOCALIZE_MACHINE_TRANSLATOR", None):
        raise ImproperlyConfigured(
            "WAGTAILLOCALIZE_MACHINE_TRANSLATOR translates within a request and past every check: "
            f"leave it out and set MACHINE_TRANSLATION {WHERE}."
        )
    chosen = settings.MACHINE_TRANSLATION
    for language, code in chosen["routes"].items():
        if language not in (*LANGUAGES, OTHERS):
            raise ImproperlyConfigured(f"MACHINE_TRANSLATION: the portal has no language “{language}” {WHERE}.")
        if code not in (*PROVIDERS, NONE):
            known = ", ".join((*PROVIDERS, NONE))
            raise ImproperlyConfigured(f"MACHINE_TRANSLATION: “{code}” is none of {known} {WHERE}.")
        for name in PROVIDERS[code].needs if code != NONE else ():
            if not chosen[code][name]:
                variable = f"{code}_{name}".upper()
                raise ImproperlyConfigured(f"MACHINE_TRANSLATION: {code} needs {variable} {WHERE}.")
    for code, most in chosen["budget"].items():
        if code not in PROVIDERS or not most.isascii() or not most.isdigit():
            raise ImproperlyConfigured(
                f"MACHINE_TRANSLATION_BUDGET must be such as deepl=500000, not “{code}={most}” {WHERE}."
            )
