"""What the finder says: its filters, what is chosen, and what to do when nothing fits."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from centres import vocabularies
from centres.finder.answer import FAR_KM, Answer
from centres.finder.question import Asked
from centres.finder.table import MAX_LINES, Columns
from centres.gazetteer import label as place_label
from centres.gazetteer.fold import fold
from core.collation import sort_key
from core.countries import country_name
from core.facets import Facet, FacetOption
from core.i18n.languages import active_language, exonym
from core.i18n.said import Said, evaluated, language_of_text

OPEN_GROUPS = ("need", "access", "speaks")
MAX_KEY = 1000
RADIUS_CHOICES = (10, 25, 50, 100, 200, 400)


@dataclass(frozen=True, slots=True)
class Chip:
    """One chosen filter and the address without it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell: ``tone`` info or warning, a first sentence, the rest, one way out, further places."""

    tone: str
    title: str
    text: str = ""
    link_url: str = ""
    link_text: str = ""
    links: tuple[tuple[str, str], ...] = ()


def group_title(group: str) -> str:
    """What visitors read above a filter group."""
    return {
        "need": _("Need"),
        "access": _("Way of access"),
        "speaks": _("Language spoken"),
        "audience": _("Audience and age"),
        "service": _("Service"),
        "accessible": _("Accessibility"),
        "open": _("Opening hours"),
        "country": _("Country"),
        "place": _("Place"),
    }[group]


def _labels(group: str, answer: Answer, chosen: Collection[str] = ()) -> list[tuple[str, str]]:
    """(code, label) of a group's options in the order they are shown; chosen languages come first."""
    codes = [code for code in answer.table.groups[group].codes if code != vocabularies.NOT_KNOWN]
    if group == "country":
        return sorted(((code, country_name(code)) for code in codes), key=lambda pair: sort_key(pair[1]))
    if group == "speaks":
        total = answer.table.groups["speaks"].values.sum(axis=1)
        frequency = dict(zip(answer.table.groups["speaks"].codes, total, strict=True))
        labels = [(code, exonym(code)) for code in sorted(codes, key=lambda c: (c not in chosen, -frequency[c], c))]
    else:
        vocabulary: Any = {
            "need": vocabularies.Need,
            "access": vocabularies.Access,
            "audience": vocabularies.Audience,
            "service": vocabularies.Service,
            "accessible": vocabularies.Accessibility,
            "open": vocabularies.OpenAt,
        }[group]
        gone = _gone(vocabulary, answer.table.groups[group], chosen)
        labels = [(code, evaluated(vocabulary(code).label)) for code in codes if code not in gone]
    return [*labels, (vocabularies.NOT_KNOWN, _("Not yet known"))]


def _gone(vocabulary: Any, columns: Columns, chosen: Collection[str]) -> set[str]:
    """Codes that are withdrawn and that no centre has, but for the chosen ones."""
    withdrawn = getattr(vocabulary, "withdrawn", frozenset())
    return {code for code in withdrawn if code not in chosen and not columns.any_of([code]).any()}


def facets_of(asked: Asked, answer: Answer) -> list[Facet]:
    """The filter groups with their counts; the first three unfolded."""
    return [
        Facet(
            name=group,
            title=group_title(group),
            options=_options(asked, group, answer),
            open=group in OPEN_GROUPS or bool(asked.chosen[group]),
        )
        for group in answer.counts
    ]


def kept_facets(asked: Asked, answer: Answer) -> tuple[list[Facet], SafeString]:
    """The filters and their markup, written once for the same choice and the same counts."""
    chosen = any(asked.chosen.values())
    query = asked.query.urlencode() if chosen else ""
    counts = tuple(tuple(group.values()) for group in answer.counts.values())
    key = ("facets", get_language(), query, counts)
    written = answer.table.written
    if key not in written or len(query) > MAX_KEY:
        if len(written) > MAX_LINES:
            written.clear()
        facets = facets_of(asked, answer)
        written[key] = (facets, render_to_string("core/components/facets.html", {"facets": facets}))
    return written[key]


def _options(asked: Asked, group: str, answer: Answer) -> list[FacetOption]:
    """The check boxes of a group. Only chosen ones carry an address: the others are sent by the form."""
    counts, chosen = answer.counts[group], asked.chosen[group]
    return [
        FacetOption(
            code=code,
            label=label,
            count=counts.get(code, 0),
            selected=code in chosen,
            url=asked.url(**{group: sorted({*chosen} - {code}) or None}) if code in chosen else "",
            icon=code if group == "need" and code != vocabularies.NOT_KNOWN else "",
        )
        for code, label in _labels(group, answer, chosen)
    ]


def chips_of(asked: Asked, answer: Answer) -> list[Chip]:
    """One chip per group with a choice: "Italian or French"."""
    chips = []
    for group, chosen in asked.chosen.items():
        if not chosen:
            continue
        names = dict(_labels(group, answer))
        options = [
            f"{group_title(group)}: {names[code]}" if code == vocabularies.NOT_KNOWN else names.get(code, exonym(code))
            for code in chosen
        ]
        chips.append(Chip(_one_or_other(options), asked.url(**{group: None})))
    if asked.bbox:
        chips.append(Chip(_("Area of the map"), asked.url(bbox=None)))
    return chips


def _one_or_other(options: list[str]) -> str:
    """ "Italian or French", with a capital letter; each keeps its language."""
    first = f"{options[0][:1].upper()}{options[0][1:]}"
    spoken, word = [Said(first, language_of_text(options[0])), *options[1:]], _("or")
    between = f" {word} "
    if any(map(language_of_text, spoken)):
        return format_html_join(between, "{}", ((option,) for option in spoken))
    return between.join(spoken)


def clear_url(asked: Asked) -> str:
    """The address without any filter; place and distance stay."""
    return asked.url(**dict.fromkeys(asked.chosen), bbox=None)


def _place_links(asked: Asked) -> tuple[tuple[str, str], ...]:
    language = active_language()
    labels = dict.fromkeys(place_label(place, language) for place in asked.suggestions)
    return tuple((text, asked.url(place=text)) for text in labels)


def _place_notices(asked: Asked) -> list[Notice]:
    links = _place_links(asked)
    if asked.places_missing:
        text = _("Below are all centres; every other filter works as always.")
        return [Notice("warning", _("Places cannot be looked up at the moment."), text)]
    if asked.outside:
        return [_outside_notice(asked, links)]
    if asked.place_unknown:
        title = _("We do not know a place called “%(place)s”.") % {"place": asked.place}
        advice = _(
            "Write a town, a postcode, a region or a country, such as Bruges, 75019 or Piedmont. Below are all centres."
        )
        return [
            Notice(
                "warning", title, _("Is it one of these?") if links else advice, *_words_link(asked.place), links=links
            )
        ]
    names = {"typed": asked.place, "place": asked.understood or _origin_label(asked)}
    if asked.understood and not _says(asked):
        text = _("Did you mean another place?") if links else ""
        return [Notice("info", _("“%(typed)s” is understood as %(place)s.") % names, text, links=links)]
    if links:
        title = _("Centres in %(place)s.") if asked.area else _("Distances from %(place)s.")
        return [Notice("info", title % names, _("Another place of that name?"), links=links)]
    return []


def _words_link(text: str) -> tuple[str, str]:
    """Address and text of a link that looks for the words in everything the portal holds."""
    return f"{reverse('search')}?{urlencode({'q': text})}", _("Search all pages for these words")


def _outside_notice(asked: Asked, links: tuple[tuple[str, str], ...]) -> Notice:
    title = _("“%(place)s” is outside the countries of this directory.") % {"place": asked.place}
    text = _("Is it one of these?") if links else _("Below are all centres; some help online or by phone.")
    remote = (_("Guidance online or by phone"), asked.url(access=["online", "phone"], place=None, radius=None))
    return Notice("warning", title, text, links=(*links, remote))


def _says(asked: Asked) -> bool:
    """Whether what was written is already how the place is called, or a part of that which begins with its name."""
    written, called = fold(asked.place), fold(asked.understood)
    name = fold(asked.area.name if asked.area else asked.understood.split(",")[0])
    return written == called or (f"{written} ".startswith(f"{name} ") and set(written.split()) <= set(called.split()))


def _origin_label(asked: Asked) -> str:
    return asked.origin.label if asked.origin and asked.origin.label else _("your place")


def is_far(asked: Asked, answer: Answer) -> bool:
    """Whether nothing lies near the place asked for, so that the nearest is named. The piece of a map asks for itself alone."""
    if asked.bbox or answer.nearest is None or not (asked.origin or asked.area):
        return False
    return not (len(answer.order) if asked.area else answer.reaches(asked.radius or FAR_KM))


def _far_notice(asked: Asked, answer: Answer, nearest_name: str, nearest_url: str) -> Notice | None:
    if answer.nearest is None or not is_far(asked, answer):
        return None
    km = answer.nearest[1]
    within = asked.radius or FAR_KM
    filtered = any(asked.chosen.values())
    if asked.area:
        title = _("No centre in %(place)s fits.") if filtered else _("No centre in %(place)s.")
        text = _("The nearest is %(name)s. Some centres also help online or by phone.")
    elif filtered:
        title = _("No centre within %(km)s km of %(place)s fits.")
        text = _("The nearest that fits is %(name)s, %(km)s km away. Some centres also help online or by phone.")
    else:
        title = _("No centre within %(km)s km of %(place)s.")
        text = _("The nearest is %(name)s, %(km)s km away. Some centres also help online or by phone.")
    return Notice(
        "info",
        title % {"km": f"{within:g}", "place": asked.understood or _origin_label(asked)},
        text % {"name": nearest_name, "km": f"{km:.0f}"},
        nearest_url,
        _("Show the nearest centre"),
        ((_("Guidance online or by phone"), asked.url(access=["online", "phone"], radius=None)),),
    )


def notices_of(asked: Asked, answer: Answer, nearest: tuple[str, str]) -> list[Notice]:
    """At most five things to tell above the list. ``nearest``: name and address of the nearest centre, or empty."""
    notices = _place_notices(asked)
    if asked.sentence:
        title = _("“%(typed)s” is understood as the place and the filters you see.") % {"typed": asked.sentence}
        notices.insert(0, Notice("info", title, "", *_words_link(asked.sentence)))
    if far := _far_notice(asked, answer, *nearest):
        notices.append(far)
    if asked.area and asked.radius:
        title = _("All of %(place)s is shown, whatever the distance.") % {"place": asked.understood}
        notices.append(Notice("info", title, _("Write a town to search around it.")))
    if asked.ignored:
        notices.append(
            Notice(
                "warning",
                _("A part of the address was not understood and is left out."),
                "; ".join(f"{name}: “{value}”" for name, value in asked.ignored[:3]),
            )
        )
    if answer.unplaced and len(answer.order):
        count = answer.unplaced
        text = ngettext(
            "%(n)s more centre fits and may be here: where exactly is not known.",
            "%(n)s more centres fit and may be here: where exactly is not known.",
            count,
        ) % {"n": count}
        link = asked.url(place=None, radius=None, lat=None, lng=None, bbox=None)
        notices.append(Notice("info", text, link_url=link, link_text=_("Show all, without distance")))
    return notices


def hurting_link(asked: Asked, answer: Answer) -> Chip | None:
    """When nothing is found: the choice that costs most, and the address without it; else without any choice."""
    if len(answer.order):
        return None
    if answer.hurting is None:
        return Chip(_("Clear the filters"), "?")
    group, count = answer.hurting
    dropped: tuple[str, ...] = (group,)
    if group == "place":
        dropped = ("radius", "bbox") if asked.bbox else ("place", "radius", "lat", "lng")
    label = ngettext("Without “%(filter)s”: %(n)s centre", "Without “%(filter)s”: %(n)s centres", count) % {
        "filter": group_title(group),
        "n": count,
    }
    return Chip(label, asked.url(**dict.fromkeys(dropped)))
