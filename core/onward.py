"""The way on: at the end of a page, steps into other rooms of the portal.

Editors choose pages (``BasePage.related``). Places they leave free go to what the rooms above offer: of each kind of thing the
one that shares most with the page. Rooms register when they are ready; nothing is asked of them while what they gave is kept.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import override
from wagtail.models import Locale, Page

from core.i18n.localised import language_of, pages_here
from core.kept import kept
from core.vocabularies import Kind

SHOWN = 4
"""As many steps as stand in one row, unless editors choose more."""
LEAST = 2
"""So many at least lead elsewhere, even where nothing shares anything with the page."""
_ORDER = {kind: place for place, kind in enumerate(Kind.values)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a page is about, in codes. ``url``: its path. ``chosen``: ids of the pages editors lead on to.

    ``shown``: kinds of things (``core.vocabularies.Kind``) it is or lists itself, which are not offered again.
    """

    url: str
    chosen: tuple[int, ...] = ()
    shown: tuple[str, ...] = ()
    competences: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    country: str = ""
    network: str = ""

    def shared_with(
        self,
        competences: Iterable[str] = (),
        themes: Iterable[str] = (),
        needs: Iterable[str] = (),
        country: str = "",
    ) -> int:
        """How much a thing has in common with the page: 2 for each code, 3 for the country."""
        pairs = ((self.competences, competences), (self.themes, themes), (self.needs, needs))
        codes = sum(len(set(own).intersection(others)) for own, others in pairs)
        return 2 * codes + 3 * bool(country and country == self.country)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A link into another room. ``label``: what it is, in the reader's words. ``language``: BCP 47 code of the title.

    ``weight``: what it shares with the page; 0 for what suits any page.
    """

    kind: str
    label: str
    title: str
    url: str
    language: str
    weight: int = 0


Offer = Callable[[Subject, str], Iterable[Step]]
"""Takes what a page is about and the reader's language, which is active. Only what everybody may see; one query at most."""

_offers: dict[str, Offer] = {}


def register(name: str, offer: Offer) -> None:
    """Adds what a room offers, under a name of its own (the same name again replaces it)."""
    _offers[name] = offer


def steps(subject: Subject, locale: Locale) -> list[Step]:
    """The way on for readers of ``locale``; no query while it is kept (``core.kept``)."""
    language = locale.language_code
    digest = sha256(repr(subject).encode()).hexdigest()[:24]
    return kept(f"onward/{language}/{digest}", lambda: _steps(subject, locale))


def _steps(subject: Subject, locale: Locale) -> list[Step]:
    with override(locale.language_code):
        found = _chosen(subject, locale)
        offered = [step for offer in _offers.values() for step in offer(subject, locale.language_code)]
    kinds, there = {step.kind for step in found}.union(subject.shown), {step.url for step in found}
    for step in sorted(offered, key=lambda step: (-step.weight, _ORDER[step.kind])):
        known = step.kind in kinds or step.url in there
        if not known and _is_elsewhere(step, subject) and _has_place(found, step, subject):
            kinds.add(step.kind)
            found.append(step)
    return found


def _has_place(found: list[Step], step: Step, subject: Subject) -> bool:
    """Whether the step is wanted beside those found: what suits any page only where little else leads elsewhere."""
    elsewhere = sum(_is_elsewhere(other, subject) for other in found)
    return len(found) < SHOWN or not elsewhere if step.weight else elsewhere < LEAST


def _chosen(subject: Subject, locale: Locale) -> list[Step]:
    """What editors chose, in their order; one query."""
    pages = pages_here(subject.chosen, locale)
    found = [_step_to(page) for page in dict.fromkeys(pages.chosen(pk) for pk in subject.chosen) if page]
    return [step for step in found if step.url != subject.url]


def _step_to(page: Page) -> Step:
    model = page.specific_class
    kind = getattr(model, "kind", Kind.PAGE.value)
    # That it is a page goes without saying.
    label = "" if kind == Kind.PAGE else str(model.kind_label)
    return Step(kind=kind, label=label, title=page.title, url=page.url or "", language=language_of(page))


def _is_elsewhere(step: Step, subject: Subject) -> bool:
    """Whether it leads to another room: ``/en/centres`` is one, with everything below it."""
    return step.url.split("/")[:3] != subject.url.split("/")[:3]
