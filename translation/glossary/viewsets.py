"""The glossary in the admin."""

from typing import Any

import django_filters
from django.conf import settings
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, InlinePanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from core.admin.viewsets import NoChooserViewSet
from core.i18n.languages import LANGUAGES, exonym
from translation.glossary.forms import ConceptForm
from translation.glossary.rights import WHOLE
from translation.models import Concept
from translation.models.glossary import ConceptQuerySet, Status


class ConceptFilterSet(WagtailFilterSet):
    """What is left to do, in which language."""

    lacking = django_filters.ChoiceFilter(
        label=_("Without a term in"), method="filter_lacking", choices=settings.LANGUAGES
    )
    unconfirmed = django_filters.ChoiceFilter(
        label=_("To be confirmed in"), method="filter_unconfirmed", choices=settings.LANGUAGES
    )

    class Meta:
        model = Concept
        fields = ["lacking", "unconfirmed"]

    def filter_lacking(self, queryset: ConceptQuerySet, name: str, value: str) -> ConceptQuerySet:
        """Concepts a language has no preferred term for."""
        return queryset.lacking(value)

    def filter_unconfirmed(self, queryset: ConceptQuerySet, name: str, value: str) -> ConceptQuerySet:
        """Concepts with a proposal in a language."""
        return queryset.unconfirmed(value)


def _lacking(concept: Concept) -> str:
    return ", ".join(exonym(code) for code in LANGUAGES if not concept.preferred_in(code)) or "–"


def _to_confirm(concept: Concept) -> str:
    proposals = {t.language for t in concept.terms.all() if not t.confirmed and t.status != Status.DEPRECATED}
    return ", ".join(exonym(code) for code in LANGUAGES if code in proposals) or "–"


class ConceptIndexView(IndexView):
    """The list, with the glossary as a file behind its menu."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Out for everybody, in for those who write all languages."""
        files = [
            Button(_("Download as CSV"), url=reverse("translation_glossary_csv"), icon_name="download", priority=50),
            Button(_("Download as TBX"), url=reverse("translation_glossary_tbx"), icon_name="download", priority=60),
        ]
        if self.request.user.has_perm(WHOLE):
            address = reverse("translation_glossary_upload")
            files.append(Button(_("Import terms"), url=address, icon_name="upload", priority=70))
        return [*super().header_more_buttons, *files]


class OthersPanel(HelpPanel):
    """What the other languages say, to read, for those who write one."""

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self) -> bool:
            """Whether there is something."""
            return bool(super().is_shown() and self.form and self.form.in_other_languages())


class ConceptViewSet(SnippetViewSet):
    """List and form of the concepts."""

    model = Concept
    chooser_viewset_class = NoChooserViewSet
    icon = "openquote"
    menu_label = _("Glossary")
    menu_name = "glossary"
    menu_order = 340
    url_namespace = "translation_glossary"
    index_view_class = ConceptIndexView
    add_to_admin_menu = True
    copy_view_enabled = False
    list_display = [
        "__str__",
        Column("lacking", label=_("No term in"), accessor=_lacking),
        Column("to_confirm", label=_("To be confirmed in"), accessor=_to_confirm),
        DateColumn("changed_at", label=_("Updated")),
    ]
    filterset_class = ConceptFilterSet
    search_fields = ["key", "terms__text", "definitions__text"]
    list_per_page = 50
    edit_handler = ObjectList(
        [
            InlinePanel(
                "terms",
                [
                    FieldRowPanel([FieldPanel("language"), FieldPanel("text")]),
                    FieldRowPanel([FieldPanel("status"), FieldPanel("source"), FieldPanel("confirmed")]),
                ],
                heading=pgettext_lazy("of a concept", "Terms"),
                label=_("Term"),
            ),
            InlinePanel(
                "definitions",
                [FieldPanel("language"), FieldPanel("text")],
                heading=_("Definitions"),
                label=_("Definition"),
            ),
            OthersPanel(heading=_("In other languages"), template="translation/glossary/others_panel.html"),
            MultiFieldPanel(
                [FieldPanel("key"), FieldPanel("source"), FieldPanel("uri"), FieldPanel("note")],
                heading=_("The concept"),
            ),
        ],
        base_form_class=ConceptForm,
    )

    def get_queryset(self, request: Any) -> ConceptQuerySet:
        """With what the list shows of each."""
        return Concept.objects.with_words()
