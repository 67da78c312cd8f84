"""The home page: two doors, the needs, first questions, the modules, one case study, the partners."""

from dataclasses import dataclass
from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel

from centres.models import FinderPage
from centres.models.querysets import counts_by_need
from community.models import CommunityIndexPage
from core.cards import Card
from core.fields import StreamField
from core.i18n.fields import SynchronizedField, TranslatableField
from core.i18n.localised import PagesHere, pages_here
from core.kept import kept
from core.models import BasePage
from core.vocabularies import CompetenceCode, Need
from home.blocks import NeedTilesBlock, PractitionerLinksBlock, QuestionsBlock
from home.queries import PartnerRow, partner_rows
from resources.queries import modules_in


@dataclass(frozen=True, slots=True)
class Tile:
    """One need on the home page: its words, how many centres answer it, and the finder's address for it."""

    code: str
    label: str
    text: str
    count_label: str
    url: str


@dataclass(frozen=True, slots=True)
class DoorLink:
    """One line of the practitioners' door."""

    label: str
    hint: str
    url: str


@dataclass(frozen=True, slots=True)
class Around:
    """What the home page shows of other pages in its language; ``urls`` by the id that was chosen."""

    finder_url: str
    urls: dict[int, str]
    featured: Card | None
    partners: list[PartnerRow]


def count_label(count: int) -> str:
    """``34 centres`` in the active language."""
    return ngettext("%(count)s centre", "%(count)s centres", count) % {"count": count}


class HomePage(BasePage):
    """The first page of one language."""

    template = "home/home.html"
    schema_type: ClassVar[str] = "WebSite"
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]

    headline = models.CharField(
        _("first line"),
        max_length=120,
        help_text=_("The large line on top. The title above is the word in the breadcrumb."),
    )
    pact_label = models.CharField(_("word beside the capsule"), max_length=40, blank=True)
    citizen_title = models.CharField(_("first door"), max_length=60, help_text=_("Over the search for a centre."))
    remote_label = models.CharField(_("link to advice at a distance"), max_length=60, blank=True)
    remote_page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("page on advice at a distance"),
    )
    practitioner_title = models.CharField(
        _("second door"), max_length=60, help_text=_("Over the links for practitioners.")
    )
    practitioner_links = StreamField(
        PractitionerLinksBlock(max_num=6), verbose_name=_("links for practitioners"), blank=True
    )
    needs_title = models.CharField(_("title over the needs"), max_length=80)
    needs = StreamField(
        NeedTilesBlock(max_num=6), verbose_name=_("needs"), help_text=_("One tile per need, in the order of the lines.")
    )
    questions_title = models.CharField(_("title over the questions"), max_length=80)
    questions = StreamField(QuestionsBlock(max_num=6), verbose_name=_("questions"), blank=True)
    learning_title = models.CharField(_("title over the modules"), max_length=80)
    learning_text = models.CharField(_("text beside it"), max_length=250, blank=True)
    featured = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("page to show"),
        help_text=_("A case study, for example. Each language shows its own version of it."),
    )
    organisations_title = models.CharField(_("title over the organisations"), max_length=80)

    content_panels = BasePage.content_panels + [
        MultiFieldPanel([FieldPanel("headline"), FieldPanel("pact_label")], heading=_("Top")),
        MultiFieldPanel(
            [FieldPanel("citizen_title"), FieldRowPanel([FieldPanel("remote_label"), PageChooserPanel("remote_page")])],
            heading=_("Door for citizens"),
        ),
        MultiFieldPanel(
            [FieldPanel("practitioner_title"), FieldPanel("practitioner_links")], heading=_("Door for practitioners")
        ),
        MultiFieldPanel([FieldPanel("needs_title"), FieldPanel("needs")], heading=_("Needs")),
        MultiFieldPanel([FieldPanel("questions_title"), FieldPanel("questions")], heading=_("First questions")),
        MultiFieldPanel([FieldPanel("learning_title"), FieldPanel("learning_text")], heading=_("Modules")),
        PageChooserPanel("featured"),
        FieldPanel("organisations_title"),
    ]
    override_translatable_fields = BasePage.override_translatable_fields + [
        TranslatableField("headline"),
        TranslatableField("pact_label"),
        TranslatableField("citizen_title"),
        TranslatableField("remote_label"),
        SynchronizedField("remote_page"),
        TranslatableField("practitioner_title"),
        TranslatableField("practitioner_links"),
        TranslatableField("needs_title"),
        TranslatableField("needs"),
        TranslatableField("questions_title"),
        TranslatableField("questions"),
        TranslatableField("learning_title"),
        TranslatableField("learning_text"),
        SynchronizedField("featured"),
        TranslatableField("organisations_title"),
    ]

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        language, ids = self.locale.language_code, self._linked_ids()
        around = kept(f"home/{language}/{'-'.join(map(str, ids))}", lambda: self._around(ids))
        total, counts = counts_by_need()
        return context | {
            "finder_url": around.finder_url,
            "total": total,
            "need_choices": Need.choices,
            "tiles": self.tiles(counts, around.finder_url),
            "door_links": self.door_links(around.urls),
            "remote_url": around.urls.get(self.remote_page_id or 0, ""),
            "competences": self.competences(),
            "featured_card": around.featured,
            "organisations": around.partners,
        }

    def _around(self, ids: list[int]) -> Around:
        pages = pages_here(ids, self.locale, (FinderPage, CommunityIndexPage))
        return Around(
            finder_url=pages.url_of(FinderPage),
            urls={pk: page.url or "" for pk in ids if (page := pages.chosen(pk))},
            featured=self.featured_card(pages),
            partners=partner_rows(self.locale.language_code, pages.url_of(CommunityIndexPage)),
        )

    def _linked_ids(self) -> list[int]:
        linked = [block["value"].get("page") for block in self.practitioner_links.raw_data]
        return [pk for pk in (*linked, self.remote_page_id, self.featured_id) if pk]

    def tiles(self, counts: dict[str, int], finder_url: str) -> list[Tile]:
        """The needs with the number of centres that answer them."""
        return [
            Tile(
                code=block["value"]["need"],
                label=block["value"]["title"],
                text=block["value"]["text"],
                count_label=count_label(counts.get(block["value"]["need"], 0)),
                url=f"{finder_url}?need={block['value']['need']}" if finder_url else "",
            )
            for block in self.needs.raw_data
        ]

    def door_links(self, urls: dict[int, str]) -> list[DoorLink]:
        """The practitioners' links whose page is live in this language."""
        return [
            DoorLink(block["value"]["label"], block["value"].get("hint", ""), urls[block["value"]["page"]])
            for block in self.practitioner_links.raw_data
            if block["value"].get("page") in urls
        ]

    def competences(self) -> list[dict[str, Any]]:
        """The seven competences as stops; each leads to its module where there is one."""
        language = self.locale.language_code
        urls = kept(
            f"modules/{language}", lambda: {module.competence: module.url or "" for module in modules_in(language)}
        )
        return [
            {"stop": code, "label": label, "url": urls.get(code, ""), "current": False}
            for code, label in CompetenceCode.choices
        ]

    def featured_card(self, pages: PagesHere) -> Card | None:
        """The card of the page to show, in this language or as its fallback."""
        page = pages.chosen(self.featured_id)
        specific = page.specific if page else None
        return specific.card() if isinstance(specific, BasePage) else None
