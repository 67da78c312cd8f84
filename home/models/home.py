"""The home page: two doors, the needs, first questions, the modules, one case study, the partners."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel

from core.fields import StreamField
from core.i18n.fields import SynchronizedField, TranslatableField
from core.models import BasePage
from core.onward import Step
from home.blocks import NeedTilesBlock, PractitionerLinksBlock, QuestionsBlock


class HomePage(BasePage):
    """The first page of one language."""

    template = "home/home.html"
    schema_type: ClassVar[str] = "WebSite"
    parent_page_types: ClassVar[list[str]] = ["wagtailcore.Page"]
    promote_panels = [panel for panel in BasePage.promote_panels if getattr(panel, "field_name", "") != "related"]

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

    def way_on(self) -> list[Step]:
        """None: the page is made of doors to every room."""
        return []

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    def linked_ids(self) -> list[int]:
        """Pages chosen in any field, as stored."""
        linked = [block["value"].get("page") for block in self.practitioner_links.raw_data]
        return [pk for pk in (*linked, self.remote_page_id, self.featured_id) if pk]
