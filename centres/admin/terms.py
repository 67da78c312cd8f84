"""Settings → Vocabularies: services, networks and spoken languages, which an administrator adds to, renames and orders."""

from typing import Any, ClassVar

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import DeleteView, IndexView, InspectView, SnippetViewSet, SnippetViewSetGroup

from centres.admin.term_forms import NAMES, LanguageTermForm, NamedTermForm
from centres.models import LanguageTerm, NetworkTerm, ServiceTerm
from core.admin.viewsets import NoChooserViewSet
from core.i18n.languages import LANGUAGES, exonym


class TermPolicy(ModelPermissionPolicy):
    """The model's permissions; but nobody deletes what the portal's code knows or what something has."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        allowed = super().user_has_permission_for_instance(user, action, instance)
        return allowed and (action != "delete" or instance.can_go)


for _model in (ServiceTerm, NetworkTerm, LanguageTerm):
    register_permission_policy(_model, TermPolicy(_model))


class TermIndexView(IndexView):
    """The terms in their order, with how many centres have each."""

    def get_base_queryset(self) -> QuerySet:
        """One query whatever the number of terms."""
        return super().get_base_queryset().counted()

    def get_delete_url(self, instance: Any) -> str | None:
        """Nothing where deleting would be refused."""
        return None if instance.is_built_in or instance.uses else super().get_delete_url(instance)


class TermDeleteView(DeleteView):
    """Says why a term stays."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Back to the form when the term must stay."""
        if not self.user_has_permission("delete") or self.object.can_go:
            return super().dispatch(request, *args, **kwargs)
        messages.error(request, _why_it_stays(self.object))
        return redirect(reverse(self.edit_url_name, args=(self.object.pk,)))


def _why_it_stays(term: Any) -> str:
    if term.is_built_in:
        return _("“%(name)s” is one of the portal’s own terms: it can be withdrawn, not deleted.") % {"name": term}
    text = ngettext(
        "%(n)s centre has “%(name)s”: it can be withdrawn, not deleted.",
        "%(n)s centres have “%(name)s”: it can be withdrawn, not deleted.",
        term.uses,
    )
    if term.uses:
        return text % {"n": term.uses, "name": term}
    return _("“%(name)s” is used in a draft or a life event of the search: it can be withdrawn, not deleted.") % {
        "name": term
    }


def _state(term: Any) -> str:
    if term.withdrawn:
        return _("Withdrawn")
    return _("The portal’s own") if term.is_built_in else _("Added")


class TermInspectView(InspectView):
    """What a moderator sees of a term."""

    def get_labels_display_value(self) -> SafeString:
        """Its name in each language, one a line."""
        lines = []
        for language in LANGUAGES:
            with override(language):
                name = str(self.object)
            lines.append((exonym(language), language, name))
        return format_html_join(mark_safe("<br>"), '{}: <span lang="{}">{}</span>', lines)

    def get_withdrawn_display_value(self) -> str:
        """Yes or no."""
        return _("yes") if self.object.withdrawn else _("no")


class TermViewSet(SnippetViewSet):
    """One vocabulary."""

    chooser_viewset_class = NoChooserViewSet
    icon = "tag"
    index_view_class = TermIndexView
    delete_view_class = TermDeleteView
    inspect_view_class = TermInspectView
    copy_view_enabled = False
    inspect_view_enabled = True
    inspect_view_fields: ClassVar[list[str]] = ["code", "labels", "withdrawn"]
    list_per_page = 100
    list_display: ClassVar[list[Any]] = [
        "__str__",
        Column("code", label=gettext_lazy("Code")),
        Column("uses", label=gettext_lazy("Centres")),
        Column("state", label=gettext_lazy("State"), accessor=_state),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("code"),
            MultiFieldPanel([FieldPanel(name) for name in NAMES], heading=gettext_lazy("Name")),
            FieldPanel("withdrawn"),
        ],
        base_form_class=NamedTermForm,
    )


class ServiceViewSet(TermViewSet):
    """What centres do."""

    model = ServiceTerm
    menu_label = gettext_lazy("Services")
    menu_name = "vocabulary-services"


class NetworkViewSet(TermViewSet):
    """The families of centres."""

    model = NetworkTerm
    menu_label = gettext_lazy("Networks")
    menu_name = "vocabulary-networks"


class LanguageViewSet(TermViewSet):
    """The languages people are received in; lists of them follow their names, or how many centres speak them."""

    model = LanguageTerm
    menu_label = gettext_lazy("Spoken languages")
    menu_name = "vocabulary-languages"
    sort_order_field = None
    edit_handler = ObjectList([FieldPanel("code"), FieldPanel("withdrawn")], base_form_class=LanguageTermForm)


class VocabularyViewSetGroup(SnippetViewSetGroup):
    """One entry in the settings."""

    items = (ServiceViewSet, NetworkViewSet, LanguageViewSet)
    menu_label = gettext_lazy("Vocabularies")
    menu_icon = "tag"
    menu_name = "vocabularies"
    menu_order = 910
    add_to_settings_menu = True
