"""What resources add to the pages of competences and organisations."""

from django.utils.translation import gettext as _

from community import contributions as organisations
from community.contributions import Contribution, Provider
from community.models import Organisation
from resources.cards import module_titles
from resources.models import MODELS
from resources.models.querysets import ResourceQuerySet
from resources.vocabularies import ResourceKind
from skills import contributions as competences
from skills.contributions import LinkGroup, ModuleLink

SHOWN = 6
"""As many of each kind at most."""


def register_contributions() -> None:
    """Called once when the app is ready."""
    competences.register("modules", module_of_competence)
    competences.offer_modules("modules", modules_by_letter)
    competences.register("case-studies", cases_of_competence)
    organisations.register("case-studies", contributions_of(ResourceKind.CASE))
    organisations.register("modules", contributions_of(ResourceKind.MODULE))
    organisations.register("publications", contributions_of(ResourceKind.PUBLICATION))


def modules_by_letter(language: str) -> dict[str, ModuleLink]:
    """The learning modules by the letter of their competence; no query once they are known."""
    return {one.competence: ModuleLink(one.title, one.url, one.language) for one in module_titles(language)}


def module_of_competence(code: str, language: str) -> LinkGroup | None:
    """The learning module of a competence."""
    cards = [page.card() for page in _about(code, language, ResourceKind.MODULE)]
    return LinkGroup(title=_("Learning module"), cards=cards, module=True) if cards else None


def cases_of_competence(code: str, language: str) -> LinkGroup | None:
    """Case studies that show a competence at work."""
    cards = [page.card() for page in _about(code, language, ResourceKind.CASE)]
    return LinkGroup(title=_("Case studies"), cards=cards) if cards else None


def _about(code: str, language: str, kind: ResourceKind) -> ResourceQuerySet:
    return MODELS[kind].objects.in_language(language).about(code).light()[:SHOWN]


def contributions_of(kind: ResourceKind) -> Provider:
    """A list of what an organisation looks after, for one kind of resource."""

    def provider(organisation: Organisation, language: str) -> Contribution | None:
        titles = {
            ResourceKind.CASE: _("Case studies"),
            ResourceKind.MODULE: _("Learning modules"),
            ResourceKind.PUBLICATION: _("Publications"),
        }
        pages = MODELS[kind].objects.in_language(language).contributed_by(organisation.pk).light()[:SHOWN]
        cards = [page.card() for page in pages]
        return Contribution(title=titles[kind], cards=cards) if cards else None

    return provider
