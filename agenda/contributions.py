"""What events add to the pages of competences and organisations."""

from django.utils.translation import gettext as _

from agenda.queries import events_by, events_on
from community import contributions as organisations
from community.contributions import Contribution
from community.models import Organisation
from skills import contributions as competences
from skills.contributions import LinkGroup


def register_contributions() -> None:
    """Called once when the app is ready."""
    competences.register("events", events_of_competence)
    organisations.register("events", events_of_organisation)


def events_of_competence(code: str, language: str) -> LinkGroup | None:
    """Events about a competence."""
    cards = [event.card() for event in events_on(code, language)]
    return LinkGroup(title=_("Events"), cards=cards) if cards else None


def events_of_organisation(organisation: Organisation, language: str) -> Contribution | None:
    """Events an organisation held."""
    cards = [event.card() for event in events_by(organisation.pk, language)]
    return Contribution(title=_("Events"), cards=cards) if cards else None
