"""What somebody wants to hear of, and the keys in the links of their mails."""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import quote

from django.urls import reverse

from core.keys import Purpose
from core.letters.letter import absolute
from home.models import Follower

ASKED = Purpose("home.follow.asked", timedelta(days=3), (str,) * 6)
"""The address and the choices of who asks: they stand in the link alone, and nothing is kept before it is opened."""
OWN = Purpose("home.follow.own", timedelta(days=800), (int, str))
"""A follower's key and address. It outlives the address."""
LONGEST_KEY = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """``language`` of the mails, ``languages`` of the texts; codes of ``kinds`` and ``themes``, none: all; ``rhythm``: a code."""

    language: str
    languages: tuple[str, ...]
    kinds: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    rhythm: str

    @classmethod
    def of(cls, follower: Follower) -> "Choices":
        """What is kept of a follower."""
        return cls(
            language=follower.language,
            languages=tuple(follower.languages),
            kinds=tuple(follower.kinds),
            themes=tuple(follower.themes),
            rhythm=follower.rhythm,
        )

    def columns(self) -> dict[str, str | list[str]]:
        """The same as columns of ``Follower``."""
        lists = {"languages": list(self.languages), "kinds": list(self.kinds), "themes": list(self.themes)}
        return {"language": self.language, "rhythm": self.rhythm, **lists}


def asked_url(email: str, choices: Choices) -> str:
    """The absolute address that confirms, in the active language."""
    lists = (" ".join(codes) for codes in (choices.languages, choices.kinds, choices.themes))
    key = ASKED.key(email, choices.language, *lists, choices.rhythm)
    return absolute(f"{reverse('follow_confirm')}?key={quote(key)}")


def asked(key: str) -> tuple[str, Choices] | None:
    """The address and the choices a key confirms; ``None``: altered or too old."""
    values = ASKED.read(key)
    if values is None or not values[0]:  # an example in the gallery is nobody's
        return None
    email, language, languages, kinds, themes, rhythm = values
    lists = {"languages": tuple(languages.split()), "kinds": tuple(kinds.split()), "themes": tuple(themes.split())}
    return email, Choices(language=language, rhythm=rhythm, **lists)


def own_key(follower: Follower) -> str:
    """The key in the links of this person's mails."""
    return OWN.key(follower.pk or 0, follower.email)


def own_path(follower: Follower) -> str:
    """The path of the own choices in the active language."""
    return f"{reverse('follow_own')}?key={quote(own_key(follower))}"


def no_more_url(follower: Follower) -> str:
    """The absolute address that ends the mails, in the active language."""
    return absolute(f"{reverse('follow_no_more')}?key={quote(own_key(follower))}")


def owner(key: str) -> tuple[bool, Follower | None]:
    """Whether the key is one of ours, and whose it is; ``None`` when the address is deleted."""
    match OWN.read(key):
        case [pk, email]:
            return True, Follower.objects.filter(pk=pk, email=email).first()
    return False, None
