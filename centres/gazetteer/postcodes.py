"""Recognise postcodes in what people write."""

from __future__ import annotations

import re

# Countries whose codes name single streets: the table keeps so many leading characters.
KEPT_CHARACTERS = {"PT": 4, "RO": 4, "SE": 3, "NL": 4}
_PREFIX = re.compile(r"\A(?:AD|AX|BE|B|CH|D|DE|F|FI|FR|FO|HR|I|IT|L|LU|LV|LT|MD|P|PT|SE|SI|SK)[\s-]+(?=\d)", re.I)
_CODE = re.compile(
    r"""(?<![A-Z0-9])(
        [A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}        # United Kingdom, whole
      | (?:[A-Z]{1,2}-\s?)?\d{4}-\d{3}           # Portugal, whole
      | \d{4}\s?[A-Z]{2}(?=\s|,|\Z)              # Netherlands, whole
      | (?:[A-Z]{1,2}-\s?)?\d{2}-\d{3}           # Poland
      | (?:[A-Z]{1,2}-\s?)?\d{3}\s\d{2}          # Czechia, Slovakia, Sweden
      | (?:[A-Z]{1,2}-\s?)\d{4,5}                # with the old car sign
      | AD\d{3} | [A-Z]\d{2}                     # Andorra, Ireland
      | \d{3,6}                                  # everywhere else
      | [A-Z]{1,2}\d{1,2}[A-Z]?                  # United Kingdom, first half
    )(?![A-Z0-9])""",
    re.X | re.I,
)


def normalise_code(code: str, country: str = "") -> str:
    """A postcode as the tables write it: no country sign, no spaces or dashes, upper case."""
    bare = re.sub(r"[\s.-]+", "", _PREFIX.sub("", code.strip())).upper()
    return bare.removeprefix(country) if country in ("LV", "LT") else bare


def split_code(query: str) -> tuple[str, str]:
    """Part a query into a normalised postcode and the rest; the code is empty when there is none."""
    match = _CODE.search(query)
    if not match:
        return "", query
    rest = (query[: match.start()] + " " + query[match.end() :]).strip(" ,;-")
    return normalise_code(match.group(1)), rest


def spellings(code: str) -> list[tuple[str, str]]:
    """Pairs (country or "", code) under which a normalised code may stand in the table, exact one first."""
    found = [("", code)]
    if re.fullmatch(r"\d{7}", code):
        found.append(("PT", code[:4]))
    if re.fullmatch(r"\d{6}", code):
        found.append(("RO", code[:4]))
    if re.fullmatch(r"\d{5}", code):
        found.append(("SE", code[:3]))
    if re.fullmatch(r"\d{4}[A-Z]{2}", code):
        found.append(("NL", code[:4]))
    if re.fullmatch(r"[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}", code):
        found.append(("GB", code[:-3]))
    return found
