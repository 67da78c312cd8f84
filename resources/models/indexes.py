"""The lists of resources, with their filters."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel

from core.cards import Card
from core.countries import CODES, country_name
from core.facets import Facet, facet
from core.head import Head
from core.i18n.fields import SynchronizedField
from core.i18n.languages import active_language
from core.models import BasePage
from core.paging import page_of
from core.params import codes
from core.vocabularies import Audience, CompetenceCode
from resources.queries import Row, counts_for, pages_of, rows_in
from resources.vocabularies import SEVERAL_COUNTRIES, ResourceKind, Theme

PER_PAGE = 20


class ResourceIndexPage(BasePage):
    """A list of resources. It shows one kind at first; the filters reach the others."""

    kind_label = _("List of resources")
    schema_type = "CollectionPage"
    template = "resources/index.html"
    subpage_types = ["resources.CaseStudyPage", "resources.LearningModulePage", "resources.PublicationPage"]

    resource_kind = models.CharField(
        _("kind of resource"), max_length=12, choices=ResourceKind.choices, default=ResourceKind.CASE
    )

    content_panels = [*BasePage.content_panels, FieldPanel("resource_kind")]
    override_translatable_fields = [*BasePage.override_translatable_fields, SynchronizedField("resource_kind")]

    class Meta:
        verbose_name = _("list of resources")
        verbose_name_plural = _("lists of resources")

    def wanted(self, request: HttpRequest) -> dict[str, list[str]]:
        """The codes asked for, by parameter; unknown ones are dropped, the list's own kind stands in for none."""
        wanted = {
            "competence": codes(request, "competence", CompetenceCode.values),
            "theme": codes(request, "theme", Theme.values),
            "audience": codes(request, "audience", Audience.values),
            "country": codes(request, "country", [*CODES, SEVERAL_COUNTRIES[0]]),
            "kind": codes(request, "kind", ResourceKind.values),
        }
        wanted["kind"] = wanted["kind"] or [self.resource_kind]
        return wanted

    def facets(self, request: HttpRequest, rows: list[Row], wanted: dict[str, list[str]]) -> list[Facet]:
        """The filters with their counts; countries and audiences nobody has are left out."""
        counts = {name: counts_for(rows, wanted, name) for name in wanted}
        seen = {name: {code for row in rows for code in row.facets[name]} for name in ("country", "audience")}
        countries = sorted(
            ((code, country_name(code)) for code in seen["country"] if code in CODES), key=lambda pair: pair[1]
        )
        several = [SEVERAL_COUNTRIES] if SEVERAL_COUNTRIES[0] in seen["country"] else []
        labels: Mapping[str, tuple[Any, list[tuple[str, Any]]]] = {
            "competence": (_("Competence"), [(code, f"{code}. {label}") for code, label in CompetenceCode.choices]),
            "theme": (_("Theme"), list(Theme.choices)),
            "audience": (_("Audience"), [pair for pair in Audience.choices if pair[0] in seen["audience"]]),
            "country": (_("Country"), [*countries, *several]),
            "kind": (_("Kind"), list(ResourceKind.choices)),
        }
        unfolded = {"competence", "theme"}
        return [
            facet(request, name, str(title), choices, counts[name], selected=wanted[name], open=name in unfolded)
            for name, (title, choices) in labels.items()
        ]

    def cards(self, rows: Sequence[Row], *, many_kinds: bool) -> list[Card]:
        """The cards of one page of results; they name their kind only where kinds are mixed."""
        found = [page.card() for page in pages_of(rows)]
        return found if many_kinds else [replace(card, kind="") for card in found]

    def keep_filters(self, head: Head, wanted: dict[str, list[str]]) -> None:
        """A filtered list is not indexed; the language switcher keeps the filters."""
        query = urlencode(wanted, doseq=True)
        head.noindex = True
        head.switcher = {language: f"{url}?{query}" for language, url in head.switcher.items()}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        wanted, rows = self.wanted(request), rows_in(active_language())
        results = page_of(request, [row for row in rows if row.matches(wanted)], PER_PAGE)
        facets = self.facets(request, rows, wanted)
        chosen = [option for item in facets for option in item.selected]
        own = wanted["kind"] == [self.resource_kind]
        filtered = not own or any(codes for name, codes in wanted.items() if name != "kind")
        if filtered:
            self.keep_filters(context["head"], wanted)
        return context | {
            "results": results,
            "cards": self.cards(results.items, many_kinds=len(wanted["kind"]) > 1),
            "facets": facets,
            "chosen": [option for option in chosen if not (own and option.code == self.resource_kind)],
            "filtered": filtered,
            "empty_title": _("Nothing fits all these filters"),
            "empty_text": _("Take one away, or begin again with the whole list."),
            "empty_link": _("Show the whole list"),
            "single_kind": wanted["kind"][0] if len(wanted["kind"]) == 1 else "",
        }
