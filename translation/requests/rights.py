"""Who asks for translations: those who write all languages. Translators see what is asked of them."""

from core.roles import grant
from translation.desk.rights import ASK


def connect() -> None:
    """Called once when the app is ready."""
    grant(ASK, to=("Editors", "Moderators"))
