"""The component gallery: every component with sample data, for the demo and the tests only."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from core.blocks import BodyStreamBlock
from core.cards import Card
from core.facets import Facet, FacetOption
from core.head import Crumb, Head
from core.paging import PageLink, PageOf
from core.vocabularies import CompetenceCode, Kind, Need

COLOURS = (
    *("paper", "surface", "sand", "rule", "control", "ink", "ink-2"),
    *("sign", "action", "signal", "error", "ok", "warn"),
)
ICONS = (
    *(
        "search",
        "arrow",
        "back",
        "down",
        "check",
        "warn",
        "info",
        "clock",
        "pin",
        "phone",
        "mail",
        "cal",
        "dl",
        "globe",
    ),
    *("filter", "x", "plus", "minus", "door", "screen", "walk", "edit", "ext", "menu", "wheel", "bus", "book"),
    *("share", "lock", "list"),
)
LONG_WORDS = ("Beroepskeuzevoorlichtingsmedewerker", "Najdemokratičnijeprofesionalnousmjeravanje")


class SampleForm(forms.Form):
    """Fields of every kind; bound with one error by the gallery."""

    place = forms.CharField(label="Place", help_text="A town or a postcode", initial="Čakovec")
    postcode = forms.RegexField(
        r"^\d{5}$",
        label="Postcode",
        error_messages={"invalid": "“4000A” is not a postcode in Croatia. Write five digits, such as 40000."},
    )
    language = forms.ChoiceField(label="Language spoken", choices=[("hr", "hrvatski"), ("fr", "français")])
    still_true = forms.ChoiceField(
        label="Is this still true?",
        choices=[("yes", "Yes, all of it"), ("changed", "Something has changed"), ("closed", "The centre has closed")],
        widget=forms.RadioSelect,
    )
    message = forms.CharField(label="Message", widget=forms.Textarea, required=False)


@dataclass(frozen=True, slots=True)
class Row:
    """One sample line of the list of centres."""

    stop: str
    state: str
    name: str
    place: str
    distance: str
    needs: tuple[str, ...] = ()
    statuses: tuple[tuple[str, str], ...] = ()
    speaks: str = ""
    here: bool = False


@dataclass(frozen=True, slots=True)
class Samples:
    """The sample data of the gallery."""

    colours: tuple[str, ...] = COLOURS
    icons: tuple[str, ...] = ICONS
    needs: list[str] = field(default_factory=lambda: list(Need.values))
    words: tuple[str, ...] = LONG_WORDS


def sample_cards() -> list[Card]:
    """One card of each look."""
    return [
        Card(
            title="Eén loket voor nieuwkomers met een toekomstvraag",
            url="#card-line",
            kind="case-study",
            text="Eén balie voor taal, studie en werk.",
            language="nl",
            line="orient",
        ),
        Card(title="Guide to cooperation", url="#card-art", kind="publication", meta=("PDF, 1.8 MB",), art="guide"),
        Card(title="Closing event", url="#card-date", kind="event", date=date(2022, 3, 28), meta=("Online",)),
        Card(title="Coordinating the partnership", url="#card-stop", kind="module", stop="C", text="About two hours."),
        Card(title="Kick-off", url="#card-days", kind="event", date=date(2019, 9, 23), date_end=date(2019, 9, 24)),
        Card(title="Partners’ organisations", url="#card-plain", kind="organisation", text="Six in five countries."),
    ]


def sample_rows() -> list[Row]:
    """Three centres: known as a city only, chosen, closed."""
    return [
        Row("1", "dashed", "Città dei Mestieri e delle Professioni di Milano", "Milano, address to be confirmed",
            "0 km", statuses=(("confirm", "To be confirmed"),)),
        Row("2", "here", "Città dei mestieri della Svizzera italiana", "viale Stazione 25, Bellinzona", "82 km",
            ("orient", "work"), (("open", "In service"), ("confirm", "Hours to be confirmed")), "Italian", True),
        Row("3", "", "Città dei Mestieri di Genova (Job Centre)", "Villa Gentile Bickley, Cornigliano", "119 km",
            statuses=(("closed", "Closed since May 2016"),)),
    ]  # fmt: skip


def sample_facets() -> list[Facet]:
    """Needs with pictograms, and a folded group."""
    needs = [FacetOption(need.value, str(need.label), 9, need.value == "train", "?", need.value) for need in Need]
    access = [FacetOption("walk-in", "Walk-in", 14, True, "?"), FacetOption("online", "Online", 0, False, "?")]
    return [
        Facet("need", "Need", needs),
        Facet("access", "Way of access", access, open=False),
        Facet("speaks", "Language spoken", [FacetOption("hr", "Hrvatski", 4, False, "?", language="hr")]),
    ]


def sample_page() -> PageOf:
    """The second of nine pages."""
    numbers = [PageLink(n, f"?page={n}" if n else "", n == 2) for n in (1, 2, 3, 0, 9)]
    return PageOf([], 2, 180, 9, 20, numbers, "?page=1", "?page=3")


def sample_stream() -> Any:
    """Every block that needs no file, from its own preview value."""
    block = BodyStreamBlock()
    raw = []
    for name, child in block.child_blocks.items():
        value = getattr(child.meta, "preview_value", None)
        if value is not None:
            raw.append({"type": name, "value": value, "id": f"gallery-{name}"})
    return block.to_python(raw)


def sample_needs() -> list[dict[str, str]]:
    """The six tiles of the home page."""
    texts = (
        "Know what you like, what you can do, which trades exist.",
        "Learn, take it up again, have a diploma recognised.",
        "CV, interview, offers and networks near you.",
        "Stop and think before you take another way.",
        "From the idea to the first client, step by step.",
        "Study or work in another country.",
    )
    return [
        {
            "code": need.value,
            "label": str(need.label),
            "text": text,
            "count_label": "9 centres",
            "url": f"#{need.value}",
        }
        for need, text in zip(Need, texts, strict=True)
    ]


def sample_form() -> SampleForm:
    """A form with one mistake in it."""
    form = SampleForm({"place": "Čakovec", "postcode": "4000A", "language": "hr", "still_true": "yes"})
    form.is_valid()
    return form


def context() -> dict[str, Any]:
    """Everything the gallery's template shows."""
    return {
        "samples": Samples(),
        "cards": sample_cards(),
        "rows": sample_rows(),
        "facets": sample_facets(),
        "page_of_list": sample_page(),
        "stream": sample_stream(),
        "needs": sample_needs(),
        "form": sample_form(),
        "kinds": [label for kind, label in Kind.choices if kind != Kind.PAGE],
        "section_text": mark_safe("<p>A text on its line.</p><ul><li>one point;</li><li>another point.</li></ul>"),
        "facts": [("Country", "Croatia"), ("Network", "CISOK"), ("Site", "www.hzz.hr", "https://www.hzz.hr/")],
        "key_facts": [
            ("How to come", "Walk in", "", "walk"),
            ("Cost", "Free", "", "info"),
            ("Languages", "Croatian", "", "globe"),
        ],
        "stops": [
            {"stop": code.value, "label": code.label, "url": "#c", "current": code == "C", "done": code < "C"}
            for code in CompetenceCode
        ],
        "phases": [
            {"label": "Identification", "text": "Done", "done": True, "open_next": False},
            {"label": "Documentation", "text": "Done", "done": True, "open_next": True},
            {"label": "Assessment", "text": "Not on this portal", "done": False, "open_next": True},
            {"label": "Certification", "text": "Not on this portal", "done": False, "open_next": False},
        ],
        "documents": [
            {"title": "Guia do formador, módulo C", "url": "#", "language": "pt", "format": "PDF", "size": "640 kB"},
            {"title": "Cards for the group", "url": "#", "language": "en", "format": "ODT", "size": "82 kB"},
        ],
        "hours": [
            ("Monday", "12:00–18:00", False), ("Tuesday", "12:00–18:00", True), ("Wednesday", "12:00–18:00", False),
            ("Thursday", "14:00–20:00", False), ("Friday", "12:00–18:00", False), ("Saturday", "9:00–12:00", False),
            ("Sunday", "closed", False),
        ],
    }  # fmt: skip


def gallery(request: HttpRequest) -> HttpResponse:
    """All components on one page."""
    title = _("Component gallery")
    head = Head.for_view(request, title=title, noindex=True)
    crumbs = [Crumb("Home", "/en/"), Crumb("Find a centre", "#centre"), Crumb(title)]
    return render(request, "core/gallery.html", {**context(), "head": head, "breadcrumbs": crumbs})
