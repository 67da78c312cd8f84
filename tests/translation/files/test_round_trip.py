"""What goes out in a file comes back without a difference, whatever people have written and whichever form it has."""

import re
from html import escape
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from translation.exchange.mistakes import FileError
from translation.exchange.xml_tree import Node, parsed
from translation.files import catalogue, workbook, xliff
from translation.files.contents import Bundle, Name, Unit, digest
from translation.files.shown import mark_of, mark_of_text, shown
from translation.vocabularies import SegmentState

FORMS = [workbook, xliff, catalogue]
TAGS = ["<b>", "</b>", "<i>", "</i>", '<a id="a1">', "</a>", '<a id="a2">', "<br/>", "<br>"]
HARD = [
    *("&amp;", "&lt;", "&nbsp;", "& ", "&gt;", "]]&gt;", '"', "'", "\\", "\\n", "%s", "=1+1", "'=x", "-", "@", "+"),
    *(
        "\n",
        "\t",
        "\r\n",
        "\r",
        "\u2028",
        "\u00a0",
        "\u200b",
        "\ufeff",
        "\ufffe",
        "\U0001f600",
        "_x000D_",
        "é",
        "e\u0301",
    ),
    *("#, fuzzy", 'msgid "', "[1]", "[/1]", "&lt;!--", "[b]", "\\[1]", "word", "two words"),
]
"""What is a sign of its own in one of the forms, or in spreadsheets."""
PIECES = st.one_of(
    st.sampled_from(TAGS),
    st.sampled_from(HARD),
    st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=8).map(escape),
)
TEXT = st.lists(PIECES, max_size=8).map("".join)


@st.composite
def bundles(draw: st.DrawFn) -> Bundle:
    """Of a few things, each passage in whatever state."""
    units = []
    for number in range(draw(st.integers(1, 4))):
        source, target = f"word {draw(TEXT)}", draw(TEXT)
        name = Name(number + 1, number // 2, digest(source), mark_of(target, source))
        state = draw(st.sampled_from(SegmentState)) if target else SegmentState.MISSING
        units.append(Unit(name, draw(TEXT), draw(TEXT), source, target, state, draw(st.sampled_from([None, 60]))))
    return Bundle("en", "hr", units)


@pytest.mark.parametrize("form", FORMS)
@settings(deadline=None, max_examples=150)
@given(bundle=bundles())
def test_whatever_goes_out_comes_back(form: Any, bundle: Bundle) -> None:
    sent = form.read(form.write(bundle))
    assert (sent.source, sent.target, sent.announced) == ("en", "hr", len(bundle.units))
    assert [one.name for one in sent.units] == [one.name for one in bundle.units]
    for unit, back in zip(bundle.units, sent.units, strict=True):
        said = mark_of_text(back.target) if sent.shown else mark_of(back.target, unit.source)
        assert said == unit.name.seen
        original = back.source if sent.shown else shown(back.source, unit.source)
        assert original.split() == shown(unit.source, unit.source).split()


@pytest.mark.parametrize("form", FORMS)
@settings(deadline=None, max_examples=60)
@given(data=st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)), cut=st.floats(0, 1))
def test_any_bytes_and_any_half_of_a_file_are_read_or_refused(form: Any, data: bytes, cut: float) -> None:
    """Never an error of another kind, and half a file never counts as a whole one."""
    whole = form.write(BUNDLE)
    for sent in (data, whole[: int(cut * len(whole))], whole[: len(whole) // 2] + data):
        try:
            found = form.read(sent)
        except FileError:
            continue
        assert found.announced == len(BUNDLE.units)


def unit(number: int, source: str, target: str = "", state: SegmentState = SegmentState.MISSING, **more: Any) -> Unit:
    name = Name(number, 7, digest(source), mark_of(target, source))
    return Unit(name, "About us", "Introduction", source, target, state, **more)


BUNDLE = Bundle(
    "en",
    "hr",
    [
        unit(
            1,
            'See <a id="a1">our <b>page</b></a> &amp; more',
            'Vidi <a id="a1">našu <b>stranicu</b></a>',
            SegmentState.EDITING,
        ),
        unit(2, "A title", "Naslov", SegmentState.APPROVED, most=60),
        unit(3, "Missing words"),
        unit(4, "Read", "Čitaj", SegmentState.REVIEW),
    ],
)


def elements(node: Node) -> list[str]:
    return [child.name for child in node.children]


def test_xliff_says_what_the_standard_has_words_for() -> None:
    """The order of elements, names of states and kinds of codes of the published schema."""
    root = parsed(xliff.write(BUNDLE))
    assert root.attributes["xmlns"] == "urn:oasis:names:tc:xliff:document:2.0"
    assert (root.attributes["version"], root.attributes["srcLang"], root.attributes["trgLang"]) == ("2.0", "en", "hr")
    (file,) = root.children
    assert elements(file) == ["notes", "unit", "unit", "unit", "unit"]
    first, second, third, _fourth = file.all({"unit"})
    assert elements(first) == ["originalData", "segment"]
    assert elements(second) == ["notes", "segment"]
    assert elements(third.children[0]) == ["source"]
    states = [one.attributes["state"] for one in file.below("segment")]
    assert states == ["initial", "final", "initial", "translated"]
    source, target = first.children[1].children
    codes = [[(one.name, one.attributes["type"]) for one in text.below("pc")] for text in (source, target)]
    assert codes == [[("pc", "link")], [("pc", "link")]]
    referred = set(re.findall(r'dataRef(?:Start|End)?="(\w+)"', xliff.write(BUNDLE).decode()))
    assert referred == {one.attributes["id"] for one in first.below("data")}
    names = [one.attributes["id"] for one in file.all({"unit"})]
    assert all(re.fullmatch(r"[\w.:-]+", name) for name in names), "names of XML"


def test_po_marks_as_fuzzy_what_nobody_has_looked_at() -> None:
    text = catalogue.write(BUNDLE).decode()
    assert text.count("#, fuzzy") == 1
    assert "About us · Introduction" in text


def test_what_a_program_splits_or_marks_is_one_passage_still() -> None:
    text = xliff.write(Bundle("en", "hr", [unit(3, "One. Two.")])).decode()
    split = text.replace(
        "<source>One. Two.</source></segment>",
        '<source>One. </source><target><mrk id="m1">Jedan.</mrk> </target></segment>'
        "<segment><source>Two.</source><target>Dva.</target></segment>",
    )
    (one,) = xliff.read(split.encode()).units
    assert (one.source, one.target) == ("One. Two.", "Jedan. Dva.")


def test_in_the_workbook_only_translations_can_be_written_and_lengths_are_told() -> None:
    import io

    import openpyxl

    sheet = openpyxl.load_workbook(io.BytesIO(workbook.write(BUNDLE))).active
    assert sheet.protection.sheet
    unlocked = {cell.column_letter for row in sheet.iter_rows(min_row=3) for cell in row if not cell.protection.locked}
    assert unlocked == {"D"}
    assert sheet.column_dimensions["G"].hidden
    assert sheet.row_dimensions[1].hidden
    assert [str(one.sqref) for one in sheet.data_validations.dataValidation] == ["D4"]
    assert all(cell.data_type == "s" for row in sheet.iter_rows() for cell in row if cell.value is not None)
