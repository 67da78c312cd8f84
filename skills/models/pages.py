"""The page of the seven competences, each shown below its own address."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, re_path
from wagtail.models import Page

from core.blocks import BodyStreamBlock
from core.fields import StreamField
from core.head import Crumb
from core.i18n.fields import TranslatableField
from core.i18n.languages import LANGUAGES
from core.i18n.subpages import Subpage
from core.models import BasePage
from skills import contributions
from skills.models.competences import Competence, parts_of
from skills.models.querysets import Parts, best_rows
from skills.vocabularies import KIND_EXPLANATIONS, PHASES, DescriptorKind


class SkillsIndexPage(RoutablePageMixin, BasePage):
    """The repository of skills: the line from A to G, the kinds of descriptor, and what validation covers."""

    schema_type = "CollectionPage"

    body = StreamField(
        BodyStreamBlock(), verbose_name=_("text"), blank=True, help_text=_("Stands below the list of competences.")
    )

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    override_translatable_fields = [*BasePage.override_translatable_fields, TranslatableField("body")]
    max_count_per_parent = 1
    subpage_types: list[str] = []
    template = "skills/skills_index_page.html"

    class Meta:
        verbose_name = _("repository of skills")
        verbose_name_plural = _("repositories of skills")

    def stops(self, rows: list[Competence], current: str = "") -> list[dict[str, Any]]:
        """Items of the line from A to G; ``current``: the letter the reader is at."""
        base = self.get_url() or ""
        return [
            {
                "stop": row.code,
                "label": row.short_title,
                "url": f"{base}{row.slug}/",
                "current": row.code == current,
                "language": row.language,
            }
            for row in rows
        ]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        rows = Competence.objects.best_in(self.locale.language_code)
        base = self.get_url() or ""
        return super().get_context(request, *args, **kwargs) | {
            "competences": [row.card(base) for row in rows],
            "stops": self.stops(rows),
            "kinds": [(kind, kind.label, KIND_EXPLANATIONS[kind]) for kind in DescriptorKind],
            "phases": PHASES,
        }

    @re_path(r"^$")
    def index_route(self, request: HttpRequest) -> TemplateResponse:
        return self.render(request)

    @re_path(r"^(?P<code>[a-gA-G])(?:-[-a-z0-9]{0,80})?/$", name="competence")
    def competence_route(self, request: HttpRequest, code: str) -> HttpResponse:
        """The letter decides; an address whose words are old or missing leads on to the present one."""
        rows = list(Competence.objects.published().with_index_paths())
        row = next((row for row in best_rows(rows, self.locale.language_code) if row.code == code.upper()), None)
        if row is None:
            raise Http404
        address = f"{self.get_url(request)}{row.slug}/"
        if request.path != address:
            return redirect(address, permanent=True)
        return self.competence_response(request, row, rows, parts_of(row.pk))

    def competence_response(
        self, request: HttpRequest, competence: Competence, rows: list[Competence], parts: Parts
    ) -> TemplateResponse:
        """The page of one competence. ``rows``: all published rows. ``parts``: what stands below the competence."""
        # A competence in another language makes the whole page one of that language, words of the site included.
        with override(competence.language):
            context = self.competence_context(request, competence, rows, parts)
        return TemplateResponse(request, "skills/competence_page.html", context)

    def competence_context(
        self, request: HttpRequest, competence: Competence, rows: list[Competence], parts: Parts
    ) -> dict[str, Any]:
        """What the template of a competence shows, in the active language."""
        language = self.locale.language_code
        line = [competence if row.code == competence.code else row for row in best_rows(rows, language)]
        place = next((index for index, row in enumerate(line) if row.code == competence.code), 0)
        subpage = self.subpage_of(competence, rows, request)
        groups = contributions.of(competence.code, language)
        base = self.get_url() or ""
        return Page.get_context(self, request) | {
            "head": subpage.head(self, request),
            "fallback": subpage.fallback(self),
            "outdated": None,
            "breadcrumbs": [
                *self.ancestor_crumbs,
                Crumb(self.title, base, self.content_language),
                Crumb(f"{competence.code}. {competence.short_title}", language=competence.language),
            ],
            "competence": competence,
            "kicker": gettext("Competence %(number)s of %(total)s") % {"number": place + 1, "total": len(line) or 1},
            "stops": self.stops(line, competence.code),
            "tasks": parts.tasks,
            "descriptors": [
                (kind.label, KIND_EXPLANATIONS[kind], parts.descriptors[kind])
                for kind in DescriptorKind
                if parts.descriptors.get(kind)
            ],
            "outcomes": parts.outcomes,
            "modules": [card for group in groups if group.module for card in group.cards],
            "groups": [group for group in groups if not group.module],
            "facts": self.facts_of(competence),
            "previous": line[place - 1].card(base) if place else None,
            "next": line[place + 1].card(base) if place + 1 < len(line) else None,
        }

    def subpage_of(self, competence: Competence, rows: list[Competence], request: HttpRequest) -> Subpage:
        """Addresses and texts of the competence in all languages."""
        same = [row for row in rows if row.code == competence.code]
        url = request.build_absolute_uri(f"{self.get_url() or '/'}{competence.slug}/")
        return Subpage(
            title=f"{competence.code}. {competence.title}",
            description=competence.summary,
            language=competence.language,
            urls=self.urls_of(same),
            written=frozenset(row.language for row in same) | {competence.language},
            json_ld=competence.json_ld(url, self.title),
        )

    def urls_of(self, rows: list[Competence]) -> dict[str, str]:
        """``{language: path}`` of one competence, of which ``rows`` are the languages; one query if one is missing."""
        urls = {}
        for row in rows:
            if path := getattr(row, "index_path", ""):
                # Only the address is asked of this page, so it need not be read from the database.
                urls[row.language] = f"{SkillsIndexPage(url_path=path).get_url() or ''}{row.slug}/"
        if rows and not urls.keys() >= set(LANGUAGES):
            for version in self.translations.versions:
                slug = best_rows(rows, version.language)[0].slug
                urls.setdefault(version.language, f"{version.url}{slug}/")
        return urls

    def facts_of(self, competence: Competence) -> list[tuple[str, ...]]:
        """``(label, value)`` rows; what is not known is said."""
        return [
            (gettext("Letter"), competence.code),
            (gettext("Levels"), competence.levels or gettext("none set: the project published no scale")),
            (gettext("Title"), gettext("from the project’s repository of skills")),
            (gettext("Tasks, descriptors, outcomes"), competence.origin or gettext("this portal’s own text")),
        ]
