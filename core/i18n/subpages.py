"""Head and fallback notice of something that is shown under an index page without being a page itself."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from core.head import Alternate, Head
from core.i18n.languages import LANGUAGES, X_DEFAULT, exonym
from core.i18n.translations import Fallback

if TYPE_CHECKING:
    from core.models.pages import BasePage


@dataclass(frozen=True, slots=True, kw_only=True)
class Subpage:
    """One thing in all its languages.

    ``urls``: ``{language: path}`` of the thing below every language version of the index page, with or without a text
    of its own. ``written``: languages the thing has a text in. ``language``: the language of the text that is shown;
    when the reader's language is missing it is another one.
    """

    title: str
    description: str
    language: str
    urls: dict[str, str]
    written: frozenset[str]
    json_ld: dict[str, Any] | None = None

    def fallback(self, index: "BasePage") -> Fallback | None:
        """What to tell a reader whose language is missing; ``None`` when it is there."""
        if index.locale.language_code in self.written:
            return None
        return Fallback(self.language, exonym(self.language), self.urls.get(self.language, ""))

    def head(self, index: "BasePage", request: HttpRequest) -> Head:
        """Canonical to the version that is shown; a fallback is not indexed."""
        reader = index.locale.language_code
        absolute = {language: request.build_absolute_uri(url) for language, url in self.urls.items()}
        alternates = [
            Alternate(code, absolute[code]) for code in LANGUAGES if code in absolute and code in self.written
        ]
        if len(alternates) > 1:
            default = absolute.get(X_DEFAULT) if X_DEFAULT in self.written else None
            alternates.append(Alternate("x-default", default or alternates[0].url))
        known = reader in self.written
        own = reader if known else self.language
        head = Head(
            title=self.title,
            description=self.description,
            url=absolute.get(own) or request.build_absolute_uri(request.path),
            language=self.language,
            alternates=alternates if known and len(alternates) > 1 else [],
            switcher=self.urls,
            missing=[code for code in LANGUAGES if code not in self.written],
            noindex=not known,
            json_ld=self.json_ld,
        )
        request.head = head  # type: ignore[attr-defined]
        return head
