"""What Excel makes of a CSV file that somebody opens and saves again, in the languages of our partners."""

import csv
import io
import re
from dataclasses import dataclass
from datetime import date

from anyascii import anyascii
from babel.dates import get_month_names


@dataclass(frozen=True)
class Excel:
    """``language`` of the program; ``point``: it takes 45.3 for a number, else 45,3; ``page``: code page it saves in.

    ``day`` and ``month``: how a day and a month of a year are shown; ``yes`` and ``no``: what TRUE and FALSE become.
    ``loses``: what becomes of a letter that the code page lacks, the nearest one or a question mark.
    """

    language: str
    separator: str = ";"
    point: bool = False
    page: str = "cp1252"
    day: str = "%d/%m/%Y"
    month: str = "{month}-{year:02}"
    yes: str = "TRUE"
    no: str = "FALSE"
    loses: str = "nearest"

    def saved(self, exported: bytes) -> bytes:
        """The file after it was opened and saved."""
        rows = list(csv.reader(io.StringIO(exported.decode("utf-8-sig"), newline="")))
        out = io.StringIO(newline="")
        writer = csv.writer(out, delimiter=self.separator, lineterminator="\r\n")
        writer.writerow(rows[0])
        writer.writerows([self.cell(text) for text in row] for row in rows[1:])
        return "".join(map(self._letter, out.getvalue())).encode(self.page)

    def cell(self, text: str) -> str:
        """One cell as it is shown, and therefore saved."""
        if text.casefold() in ("true", "false"):
            return self.yes if text.casefold() == "true" else self.no
        if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text):
            return self._day(date(*map(int, match.groups())))
        if match := re.fullmatch(r"(\d{4})-(\d\d)", text):
            return self.month.format(month=self._name(int(match[2])), year=int(match[1]) % 100)
        if (match := re.fullmatch(r"(\d{1,2})[/-](\d{1,2})", text)) and int(match[1]) <= 31 and int(match[2]) <= 12:
            return f"{int(match[1]):02}-{self._name(int(match[2]))}"
        if re.fullmatch(r"0?\d+(?: \d{2,3})*", text):
            return self._number(int(text.replace(" ", "")))
        if re.fullmatch(r"-?\d+\.\d+", text):
            if self.point:
                return f"{float(text):.9g}"
            digits = text.replace(".", "")  # the point parts thousands, wherever it stands
            return text if self.language == "fr" else digits
        return text

    def _number(self, value: int) -> str:
        return (
            str(value)
            if value < 10**11
            else f"{value:.2E}".replace(".", "." if self.point else ",").replace("E+", "E+")
        )

    def _day(self, when: date) -> str:
        text = when.strftime(self.day)
        return re.sub(r"\b0(?=\d\b)", "", text) if self.language in ("nl", "hr", "en") else text

    def _name(self, month: int) -> str:
        return get_month_names("abbreviated", "format", locale=self.language)[month].rstrip(".").lower()

    def _letter(self, letter: str) -> str:
        try:
            letter.encode(self.page)
        except UnicodeEncodeError:
            return anyascii(letter) if self.loses == "nearest" else "?"
        return letter


PROGRAMS = {
    "fr": Excel("fr", yes="VRAI", no="FAUX"),
    "fr ?": Excel("fr", yes="VRAI", no="FAUX", loses="?"),
    "fr, Macintosh": Excel("fr", yes="VRAI", no="FAUX", page="mac_roman"),
    "fr, MS-DOS": Excel("fr", yes="VRAI", no="FAUX", page="cp850"),
    "hr, MS-DOS": Excel("hr", page="cp852", day="%d.%m.%Y.", month="{month}.{year:02}", yes="ISTINA", no="NEISTINA"),
    "nl": Excel("nl", day="%d-%m-%Y", yes="WAAR", no="ONWAAR"),
    "it": Excel("it", yes="VERO", no="FALSO"),
    "pt": Excel("pt", day="%d/%m/%Y", month="{month}/{year:02}", yes="VERDADEIRO", no="FALSO"),
    "hr": Excel("hr", page="cp1250", day="%d.%m.%Y.", month="{month}.{year:02}", yes="ISTINA", no="NEISTINA"),
    "en": Excel("en", separator=",", point=True, day="%m/%d/%Y"),
    "de": Excel("de", day="%d.%m.%Y", month="{month} {year:02}", yes="WAHR", no="FALSCH"),
}
