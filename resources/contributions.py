"""What resources add to the pages of competences and organisations."""

from django.utils.translation import gettext as _

from community import contributions as organisations
from community.contributions import Contribution, Provider
from community.models import Organisation
from core.cards import Card
from resources.queries import contributed_by, resources_on
from resources.vocabularies import ResourceKind
from skills import contributions as competences
from skills.contributions import LinkGroup


def register_contributions() -> None:
    """Called once when the app is ready."""
    competences.register("modules", module_of_competence)
    competences.register("case-studies", cases_of_competence)
    organisations.register("case-studies", contributions_of(ResourceKind.CASE))
    organisations.register("modules", contributions_of(ResourceKind.MODULE))
    organisations.register("publications", contributions_of(ResourceKind.PUBLICATION))


def module_of_competence(code: str, language: str) -> LinkGroup | None:
    """The learning module of a competence."""
    cards: list[Card] = [page.card() for page in resources_on(code, language, ResourceKind.MODULE)]
    return LinkGroup(title=_("Learning module"), cards=cards, module=True) if cards else None


def cases_of_competence(code: str, language: str) -> LinkGroup | None:
    """Case studies that show a competence at work."""
    cards = [page.card() for page in resources_on(code, language, ResourceKind.CASE)]
    return LinkGroup(title=_("Case studies"), cards=cards) if cards else None


def contributions_of(kind: ResourceKind) -> Provider:
    """A list of what an organisation looks after, for one kind of resource."""

    def provider(organisation: Organisation, language: str) -> Contribution | None:
        titles = {
            ResourceKind.CASE: _("Case studies"),
            ResourceKind.MODULE: _("Learning modules"),
            ResourceKind.PUBLICATION: _("Publications"),
        }
        cards = [page.card() for page in contributed_by(organisation.pk, language, kind)]
        return Contribution(title=titles[kind], cards=cards) if cards else None

    return provider
