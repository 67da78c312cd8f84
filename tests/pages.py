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
    from resources.models import LearningModulePage
    from resources.plans.addresses import plan_url
    from skills.cards import competence_titles
    from skills.models import SkillsIndexPage

    def below(model: type[BasePage], tail: str) -> str:
        return model.objects.live().get(locale__language_code=language).get_url() + tail

    module = LearningModulePage.objects.live().get(locale__language_code=language, competence="C")

    def unit(place: int) -> str:
        return f"{module.url}{module.units[place].step}/"

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
        "practitioners": below(CommunityIndexPage, "people/"),
        "competence": competence_titles(language)["C"].url,
        "items": below(SkillsIndexPage, "items/"),
        "job profile": below(SkillsIndexPage, "job-profile/"),
        "self-assessment": below(SkillsIndexPage, "self-assessment/"),
        "statements": competence_titles(language)["C"].assessment_url,
        "unit with quiz": unit(1),
        "unit with scene": unit(3),
        "training plan": f"{plan_url(language)}?u={module.units[1].key}&u={module.units[2].key}&notes=1",
    }


def states(language: str) -> dict[str, str]:
    """Addresses at which a page looks otherwise than at its own: with answers, with filters, with nothing to show."""
    from django.urls import reverse
    from django.utils.translation import override

    from centres.models import Centre, FinderPage
    from resources.models import ResourceIndexPage
    from skills.codes import item_code
    from skills.models import SkillsIndexPage, Task

    skills = SkillsIndexPage.objects.live().get(locale__language_code=language).get_url()
    tasks = Task.objects.filter(competence__code="B", locale__language_code=language)[:2]
    ticked = "&".join(f"item={item_code('B', task.translation_key)}" for task in tasks)
    finder = FinderPage.objects.live().get(locale__language_code=language).get_url()
    lists = ResourceIndexPage.objects.live().filter(locale__language_code=language)
    slugs = Centre.objects.order_by("pk").values_list("slug", flat=True)[:3]
    with override(language):
        search, frame = reverse("search"), reverse("embed-frame")
    return {
        "search filters": f"{search}?q=centre&kind=centre&country=BE",
        "search correction": f"{search}?q=orientatin",
        "search page": f"{search}?q=centre&page=2",
        "search filters, nothing": f"{search}?q=zzzzqqq&kind=centre",
        "finder unknown place": f"{finder}?place=Xyzzyqq",
        "finder instead": f"{finder}?place=Zadar&radius=5&need=create&speaks=pt&open=sunday",
        "finder nothing": f"{finder}?country=BE&network=none&need=create&speaks=hr&open=sunday",
        "finder page": f"{finder}?page=2",
        "finder own point": f"{finder}?lat=45.8&lng=15.9&radius=50",
        "finder streets": f"{finder}?streets=1",
        "compare": f"{finder}compare/?{'&'.join(f'centre={slug}' for slug in slugs)}",
        "compare nothing": f"{finder}compare/",
        "configurator errors": f"{finder}embed/?place=Xyzzyqq&accent=red&height=1",
        "suggest": f"{finder}{slugs[0]}/suggest/",
        **{f"frame {view}": f"{frame}?view={view}&need=work" for view in ("list", "map", "both")},
        "frame nothing": f"{frame}?country=BE&need=create&speaks=hr&open=sunday",
        **{f"list {page.slug}": f"{page.get_url()}?theme=newcomers&page=2" for page in lists},
        **{f"list {page.slug}, nothing": f"{page.get_url()}?country=zz&theme=newcomers&theme=youth" for page in lists},
        "items filters": f"{skills}items/?competence=C&kind=task",
        "items nothing": f"{skills}items/?q=zzzzqqq&kind=task",
        "items lost": f"{skills}items/c-00000000/",
        "job result": f"{skills}job-profile/?{ticked}",
        "job nothing": f"{skills}job-profile/?ticked=1",
        "gallery": f"/{language}/components/",
        "not found": f"/{language}/nothing-here/",
    }


def forms(language: str) -> dict[str, str]:
    """Addresses of forms that answer an empty one with errors."""
    from django.urls import reverse
    from django.utils.translation import override

    from centres.models import Centre, FinderPage
    from community.models import CommunityIndexPage
    from home.models import ContactPage
    from skills.cards import competence_titles
    from skills.models import SkillsIndexPage

    def of(model: type[BasePage]) -> BasePage:
        return model.objects.live().get(locale__language_code=language)

    with_site = Centre.objects.exclude(website="").order_by("pk")[0]
    centre = f"{of(FinderPage).get_url()}{with_site.slug}/"
    with override(language):
        follow = reverse("follow")
    return {
        "contact": of(ContactPage).form_url,
        "suggest": f"{centre}suggest/",
        "claim": f"{centre}claim/",
        "follow": follow,
        "sign in": f"{of(CommunityIndexPage).people_url}sign-in/",
        "job profile": f"{of(SkillsIndexPage).get_url()}job-profile/",
        "statements": competence_titles(language)["F"].assessment_url,
    }
