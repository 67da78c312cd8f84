"""Which pages the seeded site has, for tests that go through all of them."""

from django.apps import apps
from wagtail.models import Page

from core.models import BasePage


def page_models() -> list[type[BasePage]]:
    """Every concrete page type of the portal."""
    return [model for model in apps.get_models() if issubclass(model, BasePage)]


def one_of_each(language: str) -> dict[str, str]:
    """``{page type: path}`` of one live, real page per type in a language."""
    paths = {}
    for model in page_models():
        page = (
            model.objects.live().filter(locale__language_code=language, alias_of__isnull=True).order_by("path").first()
        )
        if page is not None:
            paths[model.__name__] = page.get_url()
    return paths


def fallback_paths(language: str) -> list[str]:
    """Paths of pages that show another language's text."""
    pages = Page.objects.live().filter(locale__language_code=language, alias_of__isnull=False)
    return [page.get_url() for page in pages]


def extra_paths(language: str) -> dict[str, str]:
    """Addresses that are no pages: the search, one centre, one organisation, one competence."""
    from django.urls import reverse
    from django.utils.translation import override

    from centres.models import Centre, FinderPage
    from community.models import CommunityIndexPage, Organisation
    from skills.cards import competence_titles

    def below(model: type[BasePage], tail: str) -> str:
        return model.objects.live().get(locale__language_code=language).get_url() + tail

    with override(language):
        search, letters = reverse("search"), reverse("gallery-letters")
    return {
        "search": f"{search}?q=orientation",
        "search empty": search,
        "letters": letters,
        "search nothing": f"{search}?q=zzzzqqq",
        "finder place": below(FinderPage, "?place=Lisboa"),
        "finder filters": below(FinderPage, "?need=orient&need=work&speaks=fr&open=saturday"),
        "configurator": below(FinderPage, "embed/?country=BE&view=both&accent=ffcc00"),
        "open data": below(FinderPage, "data/?country=BE"),
        "centre with hours": below(FinderPage, Centre.objects.exclude(hours="").first().slug + "/"),
        "centre": below(FinderPage, "cisok-cakovec/"),
        "organisation": below(CommunityIndexPage, Organisation.objects.first().slug + "/"),
        "competence": competence_titles(language)["C"].url,
    }
