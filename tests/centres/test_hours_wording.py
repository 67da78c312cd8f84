"""Opening hours as people of six languages write them: what is read, what is asked, what is never suggested."""

import pytest

from centres.columns.hours import text as opening
from centres.columns.public import COLUMN
from centres.columns.reading import RowFacts
from centres.fields.hours import CLOSED, OPEN, UNKNOWN, DayHours
from centres.importing.cells.rows import Options, RowReader
from centres.importing.columns.contents import field_by_content
from centres.importing.columns.headers import propose
from centres.importing.problems import WARNING
from centres.importing.tables.table import Row
from core.i18n.languages import LANGUAGES

TWO = "09:00-12:00,14:00-17:00"

READ = [
    # Later times of a day add to those before.
    ("it", "lun-ven 8.30-13.00; mar e gio 14.30-16.30", "Mo 08:30-13:00; Tu 08:30-13:00,14:30-16:30; We 08:30-13:00; Th 08:30-13:00,14:30-16:30; Fr 08:30-13:00; Sa-Su off"),
    ("it", "dal lunedì al venerdì 9-13; martedì e giovedì 15-17", "Mo 09:00-13:00; Tu 09:00-13:00,15:00-17:00; We 09:00-13:00; Th 09:00-13:00,15:00-17:00; Fr 09:00-13:00; Sa-Su off"),
    ("it", "lu-ve 9-13, ma 15-17", "Mo 09:00-13:00; Tu 09:00-13:00,15:00-17:00; We-Fr 09:00-13:00; Sa-Su off"),
    ("fr", "Lundi au vendredi 9h-12h, mardi 14h-17h", f"Mo 09:00-12:00; Tu {TWO}; We-Fr 09:00-12:00; Sa-Su off"),
    ("fr", "lundi 9h-12h; lundi 14h-17h", f"Mo {TWO}; Tu-Su off"),
    ("fr", "lun., mar., jeu., ven. : 8h30-12h / 13h30-17h — mer. : fermé", "Mo-Tu 08:30-12:00,13:30-17:00; We off; Th-Fr 08:30-12:00,13:30-17:00; Sa-Su off"),
    ("nl", "Maandag tot vrijdag 9u-12u30, dinsdag en donderdag 13u30-16u", "Mo 09:00-12:30; Tu 09:00-12:30,13:30-16:00; We 09:00-12:30; Th 09:00-12:30,13:30-16:00; Fr 09:00-12:30; Sa-Su off"),
    ("nl", "maandag: 9u tot 12u en van 14u tot 17u", f"Mo {TWO}; Tu-Su off"),
    ("nl", "ma, di, do, vr: 9.00 - 12.00 uur en 14.00 - 17.00 uur; wo: gesloten", f"Mo-Tu {TWO}; We off; Th-Fr {TWO}; Sa-Su off"),
    ("hr", "pon-pet 8-12, uto 14-16", "Mo 08:00-12:00; Tu 08:00-12:00,14:00-16:00; We-Fr 08:00-12:00; Sa-Su off"),
    ("hr", "ponedjeljkom i srijedom 8-12, utorkom 14-18", "Mo 08:00-12:00; Tu 14:00-18:00; We 08:00-12:00; Th-Su off"),
    ("hr", "radnim danom 8-16, subotom prijepodne 9-12, nedjeljom i praznikom zatvoreno", "Mo-Fr 08:00-16:00; Sa 09:00-12:00; Su off; PH off"),
    ("pt", "segunda a sexta das 9h às 12h30 e das 14h às 17h30", "Mo-Fr 09:00-12:30,14:00-17:30; Sa-Su off"),
    ("pt", "2.ª a 6.ª feira, das 9h00 às 17h00", "Mo-Fr 09:00-17:00; Sa-Su off"),
    ("pt", "2ª, 4ª e 6ª 9h-12h; 4ª 14h-17h", f"Mo 09:00-12:00; Tu off; We {TWO}; Th off; Fr 09:00-12:00; Sa-Su off"),
    ("en", "Mon to Thu 8.30am - 5pm, Fri 8.30am - 12.30pm", "Mo-Th 08:30-17:00; Fr 08:30-12:30; Sa-Su off"),
    ("en", "Mon-Fri 9-12, Tue 2pm-5pm", f"Mo 09:00-12:00; Tu {TWO}; We-Fr 09:00-12:00; Sa-Su off"),
    # What is closed is taken away: half of a day, or all of it.
    ("fr", "du lundi au vendredi de 9h à 12h et de 13h30 à 17h, fermé le mercredi matin", "Mo-Tu 09:00-12:00,13:30-17:00; We 13:30-17:00; Th-Fr 09:00-12:00,13:30-17:00; Sa-Su off"),
    ("fr", "lun-ven 9-12, 14-17, fermé le mercredi matin et le vendredi après-midi", f"Mo-Tu {TWO}; We 14:00-17:00; Th {TWO}; Fr 09:00-12:00; Sa-Su off"),
    ("fr", "vendredi 9h-12h, après-midi fermé", "Mo-Th off; Fr 09:00-12:00; Sa-Su off"),
    ("fr", "lun-ven 9h-12h le matin, fermé le mercredi", "Mo-Tu 09:00-12:00; We off; Th-Fr 09:00-12:00; Sa-Su off"),
    ("nl", "ma-vr 9-12, 14-17; vrijdag namiddag gesloten", f"Mo-Th {TWO}; Fr 09:00-12:00; Sa-Su off"),
    ("nl", "ma-vr 9-12, 14-17, gesloten op woensdagvoormiddag", f"Mo-Tu {TWO}; We 14:00-17:00; Th-Fr {TWO}; Sa-Su off"),
    ("it", "lun-ven 9-12 e 14-17, chiuso il mercoledì pomeriggio", f"Mo-Tu {TWO}; We 09:00-12:00; Th-Fr {TWO}; Sa-Su off"),
    ("it", "lunedì mattina chiuso; lunedì 15-18; mar-ven 9-12", "Mo 15:00-18:00; Tu-Fr 09:00-12:00; Sa-Su off"),
    ("pt", "segunda a sexta 9h-12h, 14h-17h; encerrado à sexta de tarde", f"Mo-Th {TWO}; Fr 09:00-12:00; Sa-Su off"),
    ("hr", "pon-pet 9-12, 14-17; petkom popodne zatvoreno", f"Mo-Th {TWO}; Fr 09:00-12:00; Sa-Su off"),
    ("hr", "ned. zatvoreno, pon.-pet. 8-16", "Mo-Fr 08:00-16:00; Sa-Su off"),
    ("it", "chiuso lunedì; mar-ven 9-13", "Mo off; Tu-Fr 09:00-13:00; Sa-Su off"),
    ("fr", "Fermé le lundi et le mardi, du mercredi au vendredi 9h-12h, samedi 9h-17h", "Mo-Tu off; We-Fr 09:00-12:00; Sa 09:00-17:00; Su off"),
    ("fr", "fermé le mercredi matin, lun-ven 9-12, 14-17", f"Mo-Tu {TWO}; We 14:00-17:00; Th-Fr {TWO}; Sa-Su off"),
    ("en", "Mo-Fr 9-12, 14-17, closed Friday afternoon", f"Mo-Th {TWO}; Fr 09:00-12:00; Sa-Su off"),
    # The words of the list's language come before those of OpenStreetMap's syntax.
    ("fr", "Mar 09:00-12:00", "Mo off; Tu 09:00-12:00; We-Su off"),
    ("it", "Mar, Sa 9:00-12:00", "Mo off; Tu 09:00-12:00; We-Fr off; Sa 09:00-12:00; Su off"),
    ("hr", "Su 08:00-12:00", "Mo-Fr off; Sa 08:00-12:00; Su off"),
    ("en", "Su 08:00-12:00", "Su 08:00-12:00"),
    ("fr", "Mar-Oct Mo-Fr 09:00-17:00", "Mar-Oct Mo-Fr 09:00-17:00"),
    ("nl", "do 9-12", "Mo-We off; Th 09:00-12:00; Fr-Su off"),
    ("it", "do 9-12", "Mo-Sa off; Su 09:00-12:00"),
    ("", "Mo-Do 9-12", "Mo-Th 09:00-12:00; Fr-Su off"),
    ("nl", "ma-do 9-12", "Mo-Th 09:00-12:00; Fr-Su off"),
    ("fr", "di 9-12", "Mo-Sa off; Su 09:00-12:00"),
    # Round the clock, on the days that are named.
    ("fr", "lun-ven 24h/24", "Mo-Fr 00:00-24:00; Sa-Su off"),
    ("fr", "7j/7 24h/24", "Mo-Su 00:00-24:00"),
    ("en", '"by appointment"', '"by appointment"'),
    ("en", 'Mo-Fr 09:00-17:00 || "by appointment"', 'Mo-Fr 09:00-17:00 || "by appointment"'),
]  # fmt: skip

ASKED = [
    # Nothing is certain beside an exception, or beside a closing that is not understood.
    ("fr", "Du lundi au vendredi de 9h à 17h sauf le mercredi", None),
    ("fr", "lun-ven 9-17, excepté le mercredi", None),
    ("nl", "maandag-vrijdag 9-17 behalve woensdag", None),
    ("nl", "ma-vr 9-17 m.u.v. woensdag", None),
    ("it", "lun-ven 9-17 eccetto mercoledì", None),
    ("it", "tutti i giorni 9-17 tranne il lunedì", None),
    ("pt", "segunda a sexta 9h-17h exceto quarta", None),
    ("hr", "od pon do pet 8-16 osim srijede", None),
    ("en", "Mon-Fri 9am-5pm except Wed", None),
    ("fr", "lun-ven 9-17, fermé le vendredi après-midi", None),
    ("fr", "lun-ven 9-17, fermé le mercredi et le vendredi après-midi", None),
    ("fr", "fermé lundi et mardi 9-12", None),
    ("fr", "lun-ven 9-17, fermé un mercredi sur deux", None),
    # Times that contradict each other: the day is not known.
    ("fr", "lun-ven 9-17; mercredi 9-12", "Mo-Tu 09:00-17:00; We unknown; Th-Fr 09:00-17:00; Sa-Su unknown"),
    # Days that were not read, or not named, are not known.
    ("fr", "Lundi 9h-12h et 14h-17h Mardi Jeudi 9h-12h", f"Mo {TWO}; Tu-Su unknown"),
    ("fr", "lundi 9h-12h ; mardi sur rendez-vous", "Mo 09:00-12:00; Tu-Su unknown"),
    ("fr", "lun-ven 9-17, deux mercredis par mois 9-12", "Mo-Tu 09:00-17:00; We unknown; Th-Fr 09:00-17:00; Sa-Su unknown"),
    # Words after the hours are a condition: the hours become "ask first".
    ("fr", "lu-ve 9-17 sur rendez-vous", 'Mo-Fr 09:00-17:00 "sur rendez-vous"; Sa-Su unknown'),
    ("nl", "ma-vr 9-17 op afspraak", 'Mo-Fr 09:00-17:00 "op afspraak"; Sa-Su unknown'),
    ("it", "lun-ven 9-17 (solo su appuntamento)", 'Mo-Fr 09:00-17:00 "solo su appuntamento"; Sa-Su unknown'),
    ("en", "Mo-Fr 9-17 by appointment only", 'Mo-Fr 09:00-17:00 "by appointment only"; Sa-Su unknown'),
    ("fr", "lu-ve 9-17 (sur RDV), sam 9-12", 'Mo-Fr 09:00-17:00 "sur RDV"; Sa-Su unknown'),
    # No days, no times, no hours.
    *((language, text, None) for language in LANGUAGES for text in ("9h-17h", "5000", "3000", "2025-2026", "00:00-00:00")),
    *(("en", text, None) for text in ("Mo", "Mo-Fr", "Jan", "Mo-Fr open", "Mo 00:00-00:00", "Jan-Mar", "2026", "Mon-Fri 9-5")),
    ("fr", "lundi matin", None),
    ("fr", "lundi matin 14h-17h", None),
    ("it", "lun 00:00-00:00", None),
    # One word, two meanings.
    ("", "Mar 09:00-12:00", None),
    ("", "ma-do 9-12", None),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "stored"), READ)
def test_what_is_plain_is_read(language: str, text: str, stored: str) -> None:
    reading = opening.read_hours(text, language)
    assert (reading.value, reading.reason) == (stored, None)


@pytest.mark.parametrize(("language", "text", "suggestion"), ASKED)
def test_what_is_not_plain_is_asked(language: str, text: str, suggestion: str | None) -> None:
    reading = opening.read_hours(text, language)
    assert (reading.has_value, reading.suggestion) == (False, suggestion)
    assert str(reading.reason)


def test_a_later_rule_that_replaces_times_is_named() -> None:
    reading = opening.read_hours("Mo-Fr 09:00-12:00; Tu 14:00-17:00")
    assert reading.value == "Mo-Fr 09:00-12:00; Tu 14:00-17:00"
    assert reading.suggestion == f"Mo 09:00-12:00; Tu {TWO}; We-Fr 09:00-12:00; Sa-Su off"
    assert opening.read_hours("Mo-Fr 09:00-17:00; We 09:00-12:00; PH off").reason is None
    assert opening.read_hours(f"Mo-Fr {TWO}; We off").reason is None


@pytest.mark.parametrize(
    ("texts", "day"),
    [
        (["9u-12u", "gesloten"], DayHours(OPEN, (("09:00", "12:00"),))),
        (["fermé", "13h-17h"], DayHours(OPEN, (("13:00", "17:00"),))),
        (["9-12", ""], DayHours(OPEN, (("09:00", "12:00"),))),
        (["chiuso", "chiuso"], DayHours(CLOSED)),
        (["chiuso", ""], DayHours(UNKNOWN)),
        (["13-17", "9-12"], DayHours(OPEN, (("09:00", "12:00"), ("13:00", "17:00")))),
        (["9-12", "11-17"], None),
        (["9-12", "mornings"], None),
    ],
)
def test_forenoon_and_afternoon_in_cells_of_their_own(texts: list[str], day: DayHours | None) -> None:
    assert opening.read_day_cells(texts, "")[0] == day


@pytest.mark.parametrize(
    ("pairs", "day"),
    [
        ([("9:00", "12:00"), ("fermé", "")], DayHours(OPEN, (("09:00", "12:00"),))),
        ([("zatvoreno", "zatvoreno"), ("13:00", "17:00")], DayHours(OPEN, (("13:00", "17:00"),))),
        ([("", ""), ("", "")], DayHours(UNKNOWN)),
        ([("Fermé", ""), ("", "")], DayHours(CLOSED)),
        ([("00:00", "00:00"), ("13:00", "17:00")], DayHours(OPEN, (("13:00", "17:00"),))),
        ([("9:00", "")], None),
    ],
)
def test_opening_and_closing_times_in_cells_of_their_own(pairs: list[tuple[str, str]], day: DayHours | None) -> None:
    assert opening.read_times(pairs)[0] == day


@pytest.mark.parametrize("text", ["00:00 - 00:00", "00:00-00:00", "0h-0h"])
def test_midnight_to_midnight_says_nothing_and_is_named(text: str) -> None:
    reader = RowReader(["Nom", "Lundi", "Mardi"], {0: "name", 1: "hours_mo", 2: "hours_tu"}, Options(country="FR"))
    parsed = reader.read(Row(2, ("A", "09:00 - 12:00", text)))
    assert parsed.values["opening_hours"] == "Mo 09:00-12:00; Tu-Su unknown"
    assert [(problem.field, problem.severity) for problem in parsed.problems] == [("hours_tu", WARNING)]


def test_voormiddag_and_namiddag_are_one_day() -> None:
    header = ["Naam", "Gemeente", "ma voormiddag", "ma namiddag"]
    rows = [Row(2, ("A", "Gent", "9u-12u", "gesloten")), Row(3, ("B", "Brugge", "gesloten", "13u-17u"))]
    mapping = {one.column_index: one.field for one in propose(header, rows) if one.field}
    reader = RowReader(header, mapping, Options(country="BE"))
    assert [reader.read(row).values["opening_hours"] for row in rows] == [
        "Mo 09:00-12:00; Tu-Su unknown",
        "Mo 13:00-17:00; Tu-Su unknown",
    ]


@pytest.mark.parametrize(
    ("options", "text", "stored"),
    [
        (Options(country="FR"), "Mar 09:00-12:00", "Mo off; Tu 09:00-12:00; We-Su off"),
        (Options(country="HR"), "Su 08:00-12:00", "Mo-Fr off; Sa 08:00-12:00; Su off"),
        (Options(country="BE", language="nl"), "di 9-12", "Mo off; Tu 09:00-12:00; We-Su off"),
        (Options(country="BE", language="fr"), "di 9-12", "Mo-Sa off; Su 09:00-12:00"),
    ],
)
def test_the_language_of_the_list_is_read_before_the_syntax(options: Options, text: str, stored: str) -> None:
    reader = RowReader(["Name", "Hours"], {0: "name", 1: "opening_hours"}, options)
    assert reader.read(Row(2, ("A", text))).values["opening_hours"] == stored


@pytest.mark.parametrize("cells", [["5000", "4000"], ["3000", "1204"], ["Jan", "Feb"], ["Mo", "Tu"], ["2025-2026"] * 2])
def test_numbers_months_and_days_alone_are_no_column_of_hours(cells: list[str]) -> None:
    assert field_by_content(cells)[0] != "opening_hours"
    assert not COLUMN["opening_hours"].read(cells[0], RowFacts(country="CH")).has_value
