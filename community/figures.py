"""What this room adds to the figures of the portal: what each organisation did, words translated for it, and practitioners."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import F
from django.db.models.functions import TruncMonth
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, Page

from community.models import CommunityIndexPage, Membership, Organisation, Practitioner
from community.views import VISITED
from core import ownership
from core.collation import sort_key
from core.figures import registry
from core.figures.registry import ONE, Count, Dimension, Figure, Name, month_of
from core.i18n.languages import active_language
from core.i18n.said import Said
from core.visits import things, used
from core.visits.things import Named
from core.visits.used import Own
from core.waiting.sections import form_url
from translation.words import counted_by_author

TEAM = "team"
"""The row of who translates and works for no organisation."""


def register_figures() -> None:
    """Called once when the app is ready."""
    organisations = Dimension(_("Organisation"), _organisations)
    languages = Dimension(_("Language"), registry.language_names)
    registry.register(
        Figure(
            "words",
            20,
            _("Words translated, by organisation and language"),
            organisations,
            languages,
            _words,
            note=_(
                "Words of the original, by the organisation the translator works for. What a machine wrote is not counted."
            ),
        )
    )
    kinds = Dimension(_("Kind"), _kinds)
    registry.register(Figure("organisations", 25, _("What organisations published"), organisations, kinds, _published))
    registry.register(
        Figure(
            "practitioners",
            70,
            _("Practitioners who joined the directory"),
            Dimension(_("Practitioners"), registry.one(_("All practitioners")).names),
            registry.one(_("Number")),
            _practitioners,
            people=True,
            note=_("Those who have left are no longer counted."),
        )
    )
    things.register(VISITED, things.Kind(_("Organisation"), _names))
    used.register(_own)


def _words() -> Iterator[Count]:
    """Who works for several organisations counts for the one joined first."""
    employers: dict[int, int] = {}
    for user, organisation in Membership.objects.order_by("-since", "-pk").values_list("user", "organisation"):
        employers[user] = organisation
    sums: Counter[tuple[date, str, str]] = Counter()
    for (month, author, language), (_passages, words) in counted_by_author().items():
        sums[month, str(employers.get(author, TEAM)), language] += words
    for (month, organisation, language), words in sums.items():
        yield Count(month, organisation, language, words)


def _published() -> Iterator[Count]:
    """Everything that is an organisation's own and public, once for all its languages, in the month it was first published."""
    for kind in ownership.every():
        if kind.field != "pk" and issubclass(kind.model, DraftStateMixin):
            yield from _published_of(kind)


def _published_of(kind: ownership.Owned) -> Iterator[Count]:
    rows: Any = kind.model._default_manager.filter(
        live=True, first_published_at__isnull=False, **{f"{kind.field}__isnull": False}
    )
    is_page = issubclass(kind.model, Page)
    if is_page:
        rows = rows.filter(alias_of=None)
    told = rows.annotate(month=TruncMonth("first_published_at"), whole=F("translation_key" if is_page else "pk"))
    first: dict[Any, tuple[date, int]] = {}
    for whole, month, organisation in told.order_by("-first_published_at").values_list("whole", "month", kind.field):
        first[whole] = month_of(month), organisation
    sums: dict[tuple[date, int], int] = defaultdict(int)
    for one in first.values():
        sums[one] += 1
    for (month, organisation), number in sums.items():
        yield Count(month, str(organisation), kind.model._meta.label_lower, number)


def _kinds(codes: Collection[str]) -> dict[str, Name]:
    models = {kind.model._meta.label_lower: kind.model for kind in ownership.every()}
    return {
        code: Name(capfirst(str(model._meta.verbose_name_plural))) for code, model in models.items() if code in codes
    }


def _practitioners() -> Iterator[Count]:
    for joined_at in Practitioner.objects.listed().order_by().values_list("joined_at", flat=True):
        yield Count(month_of(joined_at), ONE, ONE, 1)


def _organisations(codes: Collection[str]) -> dict[str, Name]:
    """By the name readers know, in alphabetical order; whoever works for none is the portal's team, at the end."""
    language = active_language()
    base = CommunityIndexPage.url_in(language)
    keys = [int(code) for code in codes if code.isdecimal()]
    rows = Organisation.objects.filter(pk__in=keys).with_name_in(language)
    found = {}
    for pk, name, spoken, known, slug, live in rows.values_list(
        "pk", "name", "name_language", "known_name", "slug", "live"
    ):
        said = Said(known, language) if known else Said(name, spoken)
        found[str(pk)] = Name(said, f"{base}{slug}/" if base and live else "")
    ordered = dict(sorted(found.items(), key=lambda pair: sort_key(str(pair[1].text))))
    return ordered | ({TEAM: Name(gettext("The portal’s team"))} if TEAM in codes else {})


def _own(user: Any) -> list[Own]:
    """The published ones somebody works for."""
    rows = Organisation.objects.filter(ownership.own(Organisation, user), live=True).values_list("pk", "name")
    kind = ContentType.objects.get_for_model(Organisation)
    return [Own(VISITED, (pk,), name, form_url(kind, pk)) for pk, name in rows.order_by("name", "pk")]


def _names(keys: Collection[int]) -> dict[int, Named]:
    base = CommunityIndexPage.url_in(active_language())
    rows = Organisation.objects.filter(pk__in=keys).values_list("pk", "name", "slug")
    return {pk: Named(name, f"{base}{slug}/" if base else "") for pk, name, slug in rows}
