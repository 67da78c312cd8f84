"""Links to a page or an address, as navigation and footer use them."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from core.i18n.languages import reader_language
from core.i18n.localised import pages_for_reader
from core.i18n.urls import home_url


class LinkTarget(blocks.StructValue):
    """A destination as it is rendered."""

    @property
    def href(self) -> str:
        """The page in the reader's language if it is there, or the address; ``""`` when the page is not published."""
        page = self.get("page")
        if not page:
            return self.get("url") or ""
        if page.live and (page.url or "").startswith(home_url(reader_language())):
            return page.url
        there = pages_for_reader([page.pk], restricted=True).get(page.pk)
        return (there.url if there else "") or ""


class LinkTargetBlock(blocks.StructBlock):
    """Where a link goes: a page of the site, or else an address."""

    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    url = blocks.CharBlock(
        label=_("Address"),
        max_length=500,
        required=False,
        help_text=_("Only if the link does not go to a page: https://… or /en/…"),
    )

    class Meta:
        value_class = LinkTarget

    def clean(self, value: Any) -> Any:
        """The destination.

        Raises StructBlockValidationError when there is none, or its address is not one to follow.
        """
        value = super().clean(value)
        errors: dict[str, ValidationError] = {}
        if not value.get("page") and not value.get("url"):
            errors["page"] = ValidationError(_("Choose a page or write an address."))
        if value.get("url") and not str(value["url"]).startswith(("https://", "http://", "/", "mailto:", "tel:")):
            errors["url"] = ValidationError(_("Write an address that starts with https:// or /."))
        if errors:
            raise blocks.StructBlockValidationError(block_errors=errors)
        return value


class LinkBlock(LinkTargetBlock):
    """A link with the text it shows."""

    title = blocks.CharBlock(
        label=_("Text"), max_length=80, required=False, help_text=_("Empty: the page’s own title is used.")
    )

    class Meta:
        icon = "link"
        label = _("Link")
        label_format = "{title}"

    def clean(self, value: Any) -> Any:
        """The link. Raises StructBlockValidationError when an address has no text."""
        value = super().clean(value)
        if not value.get("page") and not value.get("title"):
            raise blocks.StructBlockValidationError(
                block_errors={"title": ValidationError(_("Write what the link is called."))}
            )
        return value


class LinkStreamBlock(blocks.StreamBlock):
    """A row of links."""

    link = LinkBlock()


class PagesBlock(blocks.StreamBlock):
    """Pages of the portal."""

    page = blocks.PageChooserBlock(label=_("Page"), icon="doc-empty-inverse")


class LinkColumnBlock(blocks.StructBlock):
    """A titled column of links."""

    title = blocks.CharBlock(label=_("Title"), max_length=60)
    links = LinkStreamBlock(label=_("Links"))

    class Meta:
        icon = "list-ul"
        label = _("Column")
        label_format = "{title}"


class LinkColumnStreamBlock(blocks.StreamBlock):
    """The columns of the footer."""

    column = LinkColumnBlock()
