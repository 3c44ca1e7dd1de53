"""PDF files made for tests: laid out by WeasyPrint, or object by object where it would not write such a thing."""

import zlib

from tests.pango import weasyprint_html


def laid_out(html: str, style: str = "") -> bytes:
    """A PDF of a page of HTML."""
    written: bytes = weasyprint_html()(string=f"<style>{style}</style>{html}").write_pdf()
    return written


_PLACES = b" ".join(b"/a%d" % k for k in range(256))
_BITMAP_FONT = (  # as pdfTeX writes it: every letter is a picture with a name that says nothing
    b"<</Type/Font/Subtype/Type3/FontBBox[0 0 10 10]/FontMatrix[.1 0 0 .1 0 0]/FirstChar 0/LastChar 255/Widths[%s]"
    b"/Encoding<</Type/Encoding/Differences[0 %s]>>/CharProcs<<%s>>/Resources<<>>>>"
    % (b"6 " * 256, _PLACES, b" ".join(b"/a%d 4 0 R" % k for k in range(256)))
)
_PICTURE = b"6 0 1 0 5 7 d1 1 0 4 7 re f"


def pdf_of(*pages: bytes, extra: bytes = b"", filters: bytes = b"", font: bytes = b"", bitmap_font: bool = False) -> bytes:
    """A PDF whose pages have these content streams; `extra` goes into the trailer, `filters` into the streams."""
    kids = b" ".join(b"%d 0 R" % (10 + 2 * k) for k in range(len(pages)))
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(pages)),
        3: _BITMAP_FONT if bitmap_font else b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica%s>>" % font,
        4: b"<</Length %d>>\nstream\n%s\nendstream" % (len(_PICTURE), _PICTURE),
    }
    for k, content in enumerate(pages):
        box = b"/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>"
        objects[10 + 2 * k] = b"<</Type/Page/Parent 2 0 R%s/Contents %d 0 R>>" % (box, 11 + 2 * k)
        objects[11 + 2 * k] = b"<<%s/Length %d>>\nstream\n%s\nendstream" % (filters, len(content), content)
    body, places = b"%PDF-1.7\n", {}
    for number, written in objects.items():
        places[number] = len(body)
        body += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    table = b"".join(b"%d 1\n%010d 00000 n \n" % (number, at) for number, at in places.items())
    size = max(objects) + 1
    trailer = b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (size, extra, len(body))
    return body + b"xref\n0 1\n0000000000 65535 f \n" + table + trailer


def line(text: str, x: int = 72, y: int = 700) -> bytes:
    """A content stream that shows one line."""
    return b"BT /F 12 Tf %d %d Td (%s) Tj ET" % (x, y, text.encode("latin-1"))


def bomb(n_bytes: int) -> bytes:
    """A stream of `n_bytes` of instructions, deflated."""
    return zlib.compress(b"q Q " * (n_bytes // 4), 9)
