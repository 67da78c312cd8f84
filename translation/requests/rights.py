"""Who asks for translations: those who write all languages, and coordinators into theirs. Translators see what is asked of them."""

from core.people.languages import COORDINATORS, groups_of
from core.roles import grant
from translation.desk.rights import ASK


def connect() -> None:
    """Called once when the app is ready."""
    grant(ASK, to=("Editors", "Moderators", *groups_of(COORDINATORS)))
