"""Files partners send: what is found in them, and what is refused."""

import io
import json
import zipfile
from collections.abc import Sequence
from datetime import date, time
from pathlib import Path

import openpyxl
import pytest

from centres.importing.tables.files import open_table
from centres.importing.tables.table import LIMITS, FileRefused, Limits, Row

SHEET = "xl/worksheets/sheet1.xml"
SHEET_HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'


def read(tmp_path: Path, data: bytes, name: str = "centres.csv", limits: Limits = LIMITS, **options: str):
    """The opened table and all of its rows."""
    path = tmp_path / "file"
    path.write_bytes(data)
    with open_table(path, filename=name, limits=limits, **options) as table:
        return table, list(table.rows)


def refusal(tmp_path: Path, data: bytes, name: str = "centres.csv", limits: Limits = LIMITS) -> str:
    """What the sender reads; the file has to be refused."""
    with pytest.raises(FileRefused) as refused:
        read(tmp_path, data, name, limits)
    return str(refused.value)


def book(rows: Sequence[Sequence[object]], title: str = "Centres") -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    data = io.BytesIO()
    workbook.save(data)
    return data.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The workbook with one part replaced or added."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in source.namelist():
            if part != name:
                archive.writestr(part, source.read(part))
        archive.writestr(name, content)
    return target.getvalue()


def cells(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    return [row.cells for row in rows]


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"), ("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"), ("cp1252", "cp1252"),
    ],
)  # fmt: skip
def test_encodings(tmp_path, encoding, found):
    text = "nom;ville\r\nCité des métiers;Liège\r\nMaison de l’emploi;Orléans\r\n"
    table, rows = read(tmp_path, text.encode(encoding))
    assert (table.encoding, table.separator, table.count) == (found, ";", 2)
    assert cells(rows) == [("Cité des métiers", "Liège"), ("Maison de l’emploi", "Orléans")]


def test_croatian_windows_letters_are_not_taken_for_western_ones(tmp_path):
    table, rows = read(
        tmp_path, "naziv;grad\nCISOK Čakovec;Čakovec\nCISOK Đakovo;Đakovo\nSavjetovalište;Šibenik\n".encode("cp1250")
    )
    assert table.encoding == "cp1250"
    assert rows[1].cells == ("CISOK Đakovo", "Đakovo")


def test_encoding_may_be_told(tmp_path):
    _table, rows = read(tmp_path, "naziv;grad\nA;Čakovec\n".encode("cp1250"), encoding="cp1250")
    assert rows[0].cells == ("A", "Čakovec")


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_separators(tmp_path, separator):
    lines = (
        ["name", "city", "lat"],
        ["“A”, the first", "Ath", "50,63"],
        ["B", "Mons; Bergen", "50,45"],
        ["C", "x", "50,1"],
    )
    text = "\n".join(separator.join(f'"{cell}"' if separator in cell else cell for cell in line) for line in lines)
    table, rows = read(tmp_path, text.encode())
    assert table.separator == separator
    assert rows[1].cells == ("B", "Mons; Bergen", "50,45")


def test_title_empty_lines_and_quoted_line_breaks_keep_line_numbers(tmp_path):
    data = b'Our centres 2024;;\n;;\nname;city;text\nA;Ath;"one\ntwo"\n\nB;Mons;x\n'
    table, rows = read(tmp_path, data)
    assert (table.header, table.header_line) == (["name", "city", "text"], 3)
    assert [(row.line, row.cells[2]) for row in rows] == [(4, "one\ntwo"), (7, "x")]


def test_excels_separator_line_and_columns_without_a_name(tmp_path):
    table, rows = read(tmp_path, b"sep=;\r\nname;;city;;\r\nA;1;Ath;;\r\n")
    assert table.header == ["name", "#2", "city"]
    assert cells(rows) == [("A", "1", "Ath")]


def test_apostrophes_of_our_exports_are_taken_back_and_formulas_stay_text(tmp_path):
    data = b"name,phone,lat\n'=1+1,'+385 1 234,-1.5\n''=x,+385 1,'t Huis\n=cmd(),x,1\n"
    _table, rows = read(tmp_path, data)
    assert cells(rows) == [("=1+1", "+385 1 234", "-1.5"), ("'=x", "+385 1", "'t Huis"), ("=cmd()", "x", "1")]


def test_ragged_rows_are_named_one_by_one(tmp_path):
    _table, rows = read(tmp_path, b"name,city\nA,Ath\nB\nC,Mons\nD,x,y\nE,Gent,\nF,Spa\nG,Huy\n")
    named = [(row.line, str(row.problems[0].reason)) for row in rows if row.problems]
    assert [line for line, _reason in named] == [3, 5]
    assert "1 cells, the table has 2 columns" in named[0][1]


def test_a_quotation_mark_that_swallows_rows_is_named(tmp_path):
    good = b"".join(b"N%d;Ath;x\n" % number for number in range(5))
    _table, rows = read(tmp_path, b"name;city;text\n" + good + b'A;Ath;"open\nB;Mons;x\nC;Spa;y\n')
    assert "not closed" in str(rows[-1].problems[0].reason)
    assert rows[-1].line == 7


def test_lines_of_text_with_commas_are_no_swallowed_rows(tmp_path):
    _table, rows = read(
        tmp_path, b'name,city,text\nA,Ath,"one\ntwo, three, four, five"\nB,Spa,x\nC,Huy,"a\nD,Mons,y"\n'
    )
    assert [bool(row.problems) for row in rows] == [False, False, True]


def test_long_cells_are_named_and_emptied(tmp_path):
    _table, rows = read(tmp_path, b"name,text\nA," + b"x" * 40_000 + b"\nB,y\n")
    assert rows[0].cells == ("A", "")
    assert rows[0].problems[0].column == "text"
    assert len(rows[0].problems[0].value) <= 80


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n", "is empty"),
        (b"name,city\n", "no rows below"),
        (b"name\nA\nB\n", "Only one column"),
        (b"a,b\n1,\x00\n", "cannot be read as a table"),
        (b'<?xml version="1.0"?>\n<kml xmlns="http://www.opengis.net/kml/2.2">', "as GeoJSON or CSV"),
        (b'<?xml version="1.0"?><osm version="0.6">', "as GeoJSON or CSV"),
        (b"a,b\n1\n2\n3,4\n", "2 of 3 rows"),
        (b"info@a.org,45.8\nA,B\n", "looks like data"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "is a picture"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "is a picture"),
        (b"%PDF-1.7\n", "is a PDF"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"\x1f\x8b\x08" + bytes(9), "is packed"),
        (b"PK\x03\x04" + bytes(40), "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Excel format"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (",".join(f"c{number}" for number in range(1000)).encode() + b"\n1,2\n", "more than 250 columns"),
        (b"[]", "no rows"),
        (b"{}", "no rows"),
        (b'[{"name": NaN}]', "any further near"),
        (b'[{"name": "A"}', "any further near"),
        (b'[{"name": "A", "city": "B"}] x', "any further near"),
        (b'[{"a":{"b":{"c":{"d":{"e":{"f":{"g":{"h":{"i":1}}}}}}}}},"b":1}]', "lists within lists"),
    ],
)
def test_refused_with_a_sentence(tmp_path, data, part):
    assert part in refusal(tmp_path, data)


def test_refusals_are_told_in_the_language_of_the_reader(tmp_path):
    with pytest.raises(FileRefused) as refused:
        read(tmp_path, b"", "liste.csv")
    assert refused.value.message.params == {"file": "liste.csv"}
    assert "“liste.csv”" in str(refused.value)


def test_too_large_and_too_many_rows(tmp_path):
    assert "0 MB can be read" in refusal(tmp_path, b"a,b\n" * 1000, limits=Limits(size=1000))
    assert "more than 10 rows" in refusal(tmp_path, b"name,city\n" + b"A,B\n" * 11, limits=Limits(rows=10))
    assert "more than 10 rows" in refusal(
        tmp_path, json.dumps([{"a": 1, "b": 2}] * 11).encode(), limits=Limits(rows=10)
    )
    many = book([["name", "city"], *[["A", "B"]] * 60])
    assert "more than 10 rows" in refusal(tmp_path, many, limits=Limits(rows=10))


def test_workbook_cells_become_plain_text(tmp_path):
    rows_in = [
        ["Our centres", None, None, None, None, None],
        [],
        ["name", "postcode", "lat", "checked", "opens", "free"],
        ["A", 4000.0, 45.815, date(2024, 5, 31), time(9, 30), True],
        [],
        ["B", "0630", -1.5, None, None, False],
    ]
    table, rows = read(tmp_path, book(rows_in), "centres.xlsx")
    assert (table.format, table.sheet, table.header_line, table.header[0]) == ("xlsx", "Centres", 3, "name")
    assert [(row.line, row.cells) for row in rows] == [
        (4, ("A", "4000", "45.815", "2024-05-31", "09:30", "true")),
        (6, ("B", "0630", "-1.5", "", "", "false")),
    ]


def test_the_stored_result_of_a_formula_is_read(tmp_path):
    row = b'<row r="%d"><c t="inlineStr"><is><t>%s</t></is></c><c>%s</c></row>'
    head = b'<row r="1"><c t="inlineStr"><is><t>name</t></is></c><c t="inlineStr"><is><t>lat</t></is></c></row>'
    sheet = SHEET_HEAD + head + row % (2, b"A", b"<f>40+5</f><v>45</v>") + b"</sheetData></worksheet>"
    _table, rows = read(tmp_path, with_part(book([["x", "y"]]), SHEET, sheet), "a.xlsx")
    assert cells(rows) == [("A", "45")]
    assert "formulas without a result" in refusal(tmp_path, book([["name", "lat"], ["A", "=40+5"]]), "a.xlsx")


def test_a_cover_is_passed_by_and_a_wrong_sheet_is_named(tmp_path):
    workbook = openpyxl.Workbook()
    cover = workbook.active
    assert cover is not None
    cover.title = "Read me"
    for row in (["Directory", "of centres"], ["As of", date(2026, 1, 5)], ["Contact", "info@example.org"]):
        cover.append(row)
    for title, rows in (
        ("Centres", [["Nom", "Pays", "Ville"], ["A", "FR", "Lyon"]]),
        ("Codes", [["c", "l"], ["1", "x"]]),
    ):
        sheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(row)
    data = io.BytesIO()
    workbook.save(data)
    table, rows = read(tmp_path, data.getvalue(), "a.xlsx")
    assert (table.sheet, table.sheets, cells(rows)) == (
        "Centres",
        ("Read me", "Centres", "Codes"),
        [("A", "FR", "Lyon")],
    )
    with pytest.raises(FileRefused, match="Read me, Centres, Codes"):
        read(tmp_path, data.getvalue(), "a.xlsx", sheet="Other")


def test_a_name_that_stands_twice_is_numbered(tmp_path):
    table, rows = read(tmp_path, b"name,tel,Tel,tel (2)\nA,1,2,3\n")
    assert table.header == ["name", "tel", "Tel (2)", "tel (2) (2)"]
    assert cells(rows) == [("A", "1", "2", "3")]


@pytest.mark.parametrize(
    ("geometry", "point", "said"),
    [
        ({"type": "MultiPoint", "coordinates": [[5.69, 48.36]]}, ("48.36", "5.69"), ""),
        ({"type": "MultiPoint", "coordinates": [[5.69, 48.36], [5.69, 48.36]]}, ("48.36", "5.69"), ""),
        ({"type": "MultiPoint", "coordinates": [[5.69, 48.36], [6, 48]]}, None, "2 places"),
        ({"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [5, 48]}]}, ("48", "5"), ""),
        ({"type": "Point", "coordinates": []}, None, "empty"),
        ({"type": "Polygon", "coordinates": [[[1, 2]]]}, None, "area"),
        ({"type": "LineString", "coordinates": [[1, 2], [2, 3]]}, None, "line"),
        ("here", None, "No place on the map"),
    ],
)
def test_a_geometry_never_keeps_a_row_out(tmp_path, geometry, point, said):
    features = [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [1, 2]}, "properties": {"name": "A"}},
        {"type": "Feature", "geometry": geometry, "properties": {"name": "B"}},
    ]
    _table, rows = read(tmp_path, json.dumps({"type": "FeatureCollection", "features": features}).encode())
    assert rows[1].cells == ("B", *(point or ("", "")))
    assert [problem.severity for problem in rows[1].problems] == ["warning"] * bool(said)
    assert said in " ".join(str(problem.reason) for problem in rows[1].problems)


@pytest.mark.parametrize(
    ("answer", "header", "first"),
    [
        (  # OpenDataSoft, version 1
            [{"recordid": "r1", "fields": {"nom": "A", "ville": "Lyon"}, "geometry": {"type": "Point", "coordinates": [4.8, 45.7]}}],
            ["nom", "ville", "recordid", "lat", "lng"], ("A", "Lyon", "r1", "45.7", "4.8"),
        ),
        (  # CKAN
            {"success": True, "result": {"fields": [{"id": "nome"}], "records": [{"nome": "A", "cidade": "Porto"}]}},
            ["nome", "cidade"], ("A", "Porto"),
        ),
        (  # lists of objects
            [{"nom": "A", "telephone": [{"valeur": "1"}, {"valeur": "2"}], "adresse": [{"commune": "Lyon"}]}],
            ["nom", "telephone.valeur", "adresse.commune"], ("A", "1; 2", "Lyon"),
        ),
    ],
)  # fmt: skip
def test_answers_of_data_services(tmp_path, answer, header, first):
    table, rows = read(tmp_path, json.dumps(answer).encode())
    assert (table.header, rows[0].cells) == (header, first)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("content.xml", "OpenDocument"), ("doc.kml", "KMZ"), ("centres.shp", "shapefile")],
)
def test_archives_of_another_kind_name_what_to_save(tmp_path, name, sentence):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(name, "x")
    assert sentence in refusal(tmp_path, data.getvalue())


def test_another_sheet_may_be_chosen(tmp_path):
    workbook = openpyxl.Workbook()
    for title in ("First", "Second"):
        sheet = workbook.create_sheet(title)
        sheet.append(["name", "city"])
        sheet.append([title, "Ath"])
    data = io.BytesIO()
    workbook.save(data)
    table, rows = read(tmp_path, data.getvalue(), "a.xlsx", sheet="Second")
    assert table.sheets == ("First", "Second")
    assert rows[0].cells == ("Second", "Ath")


@pytest.mark.parametrize(
    ("name", "content", "part"),
    [
        ("xl/vbaProject.bin", b"macro", "macros"),
        ("xl/workbook.bin", b"x", "Save it as an Excel workbook"),
        (SHEET, b'<!DOCTYPE x [<!ENTITY a "aa">]>' + SHEET_HEAD + b"</sheetData></worksheet>", "unusual way"),
        ("xl/workbook.xml", b'<!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>', "unusual way"),
        (SHEET, SHEET_HEAD + b"</sheetData></worksheet>", "no rows"),
        (SHEET, b"not xml", "damaged"),
    ],
)
def test_workbooks_that_are_refused(tmp_path, name, content, part):
    assert part in refusal(tmp_path, with_part(book([["name", "city"], ["A", "B"]]), name, content), "a.xlsx")


def test_an_archive_without_a_table_is_refused(tmp_path):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("centres.csv", "a,b")
    assert "holds no table" in refusal(tmp_path, data.getvalue(), "a.zip")


def test_json_lists_keep_digits_and_flatten_one_level(tmp_path):
    records = b'\xef\xbb\xbf{"count": 2, "results": [{"name": "A", "lat": 45.10, "needs": ["work", "train"], "address": {"street": "S 1", "zip": "06300"}}, {"name": "B", "free": true, "lat": null}]}'
    table, rows = read(tmp_path, records, "a.json")
    assert (table.format, table.header) == ("json", ["name", "lat", "needs", "address.street", "address.zip", "free"])
    assert cells(rows) == [("A", "45.10", "work; train", "S 1", "06300", ""), ("B", "", "", "", "", "true")]


def test_json_in_other_encodings_and_entries_that_are_no_records(tmp_path):
    table, rows = read(
        tmp_path, '[{"name": "é", "city": "x"}, 3, {"name": "a", "name": "b", "city": ""}]'.encode("utf-16")
    )
    assert table.encoding == "utf-16"
    assert rows[0].cells == ("é", "x")
    assert "no centre" in str(rows[1].problems[0].reason)
    assert "“name” stands twice" in str(rows[2].problems[0].reason)


def test_geojson_points_become_columns_and_other_shapes_are_named(tmp_path):
    collection = {
        "type": "FeatureCollection",
        "bbox": [1, 2, 3, 4],
        "features": [
            {
                "type": "Feature",
                "id": "x1",
                "geometry": {"type": "Point", "coordinates": [15.98, 45.81]},
                "properties": {"name": "A"},
            },
            {"type": "Feature", "geometry": None, "properties": {"name": "B"}},
            {
                "type": "Feature",
                "geometry": {"type": "Polygon", "coordinates": [[[1, 2]]]},
                "properties": {"name": "C"},
            },
        ],
    }
    table, rows = read(tmp_path, json.dumps(collection).encode(), "a.geojson")
    assert (table.format, table.header) == ("geojson", ["name", "id", "lat", "lng"])
    assert rows[0].cells == ("A", "x1", "45.81", "15.98")
    assert (rows[1].cells, rows[1].problems) == (("B", "", "", ""), ())
    told = rows[2].problems[0]
    assert (told.column, told.value) == ("geometry", "Polygon")
    assert "line or an area" in str(told.reason)


def test_cells_beyond_the_names_are_told_by_the_letters_of_their_columns(tmp_path):
    rows_in = [["name", "city"], *[["B", "Mons"]] * 9, ["A", "Ath", "", "x", "y"]]
    _table, rows = read(tmp_path, book(rows_in), "a.xlsx")
    told = rows[-1].problems[0]
    assert ("D, E" in str(told.reason), told.value) == (True, "x y")


def test_reading_may_stop_early(tmp_path):
    for number, data in enumerate(
        (
            b"name,city\n" + b"A,B\n" * 500,
            book([["name", "city"], *[["A", "B"]] * 500]),
            b'[{"a":1,"b":2},{"a":2,"b":1}]',
        )
    ):
        path = tmp_path / str(number)
        path.write_bytes(data)
        with open_table(path) as table:
            assert next(table.rows).cells[0] in ("A", "1")
        table.close()
