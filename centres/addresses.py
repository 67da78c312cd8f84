"""What answers below the finder and below a centre, in one list."""

from centres.care import answers, views
from centres.embed import configurator
from centres.pages import compare, vcard
from centres.pages import data as data_page
from centres.subpages import register_centre_view, register_directory_view


def register_addresses() -> None:
    """Called once when the app is ready."""
    register_directory_view(compare.WORD, compare.compare)
    register_directory_view(configurator.WORD, configurator.configurator)
    register_directory_view(data_page.WORD, data_page.data_page)
    register_centre_view("vcard", vcard.vcard_view)
    register_centre_view("suggest", views.suggest)
    register_centre_view("claim", views.claim)
    register_centre_view("edit", views.edit)
    register_centre_view("answer", answers.answer)
