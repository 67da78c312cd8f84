"""A text that knows the language it is in (ADR 0039)."""

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from core.i18n.languages import RIGHT_TO_LEFT, active_language


class Said(str):
    """A text that knows the language it is in (BCP 47).

    Where markup is made of it, it stands in a ``<bdi lang>`` of its own unless it is in the language around it, which is the
    active one. Where only words can stand (attributes, ``<title>``, ``<option>``) it is taken as ``str(text)``, in templates
    ``{{ text|force_escape }}``, and the element is given the language: ``{% lang_attr text|language %}``.
    """

    language: str

    def __new__(cls, text: str, language: str) -> "Said":
        said = super().__new__(cls, text)
        said.language = language
        return said

    def __html__(self) -> SafeString:
        text = escape(str(self))
        if not text or not self.language or self.language == active_language():
            return text
        # Safe: the text is escaped, and so is the language.
        return mark_safe(f"<bdi{attributes(self.language)}>{text}</bdi>")

    def __reduce__(self) -> tuple[type["Said"], tuple[str, str]]:
        return Said, (str(self), self.language)


def attributes(language: str) -> str:
    """`` lang="ar" dir="rtl"``: what an element says of the language of its text."""
    direction = ' dir="rtl"' if language in RIGHT_TO_LEFT else ""
    return f' lang="{escape(language)}"{direction}'


def language_of_text(text: object, otherwise: str = "") -> str:
    """The language a text knows of itself, ``otherwise`` when it knows none."""
    return text.language if isinstance(text, Said) else otherwise


def evaluated(label: object) -> str:
    """A label as text, now: a lazy one is asked, one that knows its language keeps it."""
    return label if isinstance(label, str) else str(label)
