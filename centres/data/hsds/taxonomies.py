"""The directory's vocabularies as HSDS taxonomies: stable codes, labels in the language asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from centres import vocabularies
from centres.data.hsds.ids import named
from centres.pages.centre import need_help
from core.terms import until_changed

VERSION = "1"


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """One vocabulary. ``group``: the finder's filter of the same codes; ``""`` when there is none."""

    code: str
    name: Callable[[], str]
    vocabulary: Any
    group: str

    @property
    def id(self) -> UUID:
        return named("taxonomy", self.code)


TAXONOMIES = (
    Taxonomy("services", lambda: _("Services"), vocabularies.Service, "service"),
    Taxonomy("needs", lambda: _("Needs"), vocabularies.Need, "need"),
    Taxonomy("audiences", lambda: _("Audiences"), vocabularies.Audience, "audience"),
    Taxonomy("access", lambda: _("Ways of access"), vocabularies.Access, "access"),
    Taxonomy("accessibility", lambda: _("Accessibility"), vocabularies.Accessibility, "accessible"),
    Taxonomy("networks", lambda: _("Networks"), vocabularies.Network, ""),
)
BY_CODE = {taxonomy.code: taxonomy for taxonomy in TAXONOMIES}


@cache
def taxonomy_ids() -> dict[UUID, Taxonomy]:
    """Every taxonomy by its identifier."""
    return {taxonomy.id: taxonomy for taxonomy in TAXONOMIES}


@until_changed
def term_ids() -> dict[UUID, tuple[Taxonomy, str]]:
    """(taxonomy, code) of every term by its identifier."""
    return {named("term", t.code, code): (t, code) for t in TAXONOMIES for code in t.vocabulary.values}


def taxonomy_json(taxonomy: Taxonomy) -> dict[str, Any]:
    """A taxonomy as HSDS writes it."""
    name = str(taxonomy.name())
    return {"id": str(taxonomy.id), "name": name, "description": name, "version": VERSION}


def term_json(taxonomy: Taxonomy, code: str, language: str) -> dict[str, Any]:
    """A term as HSDS writes it; ``language`` is the active one."""
    label = str(taxonomy.vocabulary(code).label)
    return {
        "id": str(named("term", taxonomy.code, code)),
        "code": code,
        "name": label,
        "description": need_help(code) if taxonomy.code == "needs" else label,
        "taxonomy": str(taxonomy.name()),
        "taxonomy_detail": taxonomy_json(taxonomy),
        "taxonomy_id": str(taxonomy.id),
        "language": language,
    }
