"""PDFs looked at as a print shop would: pages, boxes, fonts, and every code decoded."""

from __future__ import annotations

import math
import subprocess
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import zxingcpp
from PIL import Image
from pypdf import PdfReader
from pypdfium2 import raw

_MM = 25.4 / 72


def render(path: Path, page: int = 0, dpi: float = 72) -> Image.Image:
    """A page in colour."""
    document = pypdfium2.PdfDocument(path)
    try:
        image: Image.Image = document[page].render(scale=dpi / 72).to_pil()
        return image.convert("RGB")
    finally:
        document.close()


def decode_codes(path: Path, dpi: int = 150) -> list[str]:
    """What every QR code in a PDF says, page by page, rasterised at `dpi`; strokes that look like
    a Micro QR code or the bars of a shop are none."""
    found = []
    document = pypdfium2.PdfDocument(path)
    try:
        for page in document:
            image = page.render(scale=dpi / 72, grayscale=True).to_pil()
            read: list[Any] = list(zxingcpp.read_barcodes(image))
            found += [
                code.text for code in read if str((code.extra or {}).get("Version")).isdecimal()
            ]
    finally:
        document.close()
    return found


def page_sizes_mm(path: Path) -> list[tuple[int, int]]:
    boxes = [page.mediabox for page in PdfReader(path).pages]
    return [(round(float(b.width) * _MM), round(float(b.height) * _MM)) for b in boxes]


def boxes_mm(path: Path) -> list[dict[str, tuple[float, ...]]]:
    """Media, bleed and trim box of each page, corners in mm."""
    return [
        {
            name: tuple(round(float(side) * _MM, 1) for side in getattr(page, f"{name}box"))
            for name in ("media", "bleed", "trim")
        }
        for page in PdfReader(path).pages
    ]


def check_with_qpdf(path: Path) -> str:
    """What `qpdf --check` has to say against a PDF; empty where it is sound."""
    done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def text_of(path: Path) -> str:
    return "".join(page.extract_text() for page in PdfReader(path).pages)


def words_of(path: Path) -> str:
    """The text without what ends lines: a title set from the top down has an end a character."""
    return "".join(text_of(path).split())


def in_order(text: str, *parts: str) -> bool:
    """Whether all parts stand in `text`, one after the other."""
    at = 0
    for part in parts:
        found = text.find("".join(part.split()), at)
        if found < 0:
            return False
        at = found + 1
    return True


def conformance_of(path: Path) -> set[str]:
    """`A-2a` and `UA-1` where the PDF says that it keeps them."""
    root = PdfReader(path).trailer["/Root"]
    xmp = root["/Metadata"].get_object().get_data().decode()  # type: ignore[index]
    found = set()
    if "<pdfaid:part>2<" in xmp and "<pdfaid:conformance>A<" in xmp:
        found.add("A-2a")
    if "<pdfuaid:part>1<" in xmp:
        found.add("UA-1")
    return found


def fonts_of(path: Path) -> dict[str, bool]:
    """Each face of a PDF, and whether its outlines are inside, cut down to what is used."""
    fonts = {}
    for page in PdfReader(path).pages:
        resources = page["/Resources"].get_object()
        for font in resources.get("/Font", {}).values():  # type: ignore[union-attr]
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = inner["/FontDescriptor"].get_object()
            name = str(inner["/BaseFont"])
            subset = name.lstrip("/")[6:7] == "+"
            fonts[name] = subset and bool({"/FontFile2", "/FontFile3"} & set(descriptor))
    return fonts


class Mark(NamedTuple):
    """A character as it is set: points from the lower left of its page."""

    text: str
    size: float
    """As printed: what is set and then enlarged counts as enlarged."""
    left: float
    bottom: float
    right: float
    top: float


def marks_of(path: Path, page: int = 0) -> list[Mark]:
    """The characters of a page in the order in which one reads them."""
    document = pypdfium2.PdfDocument(path)
    try:
        text = document[page].get_textpage()
        return [
            Mark(
                chr(raw.FPDFText_GetUnicode(text, n)), _size_of(text, n),
                *text.get_charbox(n),
            )
            for n in range(text.count_chars())
        ]  # fmt: skip
    finally:
        document.close()


def _size_of(text: pypdfium2.PdfTextPage, number: int) -> float:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, number, matrix)
    size: float = raw.FPDFText_GetFontSize(text, number)
    return size * math.hypot(matrix.a, matrix.b)


def largest(path: Path, mark: str) -> float:
    """The largest size of a character on the first page, in points."""
    return max(it.size for it in marks_of(path) if it.text == mark)


def tallest_gap(path: Path) -> float:
    """The tallest strip on any page that nothing stands in, as a share of the page."""
    most = 0.0
    for page in range(len(page_sizes_mm(path))):
        image = render(path, page, dpi=36).convert("L")
        raw_rows, wide = image.tobytes(), image.width
        lines = (raw_rows[y * wide : (y + 1) * wide] for y in range(image.height))
        runs = groupby(max(line) - min(line) < 12 for line in lines)
        most = max(most, *(len(list(run)) / image.height for blank, run in runs if blank), 0.0)
    return most
