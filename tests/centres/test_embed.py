"""The list on partners' sites: who may frame it, what it looks like, and that a snippet says only what it should."""

import gzip
import re
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from centres.embed.colour import AA, DARK_GROUND, LIGHT_GROUND, contrast, on_dark, on_light, parse_colour
from centres.embed.snippets import Snippet
from centres.fields.hosts import source_of
from centres.models import EmbedPartner

pytestmark = pytest.mark.django_db
FRAME = "/en/embed/centres/"
PAGE = "/en/centres/embed/"
NEW_TAB = {
    "fr": "/fr/centres/",
    "nl": "/nl/centra/",
    "it": "/it/centri/",
    "pt": "/pt/centros/",
    "hr": "/hr/centri/",
    "en": "/en/centres/",
}


def ancestors(response: HttpResponse) -> str:
    """The sites the policy lets frame the response."""
    directives = dict(
        part.strip().split(" ", 1) for part in response["Content-Security-Policy"].split(";") if part.strip()
    )
    return directives["frame-ancestors"]


@pytest.fixture
def partner(seeded: None) -> EmbedPartner:
    return EmbedPartner.objects.create(
        name="Leerwinkel", key="leerwinkel", hosts="https://www.example.org\n*.example.net\nhttp://localhost:8080/\n"
    )


def test_only_the_partners_sites_may_frame_it(partner: EmbedPartner, client: Client) -> None:
    response = client.get(FRAME, {"partner": "leerwinkel"})
    assert response.status_code == 200
    assert ancestors(response) == "https://www.example.org https://*.example.net http://localhost:8080"
    assert "X-Frame-Options" not in response
    assert "default-src 'self'" in response["Content-Security-Policy"]
    assert (
        'data-ancestors="https://www.example.org https://*.example.net http://localhost:8080"'
        in response.content.decode()
    )


@pytest.mark.parametrize("key", ["unknown-key", "leerwinkel", "x;script-src *", "' OR 1=1", "é" * 500])
def test_a_key_that_does_not_hold_opens_nothing(partner: EmbedPartner, client: Client, key: str) -> None:
    EmbedPartner.objects.update(active=False)
    response = client.get(FRAME, {"partner": key})
    assert response.status_code == 200
    assert ancestors(response) == "'self'"
    assert "no longer active" in response.content.decode()


def test_a_stored_line_that_is_no_site_opens_nothing(partner: EmbedPartner, client: Client) -> None:
    EmbedPartner.objects.update(hosts="https://a.example; script-src *")
    assert ancestors(client.get(FRAME, {"partner": "leerwinkel"})) == "'self'"


def test_without_a_key_only_this_site_unless_it_is_open_to_all(seeded: None, client: Client, settings: object) -> None:
    assert ancestors(client.get(FRAME)) == "'self'"
    settings.EMBED_OPEN = True
    assert ancestors(client.get(FRAME)) == "*"
    assert "A key is not needed" in client.get(PAGE).content.decode()


@pytest.mark.parametrize("path", ["/en/centres/", PAGE])
def test_other_pages_stay_closed_to_frames(partner: EmbedPartner, client: Client, path: str) -> None:
    response = client.get(path, {"partner": "leerwinkel"})
    assert ancestors(response) == "'self'"
    assert response["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("https://www.example.org", "https://www.example.org"),
        ("https://www.example.org/", "https://www.example.org"),
        ("www.Example.org", "https://www.example.org"),
        ("*.example.org", "https://*.example.org"),
        ("https://example.org:8443", "https://example.org:8443"),
        ("https://čakovec.example.hr", "https://xn--akovec-h2a.example.hr"),
        ("http://localhost:8000", "http://localhost:8000"),
    ],
)
def test_sites_are_understood(line: str, source: str) -> None:
    assert source_of(line) == source


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("https://www.example.org/page", "Write only its start"),
        ("https://a.example; script-src *", "Write only its start"),
        ("https://a.example https://b.example", "Write only its start"),
        ("javascript:alert(1)", "Write only its start"),
        ("*", "Write only its start"),
        ("'self'", "Write only its start"),
        ("*.org", "a whole part of the internet"),
        ("http://www.example.org", "not encrypted"),
    ],
)
def test_what_is_no_site_is_refused_with_the_line(line: str, part: str) -> None:
    partner = EmbedPartner(name="A", hosts=f"https://ok.example\n{line}")
    with pytest.raises(ValidationError) as refused:
        partner.full_clean()
    (message,) = refused.value.message_dict["hosts"]
    assert part in message
    assert line in message


def test_it_speaks_every_language_and_leads_out_in_a_new_tab(seeded: None, client: Client, language: str) -> None:
    response = client.get(f"/{language}/embed/centres/?country=BE")
    page = response.content.decode()
    assert response.status_code == 200
    assert f'<html lang="{language}"' in page
    assert page.count("<h1>") == 1
    assert response.context["count"] == 11
    finder = NEW_TAB[language]
    assert f'href="{finder}?country=BE" target="_blank" rel="noopener"' in page
    links = re.findall(rf'<a href="{finder}[a-z0-9-]+/"[^>]*>', page)
    assert len(links) == 10
    assert all('target="_blank"' in link for link in links)
    if language != "en":
        for english in ("Guidance centres", "opens in a new tab", "See this list", "Places:"):
            assert english not in page


def test_it_sets_no_cookie_and_may_be_cached(seeded: None, client: Client) -> None:
    for path in (FRAME, f"{FRAME}?place=Gent&view=both", PAGE, "/embed/centres.js", "/embed/look/dark.css"):
        response = client.get(path)
        assert not response.cookies, path
        assert "Cookie" not in response.get("Vary", ""), path
    response = client.get(FRAME)
    assert response["Cache-Control"] == "public, max-age=60"
    assert 'rel="license"' in response["Link"]


def test_it_answers_like_the_finder(seeded: None, client: Client) -> None:
    query = "?need=orient&speaks=fr&place=Gent&radius=900&page=2"
    frame, finder = client.get(f"{FRAME}{query}&view=map"), client.get(f"/en/centres/{query}")
    assert frame.context["count"] == finder.context["count"] > 10
    both = client.get(f"/en/centres/{query.replace('page=2', 'page=1')}").context["rows"]
    assert [row.centre.pk for row in frame.context["rows"]] == [row.centre.pk for row in both[10:20]]
    assert frame.context["rows"][0].number == 11
    assert 'name="speaks" value="fr"' in frame.content.decode()
    assert 'name="view" value="map"' in frame.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "?view=nonsense&theme=%00&accent=red",
        "?accent=%3C/style%3E",
        "?accent=0b5a6",
        "?accent=url(x)&theme=../../x",
        "?need=%FF&country=XX&bbox=1,2&radius=abc&page=-5&lat=x",
        f"?place={'%C4%8D' * 500}",
        "?" + "&".join("need=work" for _ in range(300)),
    ],
)
def test_nonsense_gives_the_plain_list(seeded: None, query: str, client: Client) -> None:
    for path in (FRAME, PAGE):
        response = client.get(path + query)
        assert response.status_code == 200
        assert "/embed/look/" not in response.content.decode()
    assert client.get(FRAME + query).context["options"].view == "list"


def test_an_empty_list_offers_a_way_out(seeded: None, client: Client) -> None:
    page = client.get(f"{FRAME}?country=HR&need=create").content.decode()
    assert "Nothing fits all of this" in page
    assert 'href="?' in page


def test_queries_stay_few(seeded: None, client: Client, count_queries: object) -> None:
    partner = EmbedPartner.objects.get(key="example")
    query = f"?partner={partner.key}&need=orient&view=both&place=Gent"
    assert count_queries(lambda: client.get(FRAME + query)) <= 4
    assert count_queries(lambda: client.get(PAGE + query)) <= 10


def test_it_weighs_little(seeded: None, client: Client) -> None:
    """Everything of the list without a map, compressed, fonts included: at most 60 kB."""
    page = client.get(FRAME).content
    files = re.findall(rb'(?:href|src)="(/(?:static|embed/look)/[^"#]+\.(?:css|js))"', page)
    assert len(files) == 5
    weight = len(gzip.compress(page))
    for path in [*(name.decode() for name in files), "/static/core/signs.svg"]:
        response = client.get(path)
        weight += len(gzip.compress(b"".join(response.streaming_content) if response.streaming else response.content))
    for font in ("signika-latin.woff2", "signika-latin-ext.woff2"):
        weight += len(b"".join(client.get(f"/static/core/fonts/{font}").streaming_content))
    assert weight <= 61_440


def test_many_requests_are_told_to_wait(seeded: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("centres.embed.frame.RATE", "2/min")
    answers = [client.get(FRAME) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[2]["Retry-After"]) > 0
    assert "Try again in" in answers[2].content.decode()


# Colours


@pytest.mark.parametrize(
    ("text", "digits"),
    [("#0B5A64", "0b5a64"), ("0b6", "00bb66"), ("FFCC00 ", "ffcc00"), ("red", ""), ("#12345", ""), ("0b5a64;}", "")],
)
def test_colours_are_read(text: str, digits: str) -> None:
    assert parse_colour(text) == digits


@pytest.mark.parametrize("colour", ["ffffff", "000000", "ffcc00", "8a8a8a", "0b5a64", "e0487d", "0000ff"])
def test_every_colour_can_be_read_on_every_ground(colour: str) -> None:
    light, dark = on_light(colour), on_dark(colour)
    for ground in (LIGHT_GROUND, "ffffff", "fbf7ee"):
        assert contrast(light.used, ground) >= AA
    for ground in (DARK_GROUND, "14272c", "0d1b1f"):
        assert contrast(dark.used, ground) >= AA
    assert contrast("ffffff", light.used) >= AA
    assert contrast("0d1b1f", dark.used) >= AA
    assert light.kept == (contrast(colour, LIGHT_GROUND) >= AA)


def test_known_contrasts_are_those_of_wcag() -> None:
    assert round(contrast("000000", "ffffff"), 2) == 21
    assert round(contrast("767676", "ffffff"), 2) == 4.54


def test_the_style_sheet_holds_the_tokens_of_its_theme(client: Client) -> None:
    dark = client.get("/embed/look/dark/0b5a64.css")
    assert dark["Content-Type"].startswith("text/css")
    assert "max-age=" in dark["Cache-Control"]
    text = dark.content.decode()
    assert "color-scheme: dark" in text
    assert "--paper: #0d1b1f" in text
    assert f"--link: #{on_dark('0b5a64').used}" in text
    assert "--paper: #fbf7ee" in client.get("/embed/look/light.css").content.decode()
    for path in ("/embed/look/blue.css", "/embed/look/dark/0B5A64.css", "/embed/look/dark/0b5a6.css"):
        assert client.get(path).status_code == 404


# The component and the snippets


def test_the_component_may_be_loaded_by_any_site(client: Client) -> None:
    response = client.get("/embed/centres.js")
    assert response["Content-Type"].startswith("text/javascript")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "public" in response["Cache-Control"]
    assert len(gzip.compress(response.content)) <= 3072
    assert client.get("/embed/centres.js", headers={"If-None-Match": response["ETag"]}).status_code == 304


class Elements(HTMLParser):
    """Every element of a text with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


HOSTILE = "\"><script>alert(1)</script><x onload='y' a=\"&quot;"


def test_a_snippet_cannot_be_broken_out_of() -> None:
    snippet = Snippet(
        "https://portal.example",
        "hr",
        (("country", "HR"), ("country", "BE"), ("place", HOSTILE)),
        (("view", "both"),),
        None,
        "https://portal.example/hr/centri/?place=x&country=HR",
        HOSTILE,
    )
    component, frame = Elements(snippet.component).found, Elements(snippet.iframe).found
    assert [tag for tag, _attributes in component] == ["script", "guidance-centres", "a"]
    assert component[1][1] == {
        "portal": "https://portal.example",
        "language": "hr",
        "country": "HR BE",
        "place": HOSTILE,
        "view": "both",
        "label": HOSTILE,
        "height": "auto",
    }
    assert [tag for tag, _attributes in frame] == ["iframe", "p", "a"]
    query = parse_qsl(urlsplit(frame[0][1]["src"]).query)
    assert query == [("country", "HR"), ("country", "BE"), ("place", HOSTILE), ("view", "both")]
    assert frame[0][1]["title"] == HOSTILE


def test_the_page_shows_the_snippet_as_text(seeded: None) -> None:
    page = Client().get(
        PAGE, {"place": HOSTILE, "partner": HOSTILE, "accent": HOSTILE, "height": HOSTILE, "bbox": HOSTILE}
    )
    tags = [tag for tag, _attributes in Elements(page.content.decode()).found]
    assert "x" not in tags
    assert "guidance-centres" not in tags
    assert tags.count("iframe") == 1
    assert "alert(1)" not in page.context["snippet"].component


def test_the_configurator_keeps_the_finders_filters(seeded: None, client: Client, language: str) -> None:
    finder = NEW_TAB[language]
    query = "?need=work&need=orient&country=BE&place=Gent&radius=30&view=both&accent=ffcc00&language=nl&partner=example"
    response = client.get(f"{finder}embed/{query}")
    assert response.status_code == 200
    page = response.content.decode()
    assert page.count("<h1>") == 1
    assert '<option value="30" selected>' in page
    (_script, _attributes), (_tag, shown), _link = Elements(response.context["snippet"].component).found
    assert shown["need"].split() == ["work", "orient"]
    assert shown["partner"] == "example"
    assert (shown["country"], shown["place"], shown["radius"], shown["language"]) == ("BE", "Gent", "30", "nl")
    preview = response.context["preview_url"]
    assert preview.startswith("/nl/embed/centres/?")
    assert "partner" not in preview
    assert client.get(preview).context["count"] == client.get(f"{finder}{query}").context["count"]
    assert page.count('rel="alternate" hreflang=') == 7


def test_what_is_wrong_is_named_and_left_out(seeded: None, client: Client) -> None:
    query = {"accent": "reddish", "height": "9", "bbox": "1,2", "partner": "nobody", "radius": "x", "place": "Zzzzxq"}
    page = client.get(PAGE, query)
    text = page.content.decode()
    for message in (
        "“reddish” is not a colour.",
        "“9” is not a height.",
        "These are not four limits.",
        "The key “nobody” is not known",
        "Choose one of the list.",
        "We do not know a place called “Zzzzxq”.",
    ):
        assert message in text
    assert page.context["snippet"].frame_url.endswith("/en/embed/centres/")


def test_the_colour_is_judged(seeded: None, client: Client) -> None:
    text = client.get(PAGE, {"accent": "ffcc00"}).content.decode()
    assert "#FFCC00 is hard to read" in text
    assert "On dark ground: easy to read" in text
    assert "On dark ground" not in client.get(PAGE, {"accent": "ffcc00", "theme": "light"}).content.decode()


# The admin


@pytest.mark.parametrize(
    ("role", "sees", "changes"), [("moderator", True, True), ("editor", True, False), ("partner", False, False)]
)
def test_moderators_give_keys_and_editors_look_them_up(
    seeded: None, django_user_model: type, role: str, sees: bool, changes: bool
) -> None:
    client = Client()
    client.force_login(django_user_model.objects.get(username=role))
    url_name = EmbedPartner.snippet_viewset.get_url_name
    listed = client.get(reverse(url_name("list")))
    assert (listed.status_code == 200) is sees
    if sees:
        assert f"{PAGE}?partner=example" in listed.content.decode()
    example = EmbedPartner.objects.get(key="example")
    assert (client.get(reverse(url_name("edit"), args=[example.pk])).status_code == 200) is changes


def test_seeding_twice_keeps_what_somebody_changed(seeded: None) -> None:
    from centres.embed.seed import seed

    EmbedPartner.objects.filter(key="example").update(active=False)
    seed(lambda line: None)
    assert EmbedPartner.objects.filter(key="example", active=False).count() == 1
