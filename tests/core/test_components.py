"""Tags, cards, the gallery, and what style sheets and sprite promise."""

import gzip
import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.translation import override

from core import components
from core.cards import Card
from core.vocabularies import Need

CORE = Path(__file__).resolve().parent.parent.parent / "core"
STATIC = CORE / "static" / "core"
ROOMS = CORE.parent


def render(source: str, **context: object) -> str:
    request = RequestFactory().get("/fr/?page=3&kind=a&kind=b")
    request.LANGUAGE_CODE = "fr"
    return Template("{% load portal %}" + source).render(Context({"request": request, **context}))


def tokens() -> tuple[dict[str, str], dict[str, str]]:
    """Colour tokens of the light and the dark theme."""
    light, dark = (STATIC / "base.css").read_text().split("prefers-color-scheme: dark", 1)
    pattern = re.compile(r"--([\w-]+): (#[0-9a-f]{3,6});")
    light_tokens = dict(pattern.findall(light))
    return light_tokens, {**light_tokens, **dict(pattern.findall(dark.split("@layer", 1)[0]))}


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


TEXT_PAIRS = [
    *[(text, ground) for text in ("ink", "ink-2", "link") for ground in ("paper", "surface", "sand")],
    *[(state, ground) for state in ("error", "ok", "warn") for ground in ("paper", f"{state}-bg")],
    *[("ink", f"{state}-bg") for state in ("error", "ok", "warn")],
    ("on-action", "action"), ("on-action", "action-hover"), ("action", "paper"), ("on-signal", "signal"),
    ("on-sign", "sign"), ("on-sign-2", "sign"), ("on-sign-2", "sign-2"), ("plate-ink", "plate-field"),
]  # fmt: skip
SHAPE_PAIRS = [("control", ground) for ground in ("paper", "surface", "sand")] + [
    *[(need.value, ground) for need in Need for ground in ("paper", "sand")],
    *[("on-line", need.value) for need in Need],
    ("signal", "sign"),
]


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_contrast_of_the_tokens(theme: int) -> None:
    colours = tokens()[theme]
    weak = [(a, b) for a, b in TEXT_PAIRS if contrast(colours[a], colours[b]) < 4.5]
    weak += [(a, b) for a, b in SHAPE_PAIRS if contrast(colours[a], colours[b]) < 3]
    assert not weak


def test_text_pages_stay_light() -> None:
    styles = b"".join((STATIC / name).read_bytes() for name in ("base.css", "components.css"))
    assert len(gzip.compress(styles)) <= 12_288
    assert len(gzip.compress((STATIC / "site.js").read_bytes())) <= 3_072


def test_styles_ask_nobody_else() -> None:
    for sheet in STATIC.glob("*.css"):
        for address in re.findall(r"url\(\"?([^)\"]+)", sheet.read_text()):
            assert (STATIC / address).is_file(), f"{sheet.name}: {address}"


def test_every_icon_in_a_template_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="i-([\w-]+)"', (STATIC / "signs.svg").read_text()))
    used = {
        name
        for template in ROOMS.glob("*/templates/**/*.html")
        for name in re.findall(r'\{% icon "([\w-]+)"', template.read_text())
    }
    assert used - drawn == set()


def test_signs_in_one_line_keep_their_words_for_those_who_do_not_see_them() -> None:
    html = components.need_signs([("train", "Find <training>"), ("work", "Find work")])
    assert html.count("<li") == html.count("<svg") == 2
    assert '<span class="visually-hidden">Find &lt;training&gt;</span>' in html
    assert 'title="Find work"' in html
    assert components.need_signs([]) == ""


def test_need_sign_has_pictogram_and_word() -> None:
    html = render('{% need_sign "train" %}')
    assert "#need-train" in html
    assert "line-train" in html
    assert str(Need.TRAIN.label) in html
    assert str(Need.TRAIN.label) not in render('{% need_sign "train" label=False %}')
    assert render('{% need_sign "unknown" %}') == ""


def test_a_stop_refuses_an_unknown_state() -> None:
    assert "stop-dashed" in render('{% stop 3 state="dashed" %}')
    assert "i-check" in render('{% stop state="done" %}')
    with pytest.raises(ValueError, match="sideways"):
        components.stop(1, "sideways")


@pytest.mark.parametrize(
    ("code", "shape"),
    [("open", "open"), ("confirm", "confirm"), ("moving", "moving"), ("closed", "closed"), ("?", "confirm")],
)
def test_a_status_is_a_shape_and_a_word(code: str, shape: str) -> None:
    assert render("{% status code 'Word' %}", code=code) == f'<span class="status status-{shape}">Word</span>'


def test_language_is_marked_only_when_it_differs() -> None:
    with override("fr"):
        assert render('{% lang_tag "fr" %}{% lang_attr "fr" %}{% lang_attr "" %}') == ""
    assert render('{% lang_tag "fr" always=True %}') == '<span class="tag" lang="fr">Français</span>'
    assert render('<p{% lang_attr "hr" %}>') == '<p lang="hr">'


def test_inside_a_foreign_text_the_page_keeps_its_language() -> None:
    with override("nl"):
        assert 'lang="nl"' in render('{% lang_tag "nl" %}')
        assert render('{% lang_attr "nl" %}') == "", "what is around it says so"
        assert render('{% lang_attr "fr" %}') == ' lang="fr"', "the reader's own language is another one there"


def test_card_escapes_and_has_one_link() -> None:
    html = render(
        "{% card it %}", it=Card(title="<b>A & B</b>", url="/x/?a=1&b=2", text="<i>", meta=("<u>",), kind="page")
    )
    assert "<b>" not in html
    assert "<i>" not in html
    assert "<u>" not in html
    assert html.count("<a ") == 1
    assert "/x/?a=1&amp;b=2" in html


def test_cards_in_every_look() -> None:
    things = [
        Card(title="Line", url="/1/", kind="case-study", line="work", language="nl", text="Tekst"),
        Card(title="Art", url="/2/", kind="publication", art="seed"),
        Card(title="Date", url="/3/", kind="event", date=date(2022, 3, 28)),
        Card(title="Stop", url="/4/", kind="module", stop="C"),
    ]
    html = render("{% cards things level=2 columns=2 %}", things=things)
    assert html.startswith('<ul class="bare cards cards-2">')
    assert html.count("<li>") >= 4
    assert html.count("<h2") == 4
    assert '<h2 lang="nl"' in html
    assert 'lang="nl">Nederlands' in html
    assert "line-work" in html
    assert "card-art" in html
    assert "card-date" in html
    assert "card-stop" in html
    assert render("{% cards things %}", things=[]) == ""
    assert "card-feature" in render('{% card thing variant="feature" %}', thing=things[0])


@pytest.mark.parametrize(
    ("end", "number", "month"),
    [
        (None, "23", "septembre 2019"),
        (date(2019, 9, 24), "23–24", "septembre 2019"),
        (date(2019, 10, 2), "23/9–2/10", "octobre 2019"),
    ],
)
def test_big_dates(end: date | None, number: str, month: str) -> None:
    with override("fr"):
        html = components.big_date(date(2019, 9, 23), end)
    assert f"<b>{number}</b> {month}" in html
    assert 'datetime="2019-09-23"' in html


def test_json_ld_cannot_close_its_element() -> None:
    html = render("{% json_ld data %}", data={"name": "</script><script>alert(1)</script>&"})
    assert html.count("<script") == 1
    assert "&" not in html
    assert json.loads(html.split(">", 1)[1].rsplit("<", 1)[0])["name"] == "</script><script>alert(1)</script>&"
    assert render("{% json_ld data %}", data=None) == ""


class Outline(HTMLParser):
    """Heading levels, ids and unclosed elements of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))
        self.ids += [value for name, value in attrs if name == "id" and value]


@pytest.mark.parametrize("code", ["en", "fr", "hr"])
def test_the_gallery_shows_everything(client: Client, seeded: None, code: str) -> None:
    with override(code):
        address = reverse("gallery")
    response = client.get(address)
    assert response.status_code == 200
    html = response.content.decode()
    outline = Outline()
    outline.feed(html)
    assert outline.levels.count(1) == 1
    assert len(outline.ids) == len(set(outline.ids))
    assert f'<html lang="{code}"' in html
    assert 'name="robots" content="noindex"' in html


@pytest.mark.parametrize("name", ["500.html", "400.html"])
def test_pages_for_broken_days_need_nothing(name: str) -> None:
    source = (CORE / "templates" / name).read_text()
    assert "{%" not in source
    assert "{{" not in source
    assert re.findall(r'<section lang="(\w\w)"', source) == ["fr", "nl", "it", "pt", "hr", "en"]
    for address in re.findall(r"/static/core/([\w.-]+)", source):
        assert (STATIC / address).is_file()


def test_a_forgotten_token_gets_a_page_in_the_language(seeded: None) -> None:
    from home.models import ContactPage

    page = ContactPage.objects.get(locale__language_code="fr")
    response = Client(enforce_csrf_checks=True).post(page.form_url, {})
    assert response.status_code == 403
    assert b'<html lang="fr"' in response.content
    assert b"style=" not in response.content


def test_a_need_is_said_in_words_where_it_is_drawn() -> None:
    plain = Card(title="Guide", url="/guide/", line="train")
    assert "need-sign" not in components.card(plain, "en")
    for html in (components.card(replace(plain, art="guide"), "en"), components.card(plain, "en", variant="feature")):
        assert '#need-train"' in html.split('class="card-body"')[0]
        assert str(Need.TRAIN.label) in html
