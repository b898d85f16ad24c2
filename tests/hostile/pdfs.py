"""PDFs made to break or to hold up a reader: loops, bombs, lies about sizes, active content.

One file because it is one list, and each line of it a page of a few objects.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping, Sequence

from tests.hostile.zeros import packed_zeros

PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 400]%s>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object with its right length."""
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(content), content)


def deflated(content: bytes, entries: bytes = b"") -> bytes:
    return stream(zlib.compress(content, 9), b"/Filter/FlateDecode" + entries)


def pdf(
    objects: Sequence[bytes],
    *,
    catalogue: bytes = b"",
    trailer: bytes = b"",
    kids: bytes = b"3 0 R",
) -> bytes:
    """A whole PDF: 1 catalogue, 2 page tree, then `objects` from 3 on; with a right cross-reference."""
    count = max(1, kids.count(b" R"))
    heads = [
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalogue,
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
    ]
    return written([*heads, *objects], trailer=trailer)


def written(objects: Sequence[bytes], *, trailer: bytes = b"") -> bytes:
    """Objects from 1 on with cross-reference and trailer."""
    out, offsets = bytearray(b"%PDF-1.7\n"), []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    out += b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        trailer,
        start,
    )
    return bytes(out)


def page(resources: bytes, content: bytes, *more: bytes, entries: bytes = b"") -> bytes:
    """One page (object 3) with content (object 4); `more` are objects from 5 on."""
    head = PAGE % (b"/Contents 4 0 R/Resources<<%s>>%s" % (resources, entries))
    return pdf([head, stream(content), *more])


def form(content: bytes, resources: bytes = b"") -> bytes:
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 300 400]/Resources<<%s>>" % resources
    return stream(content, entries)


def image(width: int, height: int, data: bytes, entries: bytes = b"") -> bytes:
    size = b"/Width %d/Height %d" % (width, height)
    return stream(data, b"/Type/XObject/Subtype/Image" + size + entries)


def drawn(width: int, height: int, data: bytes, entries: bytes) -> bytes:
    """A page filled by one picture."""
    return page(
        b"/XObject<</I 5 0 R>>",
        b"300 0 0 400 0 0 cm /I Do",
        image(width, height, data, entries),
    )


def nested_forms(depth: int, width: int) -> bytes:
    """Forms that draw forms: width to the power of depth operations out of a few hundred bytes."""
    calls = b"/F Do " * width
    forms = [form(calls, b"/XObject<</F %d 0 R>>" % (number + 6)) for number in range(depth)]
    return page(b"/XObject<</F 5 0 R>>", calls, *forms, form(b"0 0 9 9 re f"))


def many_pages(count: int) -> bytes:
    """Very many pages, each an object of its own."""
    kids = b" ".join(b"%d 0 R" % number for number in range(3, count + 3))
    heads = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
    ]
    return written([*heads, *[PAGE % b""] * count])


def deep_tree(depth: int) -> bytes:
    """A page below very many nodes of the tree."""
    nodes = [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (number + 3) for number in range(depth)]
    return written([b"<</Type/Catalog/Pages 2 0 R>>", *nodes, PAGE % b""])


def deep_arrays(depth: int) -> bytes:
    return pdf([PAGE % (b"/X " + b"[" * depth + b"]" * depth)])


def bomb(layers: int) -> bytes:
    """A content stream that grows a thousandfold with each layer of compression."""
    content = b"0 0 1 1 re f " * 4_000_000
    for _ in range(layers):
        content = zlib.compress(content, 9)
    filters = b"/Filter[%s]" % (b"/FlateDecode" * layers)
    return pdf([PAGE % b"/Contents 4 0 R", stream(content, filters)])


def picture_bomb() -> bytes:
    """A deflated picture of 60,000 x 60,000 grey pixels in a few megabytes."""
    entries = b"/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode"
    return drawn(60_000, 60_000, packed_zeros(3600), entries)


def xref_loop() -> bytes:
    """Cross-references each of which says that the other comes before it."""
    body = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    start = len(body)
    table = b"xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 3/Root 1 0 R/Prev %d>>\n"
    return body + table % start + b"startxref\n%d\n%%%%EOF\n" % start


def embedded(name: bytes, content: bytes) -> bytes:
    """A PDF that carries another file."""
    return pdf(
        [
            PAGE % b"",
            b"<</Type/Filespec/F(%s)/UF(%s)/EF<</F 5 0 R>>>>" % (name, name),
            stream(content, b"/Type/EmbeddedFile"),
        ],
        catalogue=b"/Names<</EmbeddedFiles<</Names[(%s) 4 0 R]>>>>" % name,
    )


def action(kind: bytes) -> bytes:
    return pdf([PAGE % b""], catalogue=b"/OpenAction<</S/%s>>" % kind)


def with_font(descriptor: bytes, *more: bytes, subtype: bytes = b"TrueType") -> bytes:
    """A page of text in a font of its own."""
    font = b"<</Type/Font/Subtype/%s/BaseFont/X/FirstChar 65/LastChar 66/Widths[500 500]%s>>"
    return page(
        b"/Font<</F 5 0 R>>",
        b"BT /F 40 Tf 20 200 Td (ABAB) Tj ET",
        font % (subtype, descriptor),
        *more,
    )


def font_file(data: bytes, key: bytes = b"FontFile2") -> bytes:
    """A page of text in an embedded font of the given bytes."""
    descriptor = b"<</Type/FontDescriptor/FontName/X/Flags 4/%s 7 0 R>>" % key
    return with_font(b"/FontDescriptor 6 0 R", descriptor, stream(data))


TYPE3 = (
    b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0 0]/FirstChar 65"
    b"/LastChar 66/Widths[9 9]/Encoding<</Differences[65/a/a]>>/CharProcs<</a 6 0 R>>"
    b"/Resources<</Font<</F 5 0 R>>>>>>"
)
SELF = b"/XObject<</F 5 0 R>>"
SHADING = (
    b"<</ShadingType 1/ColorSpace/DeviceGray/Domain[0 1e9 0 1e9]/Function<</FunctionType 4"
    b"/Domain[0 1e9 0 1e9]/Range[0 1]/Length 20>>>>"
)
TILING = (
    b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep .0001/YStep .0001"
    b"/Resources<<>>"
)
BOX = b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Contents 4 0 R%s>>"


def boxed(box: bytes, entries: bytes = b"") -> bytes:
    return pdf([BOX % (box, entries), stream(b"0 0 9 9 re f")])


PDFS: Mapping[str, Callable[[], bytes]] = {
    "page tree that holds itself": lambda: written(
        [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"]
    ),
    "page tree that claims a billion pages": lambda: written(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1000000000>>",
            PAGE % b"",
        ]
    ),
    "page tree with a negative count": lambda: written(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count -5>>",
            PAGE % b"",
        ]
    ),
    "page tree without pages": lambda: pdf([], kids=b""),
    "page tree that names nothing": lambda: pdf([PAGE % b""], kids=b"9 0 R 10 0 R"),
    "a hundred thousand pages": lambda: many_pages(100_000),
    "page below twenty thousand nodes": lambda: deep_tree(20_000),
    "arrays in arrays": lambda: deep_arrays(200_000),
    "catalogue that is its own page": lambda: written([b"<</Type/Catalog/Pages 1 0 R>>"]),
    "cross-references in a circle": xref_loop,
    "no trailer": lambda: pdf([PAGE % b""]).split(b"trailer")[0],
    "no root": lambda: pdf([PAGE % b""]).replace(b"/Root 1 0 R", b"/Root 7 0 R"),
    "offsets that point nowhere": lambda: pdf([PAGE % b""]).replace(b" 00000 n", b" 00009 n"),
    "length that refers to itself": lambda: pdf(
        [
            PAGE % b"/Contents 4 0 R",
            b"<</Length 4 0 R>>\nstream\n0 0 9 9 re f\nendstream",
        ]
    ),
    "length far beyond the file": lambda: pdf(
        [
            PAGE % b"/Contents 4 0 R",
            b"<</Length 999999999999>>\nstream\n0 0 9 9 re f\nendstream",
        ]
    ),
    "negative length": lambda: pdf(
        [PAGE % b"/Contents 4 0 R", b"<</Length -1>>\nstream\n0 0 9 9 re f\nendstream"]
    ),
    "content bomb of one layer": lambda: bomb(1),
    "content bomb of two layers": lambda: bomb(2),
    "content bomb of three layers": lambda: bomb(3),
    "hundred filters": lambda: pdf(
        [
            PAGE % b"/Contents 4 0 R",
            stream(b"x", b"/Filter[%s]" % (b"/FlateDecode" * 100)),
        ]
    ),
    "unknown filter": lambda: pdf([PAGE % b"/Contents 4 0 R", stream(b"x", b"/Filter/Nonsense")]),
    "forms that draw forms": lambda: nested_forms(30, 10),
    "form that draws itself": lambda: page(SELF, b"/F Do", form(b"/F Do", SELF)),
    "two forms that draw each other": lambda: page(
        SELF, b"/F Do", form(b"/F Do", b"/XObject<</F 6 0 R>>"), form(b"/F Do", SELF)
    ),
    "glyph that prints itself": lambda: page(
        b"/Font<</F 5 0 R>>",
        b"BT /F 40 Tf 20 200 Td (AB) Tj ET",
        TYPE3,
        stream(b"9 0 0 0 9 9 d1 BT /F 9 Tf (A) Tj ET"),
    ),
    "pattern of tiny tiles": lambda: page(
        b"/Pattern<</P 5 0 R>>",
        b"/Pattern cs /P scn 0 0 300 400 re f",
        stream(b"0 0 1 1 re f", TILING),
    ),
    "pattern that paints with itself": lambda: page(
        b"/Pattern<</P 5 0 R>>",
        b"/Pattern cs /P scn 0 0 300 400 re f",
        stream(
            b"/Pattern cs /P scn 0 0 9 9 re f",
            TILING.replace(b"/Resources<<>>", b"/Resources<</Pattern<</P 5 0 R>>>>").replace(
                b".0001", b"5"
            ),
        ),
    ),
    "broken shading": lambda: page(b"/Shading<</S 5 0 R>>", b"/S sh", SHADING),
    "mask that is its own mask": lambda: page(
        b"/ExtGState<</G 5 0 R>>/XObject<</F 6 0 R>>",
        b"/G gs 0 0 300 400 re f",
        b"<</SMask<</S/Luminosity/G 6 0 R>>>>",
        form(b"/G gs 0 0 9 9 re f", b"/ExtGState<</G 5 0 R>>"),
    ),
    "million saved states": lambda: page(b"", b"q " * 1_000_000),
    "million restored states": lambda: page(b"", b"Q " * 1_000_000),
    "million strokes": lambda: page(
        b"", b"[1 1] 0 d 1 w 0 0 m " + b"300 400 l 0 0 l " * 60_000 + b"S"
    ),
    "dashes without length": lambda: page(b"", b"[0 0] 0 d 0 0 m 300 400 l S"),
    "tiny dashes": lambda: page(b"", b"[.00001 .00001] 0 d 9 w 0 0 m 300 400 l S"),
    "line of infinite width": lambda: page(b"", b"1e38 w 0 0 m 1e38 1e38 l S"),
    "operators without operands": lambda: page(b"", b"Do Tj cm re f S gs sh scn " * 1000),
    "binary rubbish as content": lambda: page(b"", bytes(range(256)) * 400),
    "picture bomb": picture_bomb,
    "picture without data": lambda: drawn(
        5000, 5000, b"", b"/BitsPerComponent 8/ColorSpace/DeviceRGB"
    ),
    "picture of negative size": lambda: drawn(
        -5, -5, bytes(100), b"/BitsPerComponent 8/ColorSpace/DeviceRGB"
    ),
    "picture of two billion columns": lambda: drawn(
        2_000_000_000, 2, bytes(100), b"/BitsPerComponent 8/ColorSpace/DeviceRGB"
    ),
    "fax of a million columns": lambda: drawn(
        1_000_000,
        1_000_000,
        bytes(range(256)) * 8,
        b"/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/CCITTFaxDecode"
        b"/DecodeParms<</K -1/Columns 1000000/Rows 1000000>>",
    ),
    "broken JBIG2": lambda: drawn(
        100,
        100,
        bytes(range(200)),
        b"/BitsPerComponent 1/ColorSpace/DeviceGray/Filter/JBIG2Decode",
    ),
    "broken JPEG 2000": lambda: drawn(
        100,
        100,
        b"\x00\x00\x00\x0cjP  \r\n\x87\n" + bytes(range(200)),
        b"/Filter/JPXDecode",
    ),
    "broken JPEG": lambda: drawn(
        100,
        100,
        b"\xff\xd8\xff\xe0" + bytes(range(200)),
        b"/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/DCTDecode",
    ),
    "predictor of huge columns": lambda: drawn(
        100,
        100,
        zlib.compress(bytes(1000)),
        b"/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode"
        b"/DecodeParms<</Predictor 15/Columns 2147483647/Colors 32/BitsPerComponent 16>>",
    ),
    "colour space that holds itself": lambda: page(
        b"/XObject<</I 5 0 R>>",
        b"/I Do",
        image(9, 9, bytes(81), b"/BitsPerComponent 8/ColorSpace 6 0 R"),
        b"[/Indexed 6 0 R 255 (x)]",
    ),
    "picture whose mask is itself": lambda: drawn(
        9, 9, bytes(81), b"/BitsPerComponent 8/ColorSpace/DeviceGray/SMask 5 0 R"
    ),
    "page of a million points": lambda: boxed(b"0 0 1000000 1000000"),
    "page of infinite size": lambda: boxed(b"0 0 1e38 1e38"),
    "page without size": lambda: boxed(b"0 0 0 0"),
    "page that is no page in its box": lambda: boxed(b"/a (b) null [1]"),
    "page thin as a hair": lambda: boxed(b"0 0 0.0001 14400"),
    "page with a billion user units": lambda: boxed(b"0 0 300 400", b"/UserUnit 1000000000"),
    "page turned by 45 degrees": lambda: boxed(b"0 0 300 400", b"/Rotate 45"),
    "page with a box outside": lambda: boxed(b"0 0 300 400", b"/CropBox[900 900 950 950]"),
    "JavaScript when opened": lambda: action(b"JavaScript/JS(while(1){app.alert(1)})"),
    "starts a program when opened": lambda: action(b"Launch/F(cmd.exe)/Win<</F(cmd.exe)>>"),
    "opens an address": lambda: action(b"URI/URI(http://192.0.2.1/x)"),
    "submits a form": lambda: action(b"SubmitForm/F(http://192.0.2.1/x)"),
    "goes to another file": lambda: action(b"GoToR/F(/etc/passwd)/D[0/Fit]"),
    "carries a program": lambda: embedded(b"setup.exe", b"MZ" + bytes(200)),
    "carries a path": lambda: embedded(b"../../etc/cron.d/x", b"* * * * * root true"),
    "form in XML with an entity bomb": lambda: pdf(
        [
            PAGE % b"",
            stream(
                b'<!DOCTYPE a [<!ENTITY b "bb">'
                + b"".join(b'<!ENTITY %c "%s">' % (n + 1, b"&%c;" % n * 10) for n in range(98, 118))
                + b"]><xdp>&v;</xdp>"
            ),
        ],
        catalogue=b"/AcroForm<</XFA 4 0 R/Fields[]>>",
    ),
    "form field that is its own child": lambda: pdf(
        [
            PAGE % b"/Annots[4 0 R]",
            b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/Rect[9 9 99 99]/Kids[4 0 R]/Parent 4 0 R>>",
        ],
        catalogue=b"/AcroForm<</Fields[4 0 R]>>",
    ),
    "stamp whose look draws itself": lambda: pdf(
        [
            PAGE % b"/Annots[4 0 R]",
            b"<</Type/Annot/Subtype/Stamp/Rect[9 9 99 99]/AP<</N 5 0 R>>>>",
            form(b"/F Do", SELF),
        ]
    ),
    "ten thousand notes": lambda: pdf(
        [
            PAGE % (b"/Annots[%s]" % (b"4 0 R " * 10_000)),
            b"<</Type/Annot/Subtype/Text/Rect[9 9 29 29]/Contents(x)>>",
        ]
    ),
    "notes that are numbers": lambda: pdf([PAGE % b"/Annots[1 2 3 null (x)]"]),
    "outline in a circle": lambda: pdf(
        [PAGE % b"", b"<</Title(x)/Next 4 0 R/First 4 0 R/Parent 4 0 R>>"],
        catalogue=b"/Outlines<</First 4 0 R/Last 4 0 R>>",
    ),
    "layers in a circle": lambda: pdf(
        [PAGE % b"", b"<</Type/OCMD/OCGs 4 0 R/VE[/And 4 0 R]>>"],
        catalogue=b"/OCProperties<</OCGs[4 0 R]/D<</Order[4 0 R]>>>>",
    ),
    "broken TrueType": lambda: font_file(b"\x00\x01\x00\x00\x00\x09" + bytes(range(256))),
    "TrueType of huge tables": lambda: font_file(
        b"\x00\x01\x00\x00\x00\x01\x00\x10\x00\x00\x00\x00glyf" + b"\xff" * 12
    ),
    "broken CFF": lambda: font_file(
        b"\x01\x00\x04\x04\xff\xff\x04" + bytes(range(256)), b"FontFile3"
    ),
    "broken Type 1": lambda: font_file(b"%!PS-AdobeFont-1.0\n" + bytes(range(256)), b"FontFile"),
    "font of nothing": lambda: font_file(b""),
    "encoding that is itself": lambda: with_font(b"/Encoding 5 0 R"),
    "code map that uses itself": lambda: with_font(
        b"/ToUnicode 6 0 R/DescendantFonts[5 0 R]/Encoding 6 0 R",
        stream(
            b"/Self usecmap begincmap endcmap",
            b"/Type/CMap/CMapName/Self/UseCMap 6 0 R",
        ),
        subtype=b"Type0",
    ),
    "code map of all codes": lambda: with_font(
        b"/ToUnicode 6 0 R",
        deflated(b"9 beginbfrange " + b"<00000000> <7fffffff> <0000> " * 20_000 + b"endbfrange"),
    ),
    "encrypted by an unknown handler": lambda: pdf(
        [PAGE % b"", b"<</Filter/Nobody/V 9/R 9/Length 128>>"],
        trailer=b"/Encrypt 4 0 R/ID[(x)(x)]",
    ),
    "encrypted with broken keys": lambda: pdf(
        [
            PAGE % b"",
            b"<</Filter/Standard/V 5/R 6/O(x)/U(x)/OE(x)/UE(x)/P -1/Perms(x)>>",
        ],
        trailer=b"/Encrypt 4 0 R/ID[(x)(x)]",
    ),
    "also a ZIP": lambda: pdf([PAGE % b""]) + b"PK\x05\x06" + bytes(18),
    "header alone": lambda: b"%PDF-1.7\n%%EOF\n",
}
