"""Everything the page of one centre shows, computed once."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from centres import vocabularies as words
from centres.finder.rows import Named, Row, name_of, need_names, phone_link, place_of, row_of
from centres.finder.table import Table
from centres.freshness import page_marks, seen, to_confirm
from centres.json_ld import centre_json_ld
from centres.models.centre import Centre
from centres.reports import report_url
from centres.schedule import schedule_of
from core.countries import country_name
from core.head import Alternate, Crumb, Head
from core.i18n.languages import LANGUAGES, exonym
from core.i18n.translations import Fallback

if TYPE_CHECKING:
    from centres.models.pages import FinderPage

NEAREST = 3


@dataclass(frozen=True, slots=True)
class KeyFact:
    """One cell of the facts strip: icon, label and what is known."""

    icon: str
    label: str
    value: str


def need_help(code: str) -> str:
    """One sentence on what a need means."""
    return {
        "orient": _("Get to know your interests and strengths, explore occupations."),
        "train": _("Learn something new, finish a course, have experience recognised."),
        "work": _("Applications, interviews, contacts with employers."),
        "change": _("Stop, weigh the options, plan the next step."),
        "create": _("From the idea to the first customers."),
        "mobility": _("Work, learn or gain experience in another country."),
    }[code]


def _labels(vocabulary: Any, codes: list[str]) -> list[str]:
    return [str(vocabulary(code).label) for code in codes if code in vocabulary.values]


def _key_facts(centre: Centre) -> list[KeyFact]:
    unknown = _("Not yet known")
    access = ", ".join(_labels(words.Access, centre.access)) or unknown
    cost = {True: _("Free of charge"), False: _("Not free"), None: unknown}[centre.free]
    if centre.anonymous:
        cost = _("%(cost)s, without giving your name") % {"cost": cost}
    spoken = ", ".join(exonym(code) for code in centre.spoken) or unknown
    facts = [
        KeyFact("walk", _("How to come"), access),
        KeyFact("info", _("Cost"), cost),
        KeyFact("globe", _("Languages"), spoken),
    ]
    audience = audience_of(centre)
    return [*facts, KeyFact("door", _("For whom"), audience)] if audience else facts


def audience_of(centre: Centre) -> str:
    """``Young people · 15 to 29 years``; ``""`` when no source says."""
    parts = [_("Everyone")] if centre.everyone else _labels(words.Audience, centre.audiences)
    if centre.age_from and centre.age_to:
        age = _("%(low)s to %(high)s years") % {"low": centre.age_from, "high": centre.age_to}
    elif centre.age_from:
        age = _("from %(low)s years") % {"low": centre.age_from}
    elif centre.age_to:
        age = _("up to %(high)s years") % {"high": centre.age_to}
    else:
        age = ""
    return " · ".join(part for part in (", ".join(parts), age) if part)


def _local_language(centre: Centre) -> str:
    """The language the first question is about: the centre's own."""
    return exonym(centre.language)


def _language_answer(centre: Centre, note: str) -> str:
    if centre.spoken:
        names = ", ".join(exonym(code) for code in centre.spoken)
        text = _("Known languages here: %(languages)s.") % {"languages": names}
        return (
            f"{text} {note}" if note else _("%(text)s About others we have no confirmed information.") % {"text": text}
        )
    return note or _("Not yet known. Ask before you go.")


def _access_answer(centre: Centre) -> str:
    if words.Access.WALK_IN in centre.access:
        return _("Yes, you can walk in.")
    if words.Access.APPOINTMENT in centre.access:
        return _("No, make an appointment first.")
    return _("Not yet known. It is safest to ask before you go.")


def questions_of(centre: Centre, text: Any) -> list[tuple[str, Named]]:
    """What people ask first, answered from the data alone; the language goes with an editor's own words."""
    language = get_language() or "en"
    note = text.language_note if text and text.language == language else ""
    foreign = text.language if text and text.language != language else ""
    papers = Named(text.papers, foreign) if text and text.papers else Named(_("Not yet known. Ask the centre."), "")
    return [
        (
            _("Do I need to speak %(language)s?") % {"language": _local_language(centre)},
            Named(_language_answer(centre, note), ""),
        ),
        (_("Which papers do I bring?"), papers),
        (_("May I come without an appointment?"), Named(_access_answer(centre), "")),
    ]


def nearest_of(page: "FinderPage", centre: Centre, table: Table) -> list[Row]:
    """The nearest other centres one can go to, numbered from 1; empty when this one has no point."""
    if centre.point is None:
        return []
    distances = table.distances(*centre.point)
    distances[(table.ids == centre.pk) | table.planned] = np.inf
    best = [int(index) for index in np.argsort(distances, kind="stable")[:NEAREST] if np.isfinite(distances[index])]
    km = {int(table.ids[index]): float(distances[index]) for index in best}
    return [
        row_of(table, other, number, page.centre_url(other), km[other.pk])
        for number, other in enumerate(table.centres(list(km)), start=1)
    ]


def _head(page: "FinderPage", request: HttpRequest, centre: Centre, base: Head, texts: dict[str, Any]) -> Head:
    """Canonical and alternates: only languages with a text of their own count; the others point to the source."""
    language = get_language() or "en"
    urls = {code: f"{url}{centre.slug}/" for code, url in base.switcher.items()}
    real = [code for code in LANGUAGES if code in texts and code in urls]
    text = centre.text_in(language)
    shown_in = text.language if text else language
    own = shown_in == language
    absolute = {code: request.build_absolute_uri(url) for code, url in urls.items()}
    alternates = [Alternate(code, absolute[code]) for code in real] if own and len(real) > 1 else []
    if alternates:
        alternates.append(Alternate("x-default", absolute.get("en", alternates[0].url)))
    name = name_of(centre, language).text
    url = absolute.get(shown_in) or request.build_absolute_uri(page.centre_url(centre))
    return replace(
        base,
        title=name,
        description=text.summary if text else place_of(centre),
        url=url,
        language=shown_in,
        alternates=alternates,
        switcher=urls,
        missing=[code for code in LANGUAGES if code not in texts],
        noindex=not own or not centre.live,
        json_ld=centre_json_ld(centre, url, text, name),
        kind="website",
    )


def _crumbs(page: "FinderPage", base: list[Crumb], centre: Centre) -> list[Crumb]:
    finder = Crumb(page.title, page.url or "")
    country = Crumb(country_name(centre.country), f"{page.url}?country={centre.country}")
    return [
        *base[:-1],
        finder,
        country,
        Crumb(centre.name, language="" if centre.language == (get_language() or "en") else centre.language),
    ]


def _source_hosts(centre: Centre) -> list[tuple[str, str]]:
    """(address, host name) of each source; a second one of the same host is numbered."""
    found: list[tuple[str, str]] = []
    seen_hosts: Counter[str] = Counter()
    for url in centre.source_list:
        host = urlsplit(url).netloc.removeprefix("www.")
        seen_hosts[host] += 1
        found.append((url, host if seen_hosts[host] == 1 else f"{host} ({seen_hosts[host]})"))
    return found


def centre_context(page: "FinderPage", request: HttpRequest, centre: Centre, table: Table) -> dict[str, Any]:
    """Context of ``centres/centre.html``."""
    language = get_language() or "en"
    context = page.page_context(request)
    text = centre.text_in(language)
    texts = {row.language: row for row in centre.texts.all()}
    name = name_of(centre, language)
    head = _head(page, request, centre, context["head"], texts)
    request.head = head  # type: ignore[attr-defined]
    foreign = text.language if text and text.language != language else ""
    parent = centre.parent if centre.parent and centre.parent.live else None
    return context | {
        "head": head,
        "breadcrumbs": _crumbs(page, context["breadcrumbs"], centre),
        "fallback": None,
        "outdated": None,
        "centre": centre,
        "name": name,
        "text": text,
        "text_language": foreign,
        "only_in": Fallback(foreign, exonym(foreign), "") if foreign else None,
        "network": words.Network(centre.network).label if centre.network in words.Network.values else "",
        "country": country_name(centre.country),
        "marks": page_marks(centre),
        "seen": seen(centre),
        "to_confirm": to_confirm(centre),
        "sources": _source_hosts(centre),
        "key_facts": _key_facts(centre),
        "needs": [(code, label, need_help(code)) for code, label in need_names(centre)],
        "services": _labels(words.Service, centre.services),
        "accessible": _labels(words.Accessibility, centre.accessible),
        "unverified": _labels(words.Fact, centre.unverified),
        "schedule": schedule_of(centre),
        "questions": questions_of(centre, text),
        "nearest": nearest_of(page, centre, table),
        "precision": "city" if centre.only_town_known else "address",
        "parent": parent,
        "report_url": report_url(language, page.centre_url(centre)),
        "parent_url": page.centre_url(parent) if parent else "",
        "website_host": urlsplit(centre.website).netloc,
        "phone_link": phone_link(centre.phone),
    }
