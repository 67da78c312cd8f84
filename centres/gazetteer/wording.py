"""Take apart what people write for a place: postcode, parts of an address, words of a street."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from centres.gazetteer.fold import KINDS, bare, fold
from centres.gazetteer.postcodes import split_code

_SEPARATOR = re.compile(r"[,;/()\n]+|\s[-–—|]\s")
_NUMBER = re.compile(r"\d")
# Words that begin the name of a street in six languages, and Dutch and German endings of one.
_STREET = frozenset(
    [
        "rue",
        "avenue",
        "av",
        "bd",
        "boulevard",
        "blvd",
        "place",
        "pl",
        "quai",
        "chemin",
        "ch",
        "impasse",
        "allee",
        "allees",
        "cours",
        "route",
        "rte",
        "square",
        "passage",
        "chaussee",
        "faubourg",
        "esplanade",
        "rond",
        "zac",
        "zone",
        "lotissement",
        "residence",
        "batiment",
        "parc",
        "straat",
        "laan",
        "plein",
        "weg",
        "steenweg",
        "kade",
        "gracht",
        "dreef",
        "via",
        "viale",
        "v",
        "le",
        "corso",
        "piazza",
        "piazzale",
        "p",
        "zza",
        "largo",
        "vicolo",
        "strada",
        "lungomare",
        "rua",
        "avenida",
        "travessa",
        "praca",
        "praceta",
        "estrada",
        "alameda",
        "calcada",
        "beco",
        "rotunda",
        "bairro",
        "ulica",
        "ul",
        "trg",
        "cesta",
        "put",
        "aleja",
        "obala",
        "setaliste",
        "avenija",
        "prilaz",
        "odvojak",
        "street",
        "st",
        "road",
        "rd",
        "lane",
        "close",
        "crescent",
        "drive",
        "terrace",
        "calle",
        "plaza",
        "paseo",
        "c",
    ]
)
COUNTRY_KINDS = frozenset(["pays", "country", "paese", "pais", "zemlja", "drzava", "staat"])
_QUARTERS = frozenset(
    [
        "centre",
        "centar",
        "centro",
        "centrum",
        "center",
        "nord",
        "sud",
        "est",
        "ouest",
        "gare",
        "station",
        "mairie",
        "centrale",
        "central",
        "noord",
        "zuid",
        "oost",
        "north",
        "south",
        "east",
        "west",
        "norte",
        "sul",
        "sjever",
        "jug",
        "istok",
        "zapad",
        "stazione",
        "estacao",
        "kolodvor",
    ]
)
_STREET_END = re.compile(
    r"(?:straat|laan|plein|steenweg|gracht|kade|dreef|strasse|platz|allee|gasse|weg|ulica|street|road|avenue|lane|square)\Z"
)
_DISTRICT = re.compile(
    r"\A(?P<town>paris|lyon|marseille|parigi|lione|marsiglia|parijs|pariz|lyons|marselha|lion|marseilles)\s(?P<number>\d{1,2})"
    r"(?:er|re|e|eme|ieme|nd|th|st|rd|o|a|de)?(?:\s(?:ardt|arr|arrdt|arrondissement|district|distretto|bairro|bezirk|okrug|ar))?\Z"
    r"|\A(?P<number2>\d{1,2})(?:er|re|e|eme|ieme|nd|th|st|rd|o|a|de)?\s(?:arr|arrondissement|district|distretto|bairro|okrug)\s"
    r"(?:de |of |van |di |do |d )?(?P<town2>paris|lyon|marseille|parigi|lione|marsiglia|parijs|pariz|lyons|marselha|lion)\Z"
)
_DISTRICTS = {"75": ("Paris", 20), "69": ("Lyon", 9), "13": ("Marseille", 16)}
_TOWNS = {
    "paris": "75", "parigi": "75", "parijs": "75", "pariz": "75", "lyon": "69", "lyons": "69", "lione": "69", "lion": "69",
    "marseille": "13", "marsiglia": "13", "marselha": "13", "marseilles": "13",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A part of what was written, between commas or brackets. `folded` is without accents, punctuation and case."""

    folded: str
    is_street: bool

    @property
    def words(self) -> list[str]:
        return self.folded.split()

    def ends(self) -> list[str]:
        """Beginnings and endings of at most four words, without numbers, longer ones first; no beginnings of a street."""
        words = self.words
        spans = []
        for count in range(min(4, len(words) - 1), 0, -1):
            spans.append(words[-count:])
            if not self.is_street:
                spans.append(words[:count])
        return [" ".join(span) for span in spans if not any(_NUMBER.search(word) or word in _QUARTERS for word in span)]


@dataclass(frozen=True)
class Words:
    """A query taken apart. `code`: the postcode or an empty text. `meant`: ``region`` for "(region)" and
    "provincia di …", ``country`` for "(pays)", else empty."""

    text: str
    code: str
    parts: tuple[Part, ...]
    meant: str

    @cached_property
    def whole(self) -> str:
        return fold(self.text)

    @classmethod
    def of(cls, text: str) -> Words:
        code, rest = split_code(text)
        folded = [one for part in _SEPARATOR.split(rest) if (one := fold(part))]
        parts = [Part(one, _is_street(one)) for one in folded if one not in KINDS and one not in COUNTRY_KINDS]
        named_region = any(one in KINDS for one in folded) or (bool(parts) and bare(parts[0].folded) != parts[0].folded)
        meant = "country" if COUNTRY_KINDS.intersection(folded) else "region" if named_region else ""
        return cls(text, code, tuple(parts), meant)

    @property
    def district(self) -> tuple[str, str] | None:
        """(name, postcode) of an arrondissement of Paris, Lyon or Marseille."""
        match = next(
            filter(None, (_DISTRICT.match(one) for one in (self.whole, *(part.folded for part in self.parts[:1])))),
            None,
        )
        if match is None:
            return None
        prefix = _TOWNS[match["town"] or match["town2"]]
        town, last = _DISTRICTS[prefix]
        number = int(match["number"] or match["number2"])
        if not 1 <= number <= last:
            return None
        return f"{town} {number}{'er' if number == 1 else 'e'}", f"{prefix}0{number:02}"


def _is_street(folded: str) -> bool:
    words = folded.split()
    number = any(_NUMBER.search(word) for word in words) and len(words) > 1
    return (
        number
        or (len(words) > 1 and words[0] in _STREET)
        or any(_STREET_END.search(word) and len(word) > 5 for word in words)
    )
