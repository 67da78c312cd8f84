"""A job description as a Word file: headings are styles, lists are lists, nothing stands in a table."""

from collections.abc import Sequence
from io import BytesIO

from django.utils import timezone
from django.utils.translation import gettext, override
from docx import Document
from docx.document import Document as Writer
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from core.i18n.cldr import cldr
from core.licence import LICENSE, LICENSE_URL, OWNER
from skills.repository.items import Item, Repository, language_for
from skills.vocabularies import ItemKind

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def job_description(title: str, items: Sequence[Item], known: Repository, language: str, source: str) -> bytes:
    """The file, in ``language``. ``title``: of the job, ``""`` leaves a place to write it; ``source``: address of the repository."""
    with override(language):
        document = Document()
        named = title or gettext("[Title of the job]")
        _tell(document, named, language)
        document.add_heading(named, 0)
        document.add_paragraph(gettext("Job description"), style="Subtitle")
        _role(document, items, known, language)
        for kind in ItemKind:
            if chosen := [item for item in items if item.kind == kind]:
                document.add_heading(str(kind.label), 1)
                _list(document, chosen, language)
        document.add_heading(gettext("Conditions"), 1)
        for label in (gettext("Place of work"), gettext("Hours"), gettext("Reports to"), gettext("Contact")):
            document.add_paragraph(f"{label}{_colon(language)} […]", style="List Bullet")
        document.add_heading(gettext("Source"), 1)
        _sources(document, items, known, language, source)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _colon(language: str) -> str:
    return "\u00a0:" if language == "fr" else ":"


def _tell(document: Writer, title: str, language: str) -> None:
    """Title, language and date of the file, which screen readers and spell checkers go by."""
    properties = document.core_properties
    properties.title, properties.author, properties.language = title, OWNER, language
    properties.comments = ""
    properties.created = properties.modified = timezone.now().replace(tzinfo=None)
    tag = cldr(language).replace("_", "-")
    for mark in document.styles.element.iter(qn("w:lang")):
        mark.set(qn("w:val"), tag)
    for mark in document.settings.element.iter(qn("w:themeFontLang")):
        mark.set(qn("w:val"), tag)


def _role(document: Writer, items: Sequence[Item], known: Repository, language: str) -> None:
    """What the job is for: the competences its items come from."""
    document.add_heading(gettext("Role"), 1)
    document.add_paragraph(
        gettext(
            "The person develops, looks after and leads cooperation between organisations of guidance. The job draws on:"
        )
    )
    letters = {item.letter for item in items}
    for area in known.areas:
        if area.letter in letters:
            shown = language_for(area.titles, language)
            paragraph = document.add_paragraph(style="List Bullet")
            _say(paragraph, f"{area.letter}. {area.titles[shown]}", shown, language)


def _sources(document: Writer, items: Sequence[Item], known: Repository, language: str, address: str) -> None:
    """Where the items come from and under what terms; what was published elsewhere says where."""
    document.add_paragraph(
        gettext(
            "Tasks, descriptors and outcomes: repository of skills, %(owner)s, %(address)s, licence %(licence)s (%(licence_address)s)."
        )
        % {"owner": OWNER, "address": address, "licence": LICENSE, "licence_address": LICENSE_URL}
    )
    letters = {item.letter for item in items}
    for area in known.areas:
        if area.letter in letters and area.origins:
            shown = language_for(area.origins, language)
            _say(document.add_paragraph(style="List Bullet"), f"{area.letter}. {area.origins[shown]}", shown, language)
            letters.remove(area.letter)
    if letters:
        document.add_paragraph(
            gettext("Items without another source are the portal’s own text. Choose and change them freely.")
        )


def _list(document: Writer, items: Sequence[Item], language: str) -> None:
    for item in items:
        shown = language_for(item.texts, language)
        _say(document.add_paragraph(style="List Bullet"), item.texts[shown], shown, language)


def _say(paragraph: Paragraph, text: str, shown: str, language: str) -> None:
    """Writes a text, with its own language where it is not that of the file."""
    run = paragraph.add_run(str(text))
    if shown != language:
        properties = run._r.get_or_add_rPr()
        properties.append(properties.makeelement(qn("w:lang"), {qn("w:val"): cldr(shown).replace("_", "-")}))
