"""Texts of another language stand in an element that says so, on pages of every kind."""

import pickle
import re
from collections.abc import Iterator
from typing import Any

import pytest
from bs4 import BeautifulSoup, Comment, NavigableString, Tag
from django.template import Context, Template
from django.test import Client
from django.utils.html import format_html
from django.utils.translation import override, trans_real
from wagtail.models import Locale
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from centres.models import Centre
from community.models import Organisation, OrganisationText
from core.i18n import borrowed
from core.i18n.borrowed import marked, words
from core.i18n.said import Said
from core.models import LanguageSettings
from skills.models import Competence
from tests.pages import extra_paths, one_of_each, page_models
from translation.models import BorrowedTexts

LANGUAGE, OTHER = "hr", "pt"
SHORTEST = 12
"""Shorter texts stand in the interface too."""
BESIDES = ("search", "centre with hours", "organisation", "competence")
"""What is no page."""
READ_OUT = {"alt", "aria-label", "title", "placeholder", "content"}


def says(version: Any) -> set[str]:
    """The texts there are to translate in a page or snippet."""
    segments = [one for one in extract_segments(version) if isinstance(one, StringSegmentValue) and one.path != "slug"]
    return {one.string.data for one in segments}


def language_at(node: Any) -> str:
    return next(one["lang"] for one in node.parents if isinstance(one, Tag) and one.has_attr("lang"))


def said_in(html: str) -> Iterator[tuple[str, str]]:
    """All that is read out of a document, with the language of its element."""
    soup = BeautifulSoup(html, "html.parser").html
    for node in soup.find_all(string=True):
        if (
            type(node) is NavigableString
            and node.parent.name not in {"script", "style"}
            and not isinstance(node, Comment)
        ):
            yield " ".join(node.split()), language_at(node)
    for tag in soup.find_all(True):
        for name in READ_OUT & tag.attrs.keys():
            yield " ".join(tag[name].split()), tag.get("lang") or language_at(tag)


@pytest.fixture
def all_borrowed(seeded: None) -> set[str]:
    """Everything that stands in Croatian counts as Portuguese: the texts in it, as they are read out."""
    locale, source = (Locale.objects.get(language_code=code) for code in (LANGUAGE, OTHER))
    known: set[str] = set()
    rows = []
    for model in [*page_models(), Competence, LanguageSettings]:
        own = model.objects.filter(locale=locale)
        for version in own.filter(alias_of=None, depth__gt=1).exact_type(model) if model in page_models() else own:
            texts = says(version)
            known.update(map(words, texts))
            key = {"translation_key": version.translation_key, "locale": locale}
            rows.append(BorrowedTexts(**key, source=source, texts=sorted(texts)))
    BorrowedTexts.objects.bulk_create(rows)
    borrowed.forget()
    with override(LANGUAGE):
        interface = {
            " ".join(str(text).split()) for _key, text in trans_real.catalog()._catalog.items() if isinstance(text, str)
        }
    names = {name for model in (Centre, Organisation) for name in model.objects.values_list("name", flat=True)}
    names.update(OrganisationText.objects.values_list("name", flat=True))
    return {text for text in known - interface - names if len(text) >= SHORTEST}


@pytest.mark.django_db
def test_every_borrowed_text_says_its_language(all_borrowed: set[str], client: Client) -> None:
    wrong, seen = [], set()
    others = extra_paths(LANGUAGE)
    for name, path in (one_of_each(LANGUAGE) | {name: others[name] for name in BESIDES}).items():
        html = client.get(path).content.decode()
        assert not re.search(r"&lt;bdi|=.<bdi", html), name
        assert not BeautifulSoup(html, "html.parser").select("svg bdi, title bdi, option bdi"), name
        for text, language in said_in(html):
            if text in all_borrowed:
                seen.add(text)
                if language != OTHER:
                    wrong.append(f"{name}: {language}: {text[:60]}")
    assert not wrong, "\n".join(wrong)
    assert len(seen) > 200


TEXT = "Read this aloud."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"<p>{TEXT}</p>", f'<p lang="en">{TEXT}</p>'),
        (f'<p class="a">\n {TEXT} </p>', f'<p class="a" lang="en">\n {TEXT} </p>'),
        ("<p>Read <b>this</b> aloud.</p>", '<p lang="en">Read <b>this</b> aloud.</p>'),
        ("<p>Read this<br/>aloud.</p>", '<p lang="en">Read this<br/>aloud.</p>'),
        (f"<p>{TEXT} And more.</p>", f"<p>{TEXT} And more.</p>"),
        (f"{TEXT}<p>é</p>", f'<span lang="en">{TEXT}</span><p>é</p>'),
        (
            f"<ul><li>{TEXT}<ul><li>Tea &amp; cake</li></ul></li></ul>",
            f'<ul><li><span lang="en">{TEXT}</span><ul><li lang="en">Tea &amp; cake</li></ul></li></ul>',
        ),
        (
            f'<p><a id="3" linktype="page">{TEXT}</a></p><embed embedtype="image" id="1"/>',
            f'<p lang="en"><a id="3" linktype="page">{TEXT}</a></p><embed embedtype="image" id="1"/>',
        ),
    ],
)
def test_only_what_is_borrowed_of_a_rich_text_is_marked(before: str, after: str) -> None:
    assert marked(before, {TEXT: "en", "Tea & cake": "en"}) == after


def test_a_text_says_its_language_where_another_one_is_around_it() -> None:
    text = Said("Tea & cake", "en")
    shown = Template("{{ text }} {{ text|default:'-' }}<i title=\"{{ text|force_escape }}\">")
    with override("hr"):
        own = '<bdi lang="en">Tea &amp; cake</bdi>'
        assert shown.render(Context({"text": text})) == f'{own} {own}<i title="Tea &amp; cake">'
        assert format_html("<b>{}</b>", Said("שלום", "he")) == '<b><bdi lang="he" dir="rtl">שלום</bdi></b>'
        assert format_html("{}", Said("", "en")) == ""
    with override("en"):
        assert format_html("{}", text) == "Tea &amp; cake"
    again = pickle.loads(pickle.dumps(text))
    assert (again, again.language, f"{again}") == (text, "en", "Tea & cake")
