"""Pages there is one of in each language."""

from typing import ClassVar

from core.kept import kept
from core.models.pages import BasePage


class OnePerLanguage(BasePage):
    """Found by its type alone."""

    max_count_per_parent: ClassVar[int | None] = 1

    class Meta:
        abstract = True

    @classmethod
    def urls_by_language(cls) -> dict[str, str]:
        """``{language: path}`` of the public ones, fallback pages included; one query."""
        pages = cls.objects.in_public().select_related("locale").order_by("path")
        return {page.locale.language_code: url for page in pages if (url := page.get_url())}

    @classmethod
    def kept_urls(cls) -> dict[str, str]:
        """The same without a query, as it was when something was last published."""
        return kept(f"urls/{cls._meta.label}", cls.urls_by_language)

    @classmethod
    def url_in(cls, language: str) -> str:
        """The path of the page of one language, ``""`` while there is none; no query once it is known."""
        return cls.kept_urls().get(language, "")


class IndexPage(OnePerLanguage):
    """Lists things that are no pages and shows each below its own address."""

    class Meta:
        abstract = True

    def resolve_subpage(self, path: str) -> None:
        """Wagtail's redirects ask whether ``path`` leads to something below the page: what is no page is found by its view."""
