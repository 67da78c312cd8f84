"""What events add to the pages of competences and organisations."""

from django.utils.translation import gettext as _

from agenda.models import EventPage
from community import contributions as organisations
from community.contributions import Contribution
from community.models import Organisation
from skills import contributions as competences
from skills.contributions import LinkGroup

ON_A_COMPETENCE = 3
OF_AN_ORGANISATION = 6


def register_contributions() -> None:
    """Called once when the app is ready."""
    competences.register("events", events_of_competence)
    organisations.register("events", events_of_organisation)


def events_of_competence(code: str, language: str) -> LinkGroup | None:
    """Events about a competence."""
    cards = [event.card() for event in EventPage.objects.in_language(language).about(code)[:ON_A_COMPETENCE]]
    return LinkGroup(title=_("Events"), cards=cards) if cards else None


def events_of_organisation(organisation: Organisation, language: str) -> Contribution | None:
    """Events an organisation held, and exchanges it opened."""
    cards = [
        event.card() for event in EventPage.objects.in_language(language).held_by(organisation.pk)[:OF_AN_ORGANISATION]
    ]
    return Contribution(title=_("Events"), cards=cards) if cards else None
