"""The BleedBox of a sheet with crop marks, added to a PDF that Typst wrote.

Typst takes everything beyond the trim for bleed. Here the bleed ends at 3 mm and crop marks
stand beyond it, so each page gets a BleedBox of its own, in an incremental update
(ISO 32000-1, 7.5.6): what Typst wrote stays byte for byte, and with it PDF/A and the tags.
"""

from __future__ import annotations

import re

_POINTS = 72 / 25.4
_PAGE = re.compile(
    rb"(?P<number>\d+) 0 obj\s*<<(?P<body>(?:(?!endobj).)*?/TrimBox\s*\[(?P<trim>[^\]]+)\]"
    rb"(?:(?!endobj).)*?)endobj",
    re.DOTALL,
)
_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref\s*(\d+)\s*%%EOF\s*$", re.DOTALL)


def add_bleed_boxes(pdf: bytes, bleed: float) -> bytes:
    """`pdf` with a BleedBox `bleed` mm beyond the TrimBox of every page."""
    trailer = _TRAILER.search(pdf)
    assert trailer, "Typst ends a PDF with a trailer"
    whole = bytearray(pdf if pdf.endswith(b"\n") else pdf + b"\n")
    entries = []
    for page in _PAGE.finditer(pdf):
        box = b"/BleedBox[%b]" % _grown(page["trim"], bleed * _POINTS)
        at = page.start("trim") - page.start() + len(page["trim"]) + 1
        entries.append((int(page["number"]), len(whole)))
        whole += page[0][:at] + box + page[0][at:] + b"\n"
    start = len(whole)
    whole += b"xref\n"
    for number, offset in entries:
        whole += b"%d 1\n%010d 00000 n \n" % (number, offset)
    whole += b"trailer\n<<%b/Prev %b>>\nstartxref\n%d\n%%%%EOF\n" % (trailer[1], trailer[2], start)
    return bytes(whole)


def _grown(box: bytes, by: float) -> bytes:
    left, low, right, high = map(float, box.split())
    return b"%.5f %.5f %.5f %.5f" % (left - by, low - by, right + by, high + by)
