"""The page where a partner chooses what the list on their site shows, sees it, and copies the snippet."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from centres.embed.colour import Tone, on_dark, on_light
from centres.embed.forms import ConfiguratorForm
from centres.embed.options import Pair, area_and_filters, place_pairs, with_query
from centres.embed.snippets import FIXED_HEIGHT, Snippet, frame_url
from centres.finder import wording
from centres.finder.answer import answer
from centres.finder.question import Asked, parse
from centres.models import EmbedPartner, FinderPage
from centres.reports import report_url
from core.facets import Facet
from core.head import Crumb
from core.i18n.languages import active_language

WORD = "embed"
UNFOLDED = ("country", "need")


def _look(form: ConfiguratorForm) -> tuple[Pair, ...]:
    values = {name: form.answer(name) for name in ("view", "theme", "accent")}
    return tuple((name, value) for name, value in values.items() if value not in ("", "list", "auto"))


def _snippet(request: HttpRequest, form: ConfiguratorForm, asked: Asked, finders: dict[str, str]) -> Snippet:
    language = form.answer("language")
    portal = f"{request.scheme}://{request.get_host()}"
    with override(language):
        label = _("Find a guidance centre")
    path = finders.get(language) or next(iter(finders.values()))
    filters = (*area_and_filters(asked), *place_pairs(asked))
    key = form.answer("partner")
    return Snippet(
        portal=portal,
        language=language,
        filters=filters,
        look=(*_look(form), *((("partner", key),) if key else ())),
        height=form.answer("height"),
        link=with_query(f"{portal}{path}", list(filters)),
        label=f"{label} · {settings.WAGTAIL_SITE_NAME}",
    )


def _tones(form: ConfiguratorForm) -> list[tuple[str, Tone]]:
    """What becomes of the chosen colour on each ground it will stand on."""
    colour, theme = form.answer("accent"), form.answer("theme")
    if not colour:
        return []
    tones = {"light": (_("On light ground"), on_light(colour)), "dark": (_("On dark ground"), on_dark(colour))}
    return [tone for name, tone in tones.items() if theme in ("auto", name)]


def _facets(asked: Asked) -> list[Facet]:
    """The finder's filters, countries first; folded unless something is chosen."""
    facets = wording.facets_of(asked, answer(asked))
    folded = [replace(facet, open=facet.name in UNFOLDED or bool(facet.selected)) for facet in facets]
    return sorted(folded, key=lambda facet: facet.name != "country")


def _hosts(key: str) -> list[str]:
    partner = EmbedPartner.objects.filter(key=key, active=True).first() if key else None
    return partner.sources if partner else []


def configurator(page: FinderPage, request: HttpRequest) -> HttpResponse:
    """``<finder>/embed/``: a form that is its own address, a preview and two snippets."""
    form = ConfiguratorForm(request.GET)
    form.is_valid()
    language = active_language()
    asked = parse(request.GET, language)
    finders = FinderPage.urls_by_language()
    snippet = _snippet(request, form, asked, finders)
    context: dict[str, Any] = page.shared_context(request)
    return TemplateResponse(
        request,
        "centres/embed/configurator.html",
        context
        | {
            "head": page.subpage(WORD).head(
                request,
                reader=language,
                language=language,
                title=_("Show the list on your site"),
                description=_(
                    "Choose which guidance centres to show, how they look, and copy the snippet into your page."
                ),
            ),
            "breadcrumbs": [*context["breadcrumbs"][:-1], Crumb(page.title, page.url or ""), Crumb(_("Your site"))],
            "fallback": None,
            "outdated": None,
            "form": form,
            "facets": _facets(asked),
            "own_point": (asked.origin.lat, asked.origin.lng) if asked.origin and not asked.place else None,
            "ignored": asked.ignored[:3],
            "snippet": snippet,
            "preview_url": frame_url("", snippet.language, (*snippet.filters, *_look(form))),
            "preview_height": snippet.height or FIXED_HEIGHT,
            "tones": _tones(form),
            "hosts": _hosts(form.answer("partner")),
            "open_to_all": settings.EMBED_OPEN,
            "ask_url": report_url(language, request.path, "other"),
        },
    )
