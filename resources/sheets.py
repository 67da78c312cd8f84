"""Small OpenDocument files, so that an example download is a real file a word processor opens.

Written by hand because seeding twice must give the same bytes: the library `odfdo` (16 MB with lxml) puts the hour into each.
Revisit when the portal makes documents out of what visitors enter.
"""

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

MIME = "application/vnd.oasis.opendocument.text"
STAMP = (2026, 1, 1, 0, 0, 0)
NAMESPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" '
    'xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'office:version="1.3"'
)
MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIME}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
Part = tuple[str, str | list[list[str]]]
"""``("h1" | "h2" | "p" | "li", text)``, or ``("table", rows)`` whose first row is its head; an empty cell is room to write."""
CELLS = (
    "<office:automatic-styles>"
    '<style:style style:name="Cell" style:family="table-cell">'
    '<style:table-cell-properties fo:border="0.5pt solid #5b6770" fo:padding="0.15cm"/></style:style>'
    '<style:style style:name="Row" style:family="table-row">'
    '<style:table-row-properties style:min-row-height="1.1cm"/></style:style>'
    "</office:automatic-styles>"
)


def odt(title: str, language: str, parts: list[Part]) -> bytes:
    """A text document. The same input gives the same bytes."""
    files = [
        ("mimetype", MIME, zipfile.ZIP_STORED),
        ("content.xml", _content(parts), zipfile.ZIP_DEFLATED),
        ("styles.xml", _styles(language), zipfile.ZIP_DEFLATED),
        ("meta.xml", _meta(title, language), zipfile.ZIP_DEFLATED),
        ("META-INF/manifest.xml", MANIFEST, zipfile.ZIP_DEFLATED),
    ]
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text, compression in files:
            archive.writestr(zipfile.ZipInfo(name, STAMP), text, compression)
    return buffer.getvalue()


def _content(parts: list[Part]) -> str:
    body, items = [], []
    for kind, text in [*parts, ("", "")]:
        if items and kind != "li":
            body.append(f"<text:list>{''.join(items)}</text:list>")
            items = []
        if isinstance(text, list):
            body.append(_table(text))
        elif kind == "li":
            items.append(f"<text:list-item><text:p>{escape(text)}</text:p></text:list-item>")
        elif kind == "p":
            body.append(f'<text:p text:style-name="Text">{escape(text)}</text:p>')
        elif kind:
            level = int(kind[1])
            body.append(f'<text:h text:style-name="H{level}" text:outline-level="{level}">{escape(text)}</text:h>')
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content {NAMESPACES}>{CELLS}'
        f"<office:body><office:text>{''.join(body)}</office:text></office:body></office:document-content>"
    )


def _table(rows: list[list[str]]) -> str:
    def line(cells: list[str]) -> str:
        inside = "".join(
            '<table:table-cell table:style-name="Cell" office:value-type="string">'
            f'<text:p text:style-name="Cell">{escape(text)}</text:p></table:table-cell>'
            for text in cells
        )
        return f'<table:table-row table:style-name="Row">{inside}</table:table-row>'

    head, *others = rows
    return (
        f'<table:table><table:table-column table:number-columns-repeated="{len(head)}"/>'
        f"<table:table-header-rows>{line(head)}</table:table-header-rows>{''.join(map(line, others))}</table:table>"
    )


def _styles(language: str) -> str:
    def style(name: str, size: str, weight: str, above: str) -> str:
        return (
            f'<style:style style:name="{name}" style:family="paragraph">'
            f'<style:paragraph-properties fo:margin-top="{above}" fo:margin-bottom="0.2cm"/>'
            f'<style:text-properties fo:font-size="{size}" fo:font-weight="{weight}"/></style:style>'
        )

    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-styles {NAMESPACES}><office:styles>'
        '<style:default-style style:family="paragraph"><style:text-properties fo:font-size="12pt" '
        f'fo:language={quoteattr(language)} fo:country="none"/></style:default-style>'
        + style("H1", "22pt", "bold", "0cm")
        + style("H2", "15pt", "bold", "0.6cm")
        + style("Text", "12pt", "normal", "0cm")
        + style("Cell", "10pt", "normal", "0cm")
        + "</office:styles></office:document-styles>"
    )


def _meta(title: str, language: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-meta {NAMESPACES}><office:meta>'
        f"<dc:title>{escape(title)}</dc:title><dc:language>{escape(language)}</dc:language>"
        "</office:meta></office:document-meta>"
    )
