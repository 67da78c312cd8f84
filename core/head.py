"""What stands in a page's <head>, and the way back above its title."""

from dataclasses import dataclass, field

from django.http import HttpRequest

from core.i18n.alternates import Alternate, alternates
from core.i18n.languages import active_language
from core.i18n.said import language_of_text
from core.i18n.urls import alternates_of_view

SITE_NAME = "Keep in Pact"


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the breadcrumb; the last one has no link. ``language``: of the title, when it is not the page's."""

    title: str
    url: str = ""
    language: str = ""


@dataclass(slots=True, kw_only=True)
class Head:
    """Title, description and addresses of one page. ``url`` is the absolute canonical address.

    ``shown``: what of it is shown, the most telling first (a count, a place, a page of the list). It stands before the
    title in the window, where tabs are told apart; the title itself is what other sites show. ``to_put_right``: the
    address asks for something that is not understood; forms say so themselves (``{% error_mark %}``). ``feed``: the path of
    what is new below the page, as Atom; ``by_mail``: of the form by which one is told of it by mail.
    """

    title: str
    url: str
    language: str
    description: str = ""
    shown: tuple[str, ...] = ()
    to_put_right: bool = False
    alternates: list[Alternate] = field(default_factory=list)
    switcher: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    noindex: bool = False
    json_ld: dict | list | None = None
    image_url: str = ""
    kind: str = "website"
    feed: str = ""
    by_mail: str = ""

    @property
    def title_language(self) -> str:
        """The language of the title, which may be borrowed."""
        return language_of_text(self.title, self.language)

    @property
    def description_language(self) -> str:
        """The language of the description, which may be borrowed."""
        return language_of_text(self.description, self.language)

    @property
    def window_title(self) -> str:
        """What the window is called: what is shown, the page's title, the site's name."""
        names = (*self.shown, self.title, SITE_NAME)
        return " · ".join(dict.fromkeys(name for name in names if name))

    def keep_query(self, query: str) -> None:
        """Whoever changes the language keeps ``query``, the question asked in the address (``need=work&open=now``)."""
        if query:
            self.switcher = {language: f"{url}?{query}" for language, url in self.switcher.items()}

    @classmethod
    def for_view(
        cls,
        request: HttpRequest,
        *,
        title: str,
        description: str = "",
        noindex: bool = False,
        json_ld: dict | None = None,
    ) -> "Head":
        """The head of a view that exists in every language under a translated address."""
        urls = {language: request.build_absolute_uri(path) for language, path in alternates_of_view(request).items()}
        language = active_language()
        head = cls(
            title=title,
            description=description,
            url=urls.get(language, request.build_absolute_uri(request.path)),
            language=language,
            alternates=[] if noindex else alternates(urls),
            switcher=urls,
            noindex=noindex,
            json_ld=json_ld,
        )
        request.head = head  # type: ignore[attr-defined]
        return head
