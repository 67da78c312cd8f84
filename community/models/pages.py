"""The page that lists the organisations and shows each of them below its own address."""

from typing import Any

from django.http import Http404, HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, re_path
from wagtail.models import Page

from community import contributions
from community.models.organisations import Organisation
from community.queries import family_of
from community.vocabularies import Kind
from core.blocks import BodyStreamBlock
from core.cards import Card
from core.fields import StreamField
from core.head import Crumb
from core.i18n.fields import TranslatableField
from core.i18n.languages import LANGUAGES
from core.i18n.subpages import Subpage
from core.models import BasePage


class CommunityIndexPage(RoutablePageMixin, BasePage):
    """Who stands behind the portal: the partners of the project, the networks, others."""

    schema_type = "CollectionPage"

    body = StreamField(BodyStreamBlock(), verbose_name=_("text"), blank=True, help_text=_("Stands above the lists."))

    content_panels = [*BasePage.content_panels, FieldPanel("body")]
    override_translatable_fields = [*BasePage.override_translatable_fields, TranslatableField("body")]
    max_count_per_parent = 1
    subpage_types: list[str] = []
    template = "community/community_index_page.html"

    class Meta:
        verbose_name = _("community page")
        verbose_name_plural = _("community pages")

    def groups(self) -> list[tuple[str, list[Card]]]:
        """``(heading, cards)`` of partners, networks and others; two queries, whatever their number."""
        language, base = self.locale.language_code, self.get_url() or ""
        partners: list[Card] = []
        networks: list[Card] = []
        others: list[Card] = []
        for organisation in Organisation.objects.listed().by_kind():
            target = partners if organisation.project_role else networks if organisation.network else others
            target.append(organisation.card(base, language))
        groups = [
            (gettext("Partners of the project"), partners),
            (gettext("Networks of centres"), networks),
            (gettext("Other organisations"), others),
        ]
        return [group for group in groups if group[1]]

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return super().get_context(request, *args, **kwargs) | {"groups": self.groups()}

    @re_path(r"^$")
    def index_route(self, request: HttpRequest) -> TemplateResponse:
        return self.render(request)

    @re_path(r"^(?P<slug>[-a-z0-9]{1,80})/$", name="organisation")
    def organisation_route(self, request: HttpRequest, slug: str) -> TemplateResponse:
        family = family_of(slug)
        organisation = next((one for one in family if one.slug == slug), None)
        if organisation is None:
            organisation = Organisation.objects.listed().filter(slug=slug).first()
        if organisation is None:
            raise Http404
        members = [one for one in family if one.member_of_id == organisation.pk]
        return self.organisation_response(request, organisation, members)

    def organisation_response(
        self, request: HttpRequest, organisation: Organisation, members: list[Organisation]
    ) -> TemplateResponse:
        """The page of one organisation, in the language of this page as far as it has a text there."""
        text = organisation.text_in(self.locale.language_code)
        # A text in another language makes the whole page one of that language, words of the site included.
        with override(text.language if text else self.locale.language_code):
            context = self.organisation_context(request, organisation, members)
        return TemplateResponse(request, "community/organisation_page.html", context)

    def organisation_context(
        self, request: HttpRequest, organisation: Organisation, members: list[Organisation]
    ) -> dict[str, Any]:
        """What the template of an organisation shows, in the active language."""
        language, base = self.locale.language_code, self.get_url() or ""
        name, text = organisation.name_in(language), organisation.text_in(language)
        subpage = self.subpage_of(organisation, request)
        return Page.get_context(self, request) | {
            "head": subpage.head(self, request),
            "fallback": subpage.fallback(self) if text else None,
            "outdated": None,
            "breadcrumbs": [
                *self.ancestor_crumbs,
                Crumb(self.title, base, self.content_language),
                Crumb(name.text, language=name.language),
            ],
            "organisation": organisation,
            "name": name,
            "own_name": organisation.own_name_in(language),
            "text": text,
            "facts": self.facts_of(organisation),
            "contributions": contributions.of(organisation, language),
            "members": [member.card(base, language) for member in members],
        }

    def subpage_of(self, organisation: Organisation, request: HttpRequest) -> Subpage:
        """Addresses and texts of the organisation in all languages."""
        language = self.locale.language_code
        name, text = organisation.name_in(language), organisation.text_in(language)
        written = frozenset(row.language for row in organisation.texts.all())
        url = request.build_absolute_uri(f"{self.get_url() or '/'}{organisation.slug}/")
        return Subpage(
            title=name.text,
            description=text.summary if text else "",
            language=text.language if text else language,
            urls=self.urls_of(organisation),
            written=written or frozenset({language}),
            json_ld=organisation.json_ld(url, language),
        )

    def urls_of(self, organisation: Organisation) -> dict[str, str]:
        """``{language: path}`` of an organisation; one query if it has no text in one of the languages."""
        urls = {}
        for row in organisation.texts.all():
            if path := getattr(row, "index_path", ""):
                # Only the address is asked of this page, so it need not be read from the database.
                urls[row.language] = f"{CommunityIndexPage(url_path=path).get_url() or ''}{organisation.slug}/"
        if not urls.keys() >= set(LANGUAGES):
            for version in self.translations.versions:
                urls.setdefault(version.language, f"{version.url}{organisation.slug}/")
        return urls

    def facts_of(self, organisation: Organisation) -> list[tuple[str, ...]]:
        """``(label, value[, address])`` rows; what is not known is said."""
        unknown = gettext("not in our sources")
        parent = organisation.member_of
        # The role says more than the kind "partner" does.
        kind = Kind.NETWORK.label if organisation.network else organisation.get_kind_display()
        told = organisation.project_role and not organisation.network
        facts: list[tuple[str, ...]] = [] if told else [(gettext("Kind"), str(kind))]
        if organisation.project_role:
            facts.append((gettext("Role in Keep in Pact"), str(organisation.get_project_role_display())))
        if parent:
            facts.append(
                (
                    gettext("Belongs to"),
                    parent.name_in(self.locale.language_code).text,
                    f"{self.get_url() or ''}{parent.slug}/",
                )
            )
        if organisation.country:
            facts.append((gettext("Country"), organisation.country_name))
            facts.append((gettext("City"), organisation.city or unknown))
        website = organisation.website
        shown = website.split("://")[-1].removeprefix("www.").rstrip("/")
        facts.append((gettext("Website"), shown, website) if website else (gettext("Website"), unknown))
        return facts
