"""Everything the page of one centre shows. What does not depend on the request is made once and kept for a while."""

from collections import Counter, OrderedDict
from typing import Any
from urllib.parse import urlencode, urlsplit

import numpy as np
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from centres import vocabularies
from centres.finder.current import Table
from centres.finder.lines import Line, line_of
from centres.models.centre import Centre
from centres.models.pages import FinderPage
from centres.models.special_hours import SpecialHours
from centres.opening.coming_days import differs_in_school_holidays, holiday_gap, holidays_ahead, special_days
from centres.opening.schedule import schedule_of
from centres.pages.instead import contacts_instead
from centres.pages.json_ld import centre_json_ld
from centres.pages.streets import Streets, streets_of
from centres.reports import report_url
from centres.subpages import centre_view
from centres.telling.answers import key_facts, labels, questions_of
from centres.telling.freshness import last_check, page_marks, to_confirm
from centres.telling.names import name_of, need_names, phone_link, place_of
from centres.telling.unknown import unknown_facts, unverified_labels
from core.countries import country_name
from core.head import Crumb, Head
from core.i18n.languages import active_language, exonym
from core.i18n.translations import Fallback
from core.onward import Subject, steps
from core.vocabularies import Kind

NEAREST = 3
MAX_ARTICLES = 200
"""So many finished articles stay with the table, some 10 KB each."""


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


def nearest_of(page: FinderPage, centre: Centre, table: Table) -> list[Line]:
    """The nearest other centres one can go to, numbered from 1; empty when this one has no point."""
    if centre.point is None:
        return []
    distances = table.distances(*centre.point)
    distances[(table.ids == centre.pk) | table.planned | ~table.on_map] = np.inf
    best = [int(index) for index in np.argsort(distances, kind="stable")[:NEAREST] if np.isfinite(distances[index])]
    km = {int(table.ids[index]): float(distances[index]) for index in best}
    return [
        line_of(table, other, number, page.centre_url(other), km[other.pk])
        for number, other in enumerate(table.centres(list(km)), start=1)
    ]


def branches_of(centre: Centre, table: Table) -> list[Centre]:
    """The public centres that belong to this one; one query, then kept with the table."""
    key = ("branches", centre.pk)
    pks = table.written.get(key)
    if pks is None:
        pks = table.written[key] = list(Centre.objects.public().filter(parent=centre.pk).values_list("pk", flat=True))
    return table.centres(pks)


def _head(page: FinderPage, request: HttpRequest, centre: Centre, base: Head, facts: dict[str, Any]) -> Head:
    """Only languages with a text of their own count; the others point to the one that is shown."""
    reader, text, name = active_language(), facts["text"], facts["name"].text
    language = text.language if text else reader
    # The finder's own versions are known by now: no further query.
    subpage = centre.subpage(base.switcher)
    url = subpage.canonical(request, reader, language)
    return subpage.head(
        request,
        reader=reader,
        language=language,
        title=name,
        description=(text and text.summary) or place_of(centre),
        noindex=not centre.live,
        json_ld=centre_json_ld(centre, url, text, name, facts["special"], _above(request, facts)),
    )


def _above(request: HttpRequest, facts: dict[str, Any]) -> dict[str, str] | None:
    """Name and address of the centre it belongs to, else of the organisation that runs it."""
    if facts["parent"]:
        return {"name": facts["parent"].name, "url": request.build_absolute_uri(facts["parent_url"])}
    if facts["run_by"]:
        return {"name": facts["run_by"].text, "url": request.build_absolute_uri(facts["run_by_url"])}
    return None


def _crumbs(page: FinderPage, base: list[Crumb], centre: Centre) -> list[Crumb]:
    finder = Crumb(page.title, page.url or "")
    country = Crumb(country_name(centre.country), f"{page.url}?country={centre.country}")
    return [
        *base[:-1],
        finder,
        country,
        Crumb(centre.name, language="" if centre.language == active_language() else centre.language),
    ]


def _source_names(centre: Centre) -> list[tuple[str, str]]:
    """(address, name) of each source: its host, or the whole address where another link of the page has that host."""
    parts = [urlsplit(url) for url in centre.source_list]
    seen_hosts = Counter(part.netloc.removeprefix("www.") for part in [*parts, urlsplit(centre.website)])
    found = []
    for part in parts:
        host = part.netloc.removeprefix("www.")
        rest = f"{part.path}?{part.query}" if part.query else part.path
        found.append((part.geturl(), host if seen_hosts[host] == 1 else f"{host}{rest}".rstrip("/")))
    return found


def precision_of(centre: Centre) -> str:
    """How exactly the page's map may show the place: the less exact of address and point; address, street or city."""
    if centre.only_town_known or centre.point_precision == vocabularies.PointPrecision.CITY:
        return "city"
    street = (
        centre.address_level == vocabularies.AddressLevel.STREET
        or centre.point_precision == vocabularies.PointPrecision.STREET
    )
    return "street" if street else "address"


def directions_url(centre: Centre) -> str:
    """A route planner that opens at the door or the street; ``""`` when only the town's point is known."""
    if centre.point is None or centre.point_precision == vocabularies.PointPrecision.CITY:
        return ""
    to = "{:.6f},{:.6f}".format(*centre.point)
    return f"https://www.openstreetmap.org/directions?{urlencode({'to': to}, safe=',')}"


def _links(page: FinderPage, centre: Centre, language: str) -> dict[str, str]:
    """Where one goes from here, ``""`` when there is no such way."""
    url = page.centre_url(centre)
    runs = centre.website and centre.status != vocabularies.Status.CLOSED
    return {
        "suggest_url": f"{url}suggest/" if centre_view("suggest") else report_url(language, url),
        "claim_url": f"{url}claim/" if runs and centre_view("claim") else "",
        "vcard_url": f"{url}vcard/",
        "directions_url": directions_url(centre),
        "country_url": f"{page.url}?country={centre.country}",
        "remote_url": f"{page.url}?access=online&access=phone",
    }


def special_of(centre: Centre, table: Table) -> list[SpecialHours]:
    """Days with other hours; no query for a published centre that the table knows to have none."""
    published = table.kept.get(centre.pk) is centre
    return [] if published and centre.pk not in table.special else list(centre.special_hours.all())


def _hours(centre: Centre, special: list[SpecialHours]) -> dict[str, Any]:
    today = timezone.localdate()
    schedule = schedule_of(centre, special=special)
    # What the table of this week already shows is not said again below it.
    shown = schedule.days[-1].date if schedule else None
    coming = [] if centre.status in vocabularies.NOBODY_THERE else special
    return {
        "special": special,
        "schedule": schedule,
        "coming": special_days([entry for entry in coming if not shown or entry.last_day > shown], today),
        "holidays": holidays_ahead(centre, today),
        "school_holidays": differs_in_school_holidays(centre),
        "holiday_gap": holiday_gap(centre),
    }


def _run_by(centre: Centre) -> dict[str, Any]:
    """The organisation that answers for the centre, as its page calls it; one query for its names."""
    organisation = centre.organisation if centre.organisation and centre.organisation.live else None
    return {
        "run_by": organisation and organisation.name_in(),
        "run_by_url": organisation.url_in() if organisation else "",
    }


def _contact(page: FinderPage, centre: Centre, table: Table) -> dict[str, Any]:
    """How to reach the centre; whom to ask ``instead`` when nobody knows."""
    has_contact = bool(centre.phone or centre.email or centre.website)
    parent = centre.parent if centre.parent and centre.parent.live else None
    return {
        "has_contact": has_contact,
        "instead": [] if has_contact else contacts_instead(page, centre, table),
        "parent": parent,
        "parent_url": page.centre_url(parent) if parent else "",
        **_run_by(centre),
        "website_host": urlsplit(centre.website).netloc,
        "phone_link": phone_link(centre.phone),
    }


def centre_facts(page: FinderPage, centre: Centre, table: Table, streets: Streets) -> dict[str, Any]:
    """Context of ``centres/parts/centre_article.html``: of the request it knows the street tiles only."""
    language = active_language()
    text = centre.text_in(language)
    foreign = text.language if text and text.language != language else ""
    unknown = unknown_facts(centre, text)
    needs = need_names(centre)
    return {
        "centre": centre,
        "name": name_of(centre, language),
        "text": text,
        "text_language": foreign,
        "only_in": Fallback(foreign, exonym(foreign), "") if foreign else None,
        "network": vocabularies.Network(centre.network).label if centre.network in vocabularies.Network.values else "",
        "country": country_name(centre.country),
        "marks": page_marks(centre),
        "last_check": last_check(centre),
        "to_confirm": to_confirm(centre),
        "sources": _source_names(centre),
        "key_facts": key_facts(centre),
        "needs": [(code, label, need_help(code)) for code, label in needs],
        "main_need": needs[0][0] if needs else "",
        "services": labels(vocabularies.Service, centre.services),
        "audiences": labels(vocabularies.Audience, centre.audiences),
        "unknown": unknown,
        "unverified": unverified_labels(centre, unknown),
        "questions": questions_of(centre, text),
        "nearest": nearest_of(page, centre, table),
        "precision": precision_of(centre),
        "streets": streets,
        "branches": [(page.centre_url(branch), branch) for branch in branches_of(centre, table)],
        **_contact(page, centre, table),
        **_hours(centre, special_of(centre, table)),
        **_links(page, centre, language),
    }


def _with_article(page: FinderPage, centre: Centre, table: Table, streets: Streets) -> dict[str, Any]:
    facts = centre_facts(page, centre, table, streets)
    return facts | {"article": render_to_string("centres/parts/centre_article.html", facts)}


def _kept_facts(page: FinderPage, centre: Centre, table: Table, streets: Streets) -> dict[str, Any]:
    """Facts and article of a published centre; anew each minute where the hours say what is open now."""
    kept: OrderedDict[tuple[Any, ...], dict[str, Any]] = table.written.setdefault(("articles",), OrderedDict())
    moment = timezone.localtime().strftime("%Y%m%d%H%M" if centre.hours else "%Y%m%d%H")
    key = (centre.pk, get_language(), page.url, streets, moment)
    facts = kept.get(key)
    if facts is None:
        facts = kept[key] = _with_article(page, centre, table, streets)
        if len(kept) > MAX_ARTICLES:
            kept.popitem(last=False)
    return facts


def centre_context(
    page: FinderPage, request: HttpRequest, centre: Centre, table: Table, *, preview: bool = False
) -> dict[str, Any]:
    """Context of ``centres/centre.html``. ``preview``: the centre is not as published, nothing of it may be kept."""
    context = page.shared_context(request)
    make = _with_article if preview else _kept_facts
    facts = make(page, centre, table, streets_of(request))
    head = _head(page, request, centre, context["head"], facts)
    crumbs = _crumbs(page, context["breadcrumbs"], centre)
    onward = steps(_subject(page, centre), page.locale)
    return (
        context
        | facts
        | {
            "head": head,
            "breadcrumbs": crumbs,
            "fallback": None,
            "outdated": None,
            "onward": onward,
        }
    )


def _subject(page: FinderPage, centre: Centre) -> Subject:
    """What leads on from a centre: its network, and how places like it work; not what is for people who work in guidance."""
    return Subject(
        url=page.centre_url(centre),
        shown=(Kind.CENTRE.value, Kind.MODULE.value, Kind.PUBLICATION.value, Kind.EVENT.value, Kind.COMPETENCE.value),
        needs=tuple(centre.needs),
        country=centre.country,
        network=centre.network,
    )


def centre_response(
    page: FinderPage, request: HttpRequest, centre: Centre, table: Table, *, preview: bool = False
) -> TemplateResponse:
    """The page of one centre, not rendered yet; ``preview`` as in ``centre_context``."""
    return TemplateResponse(
        request, "centres/centre.html", centre_context(page, request, centre, table, preview=preview)
    )
