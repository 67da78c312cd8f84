"""Whose e-mail address shows that they work at a centre: one at the domain of the centre's own site."""

from functools import cache
from urllib.parse import urlsplit

from django.utils import timezone
from publicsuffixlist import PublicSuffixList

from centres.models import Centre, Owner

_OPEN_TO_ALL_TEXT = (
    "aol.com bbox.fr bluewin.ch facebook.com fb.com free.fr gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.fr gmx.net "
    "google.com googlemail.com hetnet.nl home.nl hotmail.be hotmail.com hotmail.fr hotmail.it hotmail.nl icloud.com "
    "inet.hr instagram.com kpnmail.nl laposte.net libero.it linkedin.com linktr.ee live.be live.com live.fr live.it "
    "live.nl mac.com mail.com mail.pt me.com msn.com neuf.fr net.hr netcabo.pt notion.site orange.fr outlook.be "
    "outlook.com outlook.fr outlook.it outlook.pt planet.nl pm.me proton.me protonmail.com proximus.be sapo.pt scarlet.be "
    "sfr.fr skynet.be t-online.de telenet.be tin.it tiscali.it tutanota.com tuta.io virgilio.it voo.be wanadoo.fr web.de "
    "wix.com wordpress.com xs4all.nl yahoo.co.uk yahoo.com yahoo.fr yahoo.it ymail.com zoho.com ziggo.nl"
)
OPEN_TO_ALL = frozenset(_OPEN_TO_ALL_TEXT.split())
"""Domains where anyone gets a mailbox or a page: an address there says nothing about a centre."""


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


def site_host(centre: Centre) -> str:
    """The host of the centre's site without ``www.``, in ASCII; ``""`` when none is known."""
    try:
        host = (urlsplit(centre.website).hostname or "").removeprefix("www.")
        return host.encode("idna").decode().lower()
    except (UnicodeError, ValueError):
        return ""


def mail_domain(centre: Centre) -> str:
    """The registrable domain claims must come from: ``hzz.hr``; ``""`` when the site cannot vouch for anyone."""
    host = site_host(centre)
    registrable = _suffixes().privatesuffix(host) or ""
    is_number = host.rpartition(".")[2].isdigit()
    return "" if is_number or registrable in OPEN_TO_ALL else registrable


def vouches(centre: Centre, email: str) -> bool:
    """Whether the address is at the host of the centre's site or at a domain above it.

    A sister domain does not count: at ``students.example.org`` other people have mailboxes than those who run
    ``guidance.example.org``.
    """
    top = mail_domain(centre)
    try:
        domain = email.rpartition("@")[2].encode("idna").decode().lower()
    except UnicodeError:
        return False
    above = f".{site_host(centre)}".endswith(f".{domain}")
    return bool(top and domain and above and f".{domain}".endswith(f".{top}"))


def make_owner(centre: Centre, email: str, language: str) -> Owner | None:
    """The owner behind an address that was just proved; ``None`` when editors have ended this ownership."""
    owner, _created = Owner.objects.get_or_create(centre=centre, email=email.lower(), defaults={"language": language})
    if not owner.active:
        return None
    owner.verified_at = timezone.now()
    owner.save(update_fields=["verified_at"])
    return owner
