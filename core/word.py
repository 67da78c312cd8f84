"""Papers as Word files that can be written on in, with real headings, lists and heads of tables."""

import re
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Mm

from core.papers import Line, Paper, Part, Run

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def docx_of(paper: Paper) -> bytes:
    """The paper on A4."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(22)
    _describe(document, paper)
    document.add_heading(_clean(paper.title), 1)
    for part in paper.parts:
        _add(document, part)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _describe(document: Any, paper: Paper) -> None:
    about = document.core_properties
    about.title, about.language, about.author = _clean(paper.title), paper.language, "Keep in Pact"
    about.comments = ""
    about.created = about.modified = datetime.now(UTC).replace(tzinfo=None)
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(_element("w:lang", val=paper.language))


def _add(document: Any, part: Part) -> None:
    if part.kind == "heading":
        _write(document.add_heading("", part.level), part.lines[0], part)
    elif part.kind == "table":
        _table(document, part)
    elif part.kind == "items":
        number = _numbering(document) if part.ordered else None
        for line in part.lines:
            item = document.add_paragraph(style="List Number" if part.ordered else "List Bullet")
            if number is not None:
                item._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number
            _write(item, line, part, deep=0.6)
    else:
        _write(document.add_paragraph(), part.lines[0], part)


def _numbering(document: Any) -> int:
    """The number of a list that begins at 1 again: the style alone would count on through the whole file."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element.pPr.numPr.numId.val
    fresh = numbering.add_num(numbering.num_having_numId(style).abstractNumId.val)
    fresh.add_lvlOverride(ilvl=0).add_startOverride(1)
    return fresh.numId


def _table(document: Any, part: Part) -> None:
    table = document.add_table(rows=0, cols=len(part.head), style="Table Grid")
    for number, row in enumerate([part.head, *part.rows]):
        line = table.add_row()
        properties = line._tr.get_or_add_trPr()
        properties.append(_element("w:cantSplit"))
        if number == 0:
            properties.append(_element("w:tblHeader"))
        for cell, words in zip(line.cells, row, strict=True):
            cell.paragraphs[0].add_run(_clean(words)).bold = True if number == 0 else None
    document.add_paragraph()


def _write(paragraph: Any, line: Line, part: Part, deep: float = 0) -> None:
    if part.aside:
        paragraph.paragraph_format.left_indent = Cm(0.8 + deep)
    for run in line:
        _run(paragraph, run, part.language)


def _run(paragraph: Any, run: Run, language: str) -> None:
    written = paragraph.add_run(_clean(run.text))
    written.bold, written.italic = run.bold or None, run.italic or None
    if language:
        written._r.get_or_add_rPr().append(_element("w:lang", val=language))
    if run.href:
        written.underline = True
        link = OxmlElement("w:hyperlink")
        link.set(qn("r:id"), paragraph.part.relate_to(run.href, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        paragraph._p.append(link)
        link.append(written._r)


def _element(name: str, **values: str) -> Any:
    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _clean(text: str) -> str:
    """Without what XML cannot hold."""
    return _NOT_XML.sub("", text)
