"""PDFs looked at as a print shop would: pages, boxes, fonts, and every code decoded."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import zxingcpp
from pypdf import PdfReader


def decode_codes(path: Path, dpi: int = 150) -> list[str]:
    """What every QR code in a PDF says, page by page, rasterised at `dpi`."""
    found = []
    document = pypdfium2.PdfDocument(path)
    try:
        for page in document:
            image = page.render(scale=dpi / 72, grayscale=True).to_pil()
            found += [code.text for code in zxingcpp.read_barcodes(image)]
    finally:
        document.close()
    return found


def page_sizes_mm(path: Path) -> list[tuple[int, int]]:
    boxes = [page.mediabox for page in PdfReader(path).pages]
    return [(round(float(b.width) / 72 * 25.4), round(float(b.height) / 72 * 25.4)) for b in boxes]


def text_of(path: Path) -> str:
    return "".join(page.extract_text() for page in PdfReader(path).pages)


def fonts_of(path: Path) -> dict[str, bool]:
    """Each face of a PDF, and whether its outlines are inside."""
    fonts = {}
    for page in PdfReader(path).pages:
        resources = page["/Resources"].get_object()
        for font in resources.get("/Font", {}).values():  # type: ignore[union-attr]
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = inner["/FontDescriptor"].get_object()
            fonts[str(inner["/BaseFont"])] = bool({"/FontFile2", "/FontFile3"} & set(descriptor))
    return fonts
