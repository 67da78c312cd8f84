"""Links in rich text, as readers follow them."""

from django.utils.html import escape
from wagtail.rich_text.pages import PageLinkHandler

from core.i18n.localised import pages_for_reader


class ReaderPageLinkHandler(PageLinkHandler):
    """Leads to the page in the reader's language, also from a text that is shown in another one; two queries for all links.

    Wagtail's own asks once a link, and takes the language of the text for the reader's.
    """

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict]) -> list[str]:
        ids = [int(attrs["id"]) for attrs in attrs_list if str(attrs.get("id")).isdecimal()]
        pages = {str(pk): page for pk, page in pages_for_reader(ids, restricted=True).items()}
        found = [pages.get(str(attrs.get("id"))) for attrs in attrs_list]
        return [f'<a href="{escape(page.url or "")}">' if page else "<a>" for page in found]
