"""A centre as a vCard 4.0 (RFC 6350), for the address book of a telephone."""

from django.http import HttpRequest, HttpResponse

from centres.models import Centre, FinderPage
from centres.telling.freshness import last_check, page_marks
from centres.telling.names import name_of
from centres.vocabularies import PointPrecision
from core.countries import country_name
from core.i18n.languages import active_language

MAX_LINE = 75
"""Octets of a line without its end; longer ones are folded (RFC 6350, 3.2)."""


def escape(text: str) -> str:
    """A text value: backslash, comma, semicolon and line end are escaped, other control characters left out."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = "".join(sign for sign in lines if sign == "\n" or sign.isprintable())
    for sign, written in (("\\", "\\\\"), (",", "\\,"), (";", "\\;"), ("\n", "\\n")):
        plain = plain.replace(sign, written)
    return plain


def fold_line(line: str) -> str:
    """The line in pieces of at most 75 octets; each further piece starts with a space, no letter is cut in two."""
    pieces, current, size = [], "", 0
    for sign in line:
        width = len(sign.encode())
        if size + width > MAX_LINE:
            pieces.append(current)
            current, size = " ", 1
        current, size = current + sign, size + width
    return "\r\n".join([*pieces, current])


def _uri(text: str) -> str:
    """A URI value is not escaped; only what would end the line is taken away."""
    return "".join(text.split())


def _address(centre: Centre) -> str:
    street = ", ".join(part for part in (centre.site, centre.street) if part)
    parts = ("", "", street, centre.city, centre.region, centre.postcode, country_name(centre.country))
    return ";".join(escape(part) for part in parts)


def _note(centre: Centre) -> str:
    sentences = [*(str(mark.label) for mark in page_marks(centre)), last_check(centre)]
    return " ".join(f"{sentence.rstrip('.')}." for sentence in sentences)


def vcard(centre: Centre, url: str) -> str:
    """The card in the active language, lines ended as RFC 6350 asks. ``url``: the centre's page, absolute.

    A point that stands for the town is left out: a telephone would lead people to it.
    """
    language = active_language()
    name = name_of(centre, language)
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        "KIND:org",
        f"UID:urn:uuid:{centre.uid}",
        f"FN;LANGUAGE={name.language or language}:{escape(name.text)}",
        f"ORG:{escape(centre.name)}",
        f"ADR:{_address(centre)}",
    ]
    if centre.point and centre.point_precision != PointPrecision.CITY:
        lines.append("GEO:geo:{:.6f},{:.6f}".format(*centre.point))
    lines += [f"TEL;VALUE=text;TYPE=work,voice:{escape(centre.phone)}"] if centre.phone else []
    lines += [f"EMAIL;TYPE=work:{escape(centre.email)}"] if centre.email else []
    lines += [f"URL;TYPE=work:{_uri(centre.website)}"] if centre.website else []
    lines += [f"LANG:{code}" for code in centre.spoken]
    lines += [
        f"SOURCE:{_uri(url)}",
        f"NOTE;LANGUAGE={language}:{escape(f'{_note(centre)} {url}')}",
        f"REV:{centre.updated_at:%Y%m%dT%H%M%SZ}",
        "END:VCARD",
    ]
    return "\r\n".join(fold_line(line) for line in lines) + "\r\n"


def vcard_view(page: FinderPage, request: HttpRequest, centre: Centre) -> HttpResponse:
    """``<finder>/<slug>/vcard/``."""
    text = vcard(centre, request.build_absolute_uri(page.centre_url(centre)))
    response = HttpResponse(text, content_type="text/vcard; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{centre.slug}.vcf"'
    response["X-Robots-Tag"] = "noindex"
    return response
