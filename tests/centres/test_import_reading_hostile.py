"""Hostile files end within seconds and 200 MB, with a sentence; no bytes at all raise anything else."""

import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from centres.importing.tables.files import open_table
from centres.importing.tables.table import FileRefused
from tests.centres.test_import_reading import SHEET, SHEET_HEAD, book, with_part

SECONDS, MEGABYTES = 10, 60
"""Most a file may cost, beyond what the portal itself takes."""
CELL = b'<c t="inlineStr"><is><t>name</t></is></c><c><v>1</v></c>'
HEAD = (
    SHEET_HEAD
    + b'<row r="1">'
    + CELL.replace(b"<c><v>1</v></c>", b'<c t="inlineStr"><is><t>b</t></is></c>')
    + b"</row>"
)
END = b"</sheetData></worksheet>"
PROGRAM = """
import os, sys, time
sys.path.insert(0, os.getcwd())
import django
django.setup()
from centres.importing.tables.files import open_table
from centres.importing.tables.table import FileRefused
# Not getrusage: its peak would be that of the process that started this one.
def peak():
    return next(int(line.split()[1]) // 1024 for line in open("/proc/self/status") if line.startswith("VmHWM"))
before = peak()
for path in sys.argv[1:]:
    start = time.monotonic()
    try:
        with open_table(path) as table:
            outcome = f"{sum(1 for _row in table.rows)} rows"
    except FileRefused as refused:
        outcome = str(refused)
    print(f"{time.monotonic() - start:.2f}|{peak() - before}|{outcome}")
"""


def _workbook(sheet: bytes) -> bytes:
    return with_part(book([["name", "b"], ["A", "1"]]), SHEET, sheet)


def _many_rows() -> bytes:
    return _workbook(HEAD + b"".join(b'<row r="%d">' % number + CELL + b"</row>" for number in range(2, 200_002)) + END)


HOSTILE = {
    "bomb.xlsx": (lambda: _workbook(HEAD + b" " * 30_000_000 + END), "when it is opened"),
    "rows.xlsx": (_many_rows, "more than 100000 rows"),
    "cells.xlsx": (lambda: _workbook(HEAD + b'<row r="2">' + b"<c/>" * 800_000 + b"</row>" + END), "longer than can be read"),
    "gap.xlsx": (lambda: _workbook(HEAD + b'<row r="1048576">' + CELL + b"</row>" + END), "1 rows"),
    "far.xlsx": (lambda: _workbook(HEAD + b'<row r="99999999999">' + CELL + b"</row>" + END), "no rows below"),
    "laughs.xlsx": (
        lambda: _workbook(b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + HEAD + b"&b;" + END), "unusual way"
    ),
    "rows.csv": (lambda: b"name,city\n" + b"A,Ath\n" * 200_000, "more than 100000 rows"),
    "commas.csv": (lambda: b"a,b\n" + b"," * 19_000_000, "does not end"),
    "quote.csv": (lambda: b'a,b\n"' + b"x,y\n" * 4_000_000, "does not end"),
    "deep.json": (lambda: b"[" * 19_000_000, "the file breaks off"),
    "number.json": (lambda: b'[{"a":' + b"9" * 19_000_000 + b"}]", "longer than can be read"),
    "list.json": (lambda: b'[{"a":[' + b"1.5," * 4_000_000 + b"1]}]", "longer than can be read"),
    "rows.json": (lambda: b"[" + b",".join([b'{"a":1,"b":2}'] * 200_000) + b"]", "more than 100000 rows"),
}  # fmt: skip


def test_hostile_files_cost_little(tmp_path):
    paths = []
    for name, (make, _part) in HOSTILE.items():
        path = tmp_path / name
        path.write_bytes(make())
        paths.append(str(path))
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *paths], capture_output=True, text=True, check=True, timeout=120
    )
    for (name, (_make, part)), line in zip(HOSTILE.items(), done.stdout.strip().splitlines(), strict=True):
        seconds, megabytes, outcome = line.split("|", 2)
        assert part in outcome, name
        assert float(seconds) < SECONDS, name
        assert int(megabytes) < MEGABYTES, name


def test_sizes_that_lie_are_found(tmp_path):
    """The archive says one byte, the part holds more: it is not read as if it were whole."""
    data = bytearray(_workbook(HEAD + END))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as archive:
        size = archive.getinfo(SHEET).file_size
    data = bytearray(bytes(data).replace(size.to_bytes(4, "little"), (1).to_bytes(4, "little")))
    path = tmp_path / "lying.xlsx"
    path.write_bytes(data)
    with pytest.raises(FileRefused, match="damaged"):
        open_table(path)


PIECES = st.sampled_from(
    [
        b"name;city\n", b"A;B\n", b'"', b"\n", b",", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"PK\x03\x04", b"[", b"]", b"{", b"}",
        b'"name":', b'"x"', b":", b"1e999", b"NaN", b'{"type":"FeatureCollection","features":[', b'{"type":"Feature","geometry":',
        b'{"type":"Point","coordinates":[1]}', b"sep=;\n", b"\r", b"\xe9", b"\\ud800", b"null", b"-", b"\x1f", "č".encode(),
    ]
)  # fmt: skip
ANYTHING = st.one_of(st.binary(max_size=400), st.lists(PIECES, max_size=25).map(b"".join))


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None)
@given(ANYTHING)
@example(b'["a", {"b": 1}]')
@example(b'{"a": [{"b": 1}], "a": [{"c": 1}]}')
@example(b'[{"type": "Feature", "geometry": 3, "properties": []}]')
def test_any_bytes_give_rows_or_a_refusal(tmp_path: Path, data: bytes):
    path = tmp_path / "file"
    path.write_bytes(data)
    try:
        with open_table(path) as table:
            width = len(table.header)
            for row in table.rows:
                assert len(row.cells) == width
                json.dumps([row.line, row.cells, [str(problem.reason) for problem in row.problems]])
    except FileRefused as refused:
        said = str(refused)
    else:
        said = f"{width} columns"
    assert said


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None)
@given(st.integers(0, 5_000), st.binary(min_size=1, max_size=6))
def test_damaged_workbooks_give_rows_or_a_refusal(tmp_path: Path, place: int, noise: bytes):
    data = bytearray(book([["name", "city"], ["A", "Ath"], ["B", 3.5]]))
    data[place % len(data) : place % len(data) + len(noise)] = noise
    path = tmp_path / "file"
    path.write_bytes(bytes(data))
    try:
        with open_table(path) as table:
            assert all(len(row.cells) == len(table.header) for row in table.rows)
            said = "rows"
    except FileRefused as refused:
        said = str(refused)
    assert said
