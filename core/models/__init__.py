"""Models every room builds on."""

from core.models.chrome import LanguageSettings
from core.models.indexes import IndexPage, OnePerLanguage
from core.models.media import CustomDocument, CustomImage, CustomRendition
from core.models.pages import BasePage, BasePageQuerySet
from core.models.terms import RetiredCode, Term, ensure_terms
from core.models.texts import HasTexts, TextRow
from core.models.users import User

__all__ = [
    "BasePage",
    "BasePageQuerySet",
    "CustomDocument",
    "CustomImage",
    "CustomRendition",
    "HasTexts",
    "IndexPage",
    "LanguageSettings",
    "OnePerLanguage",
    "RetiredCode",
    "Term",
    "TextRow",
    "User",
    "ensure_terms",
]
