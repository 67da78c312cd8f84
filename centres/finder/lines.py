"""The lines of the finder's list."""

from dataclasses import dataclass
from html import escape

from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from centres import vocabularies
from centres.finder.answer import Answer
from centres.finder.table import MAX_LINES, Table
from centres.models import Centre, FinderPage
from centres.opening.schedule import schedule_of
from centres.telling.freshness import Mark, marks
from centres.telling.names import Named, name_of, need_names, phone_link, place_of
from core import components
from core.i18n.languages import active_language, exonym

MAX_SPOKEN = 3
"""So many languages a line names; all of them stand on the centre's page."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The part of a line that is the same wherever it stands."""

    name: Named
    marks: list[Mark]
    place: str
    body: SafeString


@dataclass(frozen=True, slots=True)
class Line:
    """One centre of the list. ``km`` is ``None`` without a place or a point; ``body`` is what does not depend on it."""

    number: int
    centre: Centre
    url: str
    name: Named
    km: float | None
    place: str
    marks: list[Mark]
    body: SafeString

    @property
    def distance(self) -> str:
        """``82 km``; a decimal would pretend a precision a town's point does not have."""
        return "" if self.km is None else _("%(km)s km") % {"km": f"{self.km:.0f}"}

    @property
    def precision(self) -> str:
        """How exactly the address is known: address, street or city."""
        if self.centre.only_town_known:
            return "city"
        return "street" if self.centre.address_level == vocabularies.AddressLevel.STREET else "address"

    @property
    def stop(self) -> SafeString:
        """The number in its ring, which says how exactly the address is known."""
        return components.stop(self.number, {"city": "dashed", "street": "dotted"}.get(self.precision, ""))

    @property
    def attributes(self) -> SafeString:
        """What the map reads from the line."""
        point = self.centre.point if self.centre.status != vocabularies.Status.CLOSED else None
        where = ""
        if point:
            lat, lng = point
            where = f' data-lat="{lat:.6f}" data-lng="{lng:.6f}" data-point="{escape(self.centre.point_precision)}"'
        pk = self.centre.pk
        # Safe: numbers and escaped codes.
        return mark_safe(
            f' id="centre-{pk}" data-id="{pk}" data-number="{self.number}" data-precision="{self.precision}"{where}'
        )

    @property
    def html(self) -> SafeString:
        """The whole line of the list."""
        name, lang = escape(self.name.text), self._lang
        distance = f'<span class="distance">{escape(self.distance)}</span>' if self.km is not None else ""
        # Plain strings, as in ``core.components.card``: every value is escaped.
        return mark_safe(
            f'<li class="centre-row"{self.attributes}>{self.stop}<div class="row-body"><div class="row-head"><h3 class="row-title"{lang}>'
            f'<a href="{escape(self.url)}">{name}</a></h3>{distance}</div>{self._compare(name, lang)}{self.body}</div></li>'
        )

    @property
    def _lang(self) -> str:
        return f' lang="{escape(self.name.language)}"' if self.name.language else ""

    def _compare(self, name: str, lang: str) -> str:
        """The check box that chooses the centre for the comparison; it belongs to the form below the list."""
        label = escape(_("Compare"))
        return (
            '<label class="choice row-compare"><input type="checkbox" name="centre"'
            f' value="{escape(self.centre.slug)}" form="compare"><span>{label}'
            f' <span class="visually-hidden"{lang}>{name}</span></span></label>'
        )


def _spoken(centre: Centre) -> str:
    """The first languages by name, the others by number: the line stays a line."""
    names = [exonym(code) for code in centre.spoken]
    rest = len(names) - MAX_SPOKEN
    return ", ".join(names[:MAX_SPOKEN]) + (f" +{rest}" if rest > 0 else "")


def _now(centre: Centre, rules: str) -> SafeString:
    """The sentence about this moment, with the words of the hours in the language of the centre's name."""
    schedule = schedule_of(centre, rules=rules)
    if schedule is None:
        return mark_safe("")
    sentence = schedule.sentence
    if not schedule.confirmed:
        sentence = _("By these hours: %(sentence)s") % {"sentence": sentence}
    if not schedule.words:
        return format_html("{}", sentence)
    return format_html('{} <span lang="{}">{}</span>', sentence, centre.language, schedule.quoted)


def _fact(icon_name: str, content: str | SafeString) -> SafeString:
    return format_html('<li class="speaks">{}&nbsp;<span>{}</span></li>', components.icon(icon_name, "small"), content)


def _states(centre: Centre, shown: list[Mark], rules: str) -> list[SafeString]:
    """The marks and what the hours say now. Hours in doubt say so themselves: then no mark says it again."""
    now = _now(centre, rules) if centre.status != vocabularies.Status.CLOSED else ""
    doubtful = now and any(mark.state == "confirm" for mark in shown)
    if doubtful and centre.status == vocabularies.Status.OPEN:
        shown = [*(mark for mark in shown if mark.state != "confirm"), Mark("confirm", now)]
        now = ""
    states = [format_html("<li>{}</li>", components.status(mark.state, mark.label)) for mark in shown]
    return [*states, _fact("clock", now)] if now else states


def _body(centre: Centre, shown: list[Mark], place: str, rules: str) -> SafeString:
    """Everything below the name: the place with the needs at the edge; then status, hours, languages, telephone."""
    facts = _states(centre, shown, rules)
    if centre.status != vocabularies.Status.CLOSED and (spoken := _spoken(centre)):
        facts.append(_fact("globe", spoken))
    if centre.phone:
        facts.append(_fact("phone", format_html('<a href="tel:{}">{}</a>', phone_link(centre.phone), centre.phone)))
    needs = need_names(centre) if centre.status != vocabularies.Status.CLOSED else []
    # Written in Python, because it stands on a page twenty times.
    return format_html(
        '<p class="place">{}</p>{}<ul class="bare row-facts">{}</ul>',
        place,
        components.need_signs(needs),
        mark_safe("".join(facts)),
    )


def _kept(table: Table, centre: Centre) -> Kept:
    """What is written once and kept with the table: for a minute when hours are in it, else for the day."""
    moment = timezone.localtime().strftime("%Y%m%d%H%M" if centre.hours else "%Y%m%d")
    key = (centre.pk, get_language(), moment)
    kept = table.written.get(key)
    if kept is None:
        if len(table.written) > MAX_LINES:
            table.written.clear()
        shown, place, rules = marks(centre), place_of(centre), table.special.get(centre.pk, "")
        kept = Kept(name_of(centre, active_language()), shown, place, _body(centre, shown, place, rules))
        table.written[key] = kept
    return kept


def line_of(table: Table, centre: Centre, number: int, url: str, km: float | None) -> Line:
    """One line of a list."""
    kept = _kept(table, centre)
    return Line(number, centre, url, kept.name, km, kept.place, kept.marks, kept.body)


def lines_of(page: FinderPage, answer: Answer, indexes: list[int], start: int) -> list[Line]:
    """The lines of one page of the list, numbered from ``start`` + 1; two queries, none when the table knows them."""
    by_pk = {int(answer.table.ids[index]): index for index in indexes}
    base = page.url
    return [
        line_of(answer.table, centre, number, f"{base}{centre.slug}/", answer.km(by_pk[centre.pk]))
        for number, centre in enumerate(answer.table.centres(list(by_pk)), start=start + 1)
    ]
