"""The editors' guide in the admin: one text in six languages, whose words are those of the screens."""

import re

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import translation
from markdown_it.token import Token
from wagtail.users.models import UserProfile

from core.help.document import Topic, guide, label, path_of, tokens_of
from core.help.views import topic_of
from core.i18n.languages import LANGUAGES
from tests.core.test_catalogues import places, source_texts
from tests.texts import catalogue

OTHERS = [language for language in LANGUAGES if language != "en"]


def signed_in(name: str, language: str = "en") -> Client:
    user = get_user_model().objects.get(username=name)
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": language})
    client = Client()
    client.force_login(user)
    return client


def text_of(children: list[Token]) -> str:
    return " ".join(" ".join(child.content or " " for child in children).split())


def labels(topic: Topic) -> list[str]:
    """The words of the interface in a topic, in its order."""
    found = []
    for token in tokens_of(topic.text):
        begin = None
        for number, child in enumerate(token.children or []):
            if child.type == "em_open":
                begin = number + 1
            elif child.type == "em_close":
                found.append(text_of((token.children or [])[begin:number]))
    return found


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_says_the_same_as_the_english_guide(language: str) -> None:
    """A topic that was changed in docs/edit.md is put right here, then its mark is renewed."""
    for english, other in zip(guide("en"), guide(language), strict=True):
        assert other.of == english.digest, (
            f"{path_of(language).name}, “{other.title}”: say the same, then write of: {english.digest}"
        )
        assert [token.type for token in tokens_of(other.text)] == [token.type for token in tokens_of(english.text)], (
            other.title
        )
        assert sorted(labels(other)) == sorted(labels(english)), other.title
        assert other.title != english.title or english.title in {"Centres", "Pages"}


def test_words_of_the_interface_are_those_of_the_interface() -> None:
    texts = {text for place in places() for text in source_texts(place, "django")}
    known = {text.strip().casefold() for text in texts | {entry.msgid for entry in catalogue("hr")}}
    lost = {word for topic in guide("en") for word in labels(topic) if word.casefold() not in known}
    assert lost == set(), "the guide names a button or field that no screen has"


def test_they_are_shown_as_the_admin_shows_them() -> None:
    with translation.override("hr"):
        assert label("Publish") == "Objavi"
        assert label("Text reviewed on") == "Tekst pregledan"
        html = guide("hr")[3].html()
    assert "<em>Pošalji</em>" not in html
    assert "<em>Spremi skicu</em>" in html
    assert "Save draft" not in html


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_admin_shows_the_guide_whole(language: str) -> None:
    soup = BeautifulSoup(signed_in("editor", language).get("/admin/help/").content, "html.parser")
    shown = soup.select_one(".guide-text")
    anchors = [heading["id"] for heading in shown.select("h2[id], h3[id]")]
    assert anchors == [topic.anchor for topic in guide("en")[1:]]
    assert [link["href"] for link in soup.select(".guide-contents a")] == [f"#{anchor}" for anchor in anchors]
    plain = re.sub(
        r"<!--.*?-->|[*`|#]|^\s*(?:-|\d\.) |\|[-|]+\|", " ", path_of(language).read_text(), flags=re.MULTILINE
    )
    if language == "en":
        assert re.findall(r"\w+", shown.get_text(" ")) == re.findall(r"\w+", plain)
    for code in shown("code"):
        code.decompose()
    assert not re.search(r"[*`|]|<!--", shown.get_text(" "))


@pytest.mark.parametrize(
    ("address", "topic"),
    [
        ("", "what-is-where"),
        ("pages/5/", "pages"),
        ("pages/5/edit/", "from-draft-to-public-page"),
        ("pages/5/move/", "move-rename-hide-delete"),
        ("images/3/", "pages"),
        ("localize/submit/page/5/", "languages"),
        ("snippets/centres/centre/edit/7/", "centres"),
        ("snippets/centres/embedpartner/add/", "give-the-list-to-a-partner"),
        ("centres/care/due/", "keep-facts-fresh"),
        ("imports/new/", "import-a-spreadsheet"),
        ("snippets/search/synonymgroup/", "menu-footer-search-words"),
        ("users/", "users-and-passwords"),
        ("redirects/", "move-rename-hide-delete"),
    ],
)
def test_each_screen_has_its_topic(address: str, topic: str) -> None:
    assert topic_of(f"/admin/{address}") == topic


@pytest.mark.django_db
@pytest.mark.usefixtures("seeded")
def test_the_menu_leads_to_the_topic_of_the_screen_and_nowhere_else() -> None:
    html = signed_in("editor").get("/admin/snippets/centres/centre/").content.decode()
    assert "/admin/help/#centres" in html
    assert "wagtail.org" not in html
    assert signed_in("partner").get("/admin/help/").status_code == 200
