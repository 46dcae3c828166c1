"""Pages of a PDF as pixels: what the printer's raster processor makes of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

import pypdfium2

from ..photos.camera import Raster, thumbnail_png
from ..photos.copies import page_jpeg
from .words import WordFault, word_faults

_POINTS_PER_MM = 72 / 25.4
Box = tuple[float, float, float, float]
"""Left, top, right, bottom in mm of a page."""


class PdfPages:
    """The pages of one open PDF; sizes in mm."""

    def __init__(self, document: pypdfium2.PdfDocument) -> None:
        self._document = document
        self._page = lru_cache(maxsize=1)(document.__getitem__)
        """Opening a page parses it."""

    def __len__(self) -> int:
        return len(self._document)

    def size(self, number: int) -> tuple[float, float]:
        wide, tall = self._page(number).get_size()
        return wide / _POINTS_PER_MM, tall / _POINTS_PER_MM

    def grey(self, number: int, dpi: float, box: Box | None = None) -> Raster:
        """A page, or a part of it, in grey at `dpi`."""
        page = self._page(number)
        wide, tall = self.size(number)
        left, top, right, bottom = box or (0.0, 0.0, wide, tall)
        margins = (left, tall - bottom, wide - right, top)
        bitmap = page.render(
            scale=dpi / 72,
            grayscale=True,
            crop=tuple(max(0.0, margin) * _POINTS_PER_MM for margin in margins),
        )
        return Raster(bitmap.width, bitmap.height, _rows(bitmap, 1))

    def word_faults(self, number: int, codes: Sequence[Box]) -> list[WordFault]:
        """What is wrong with the words of a page whose codes stand at `codes`."""
        return word_faults(self._page(number), number, codes)

    def thumbnail(self, number: int, edge: int) -> bytes:
        """A page as a small PNG whose long edge is `edge` pixels."""
        page = self._page(number)
        bitmap = page.render(scale=2 * edge / max(page.get_size()), rev_byteorder=True)
        return thumbnail_png(_rows(bitmap, 3), bitmap.width, bitmap.height, edge)

    def jpeg(self, number: int, edge: int) -> bytes:
        """A page in colour as a JPEG whose long edge is `edge` pixels."""
        page = self._page(number)
        bitmap = page.render(scale=edge / max(page.get_size()), rev_byteorder=True)
        return page_jpeg(_rows(bitmap, 3), bitmap.width, bitmap.height)


def page_pictures(path: str, edge: int) -> list[bytes]:
    """Every page of the PDF at `path` as a JPEG, its long edge `edge` pixels."""
    with open_pdf(Path(path)) as pages:
        return [pages.jpeg(number, edge) for number in range(len(pages))]


def first_page(pdf: bytes, edge: int) -> tuple[bytes, int, int]:
    """The first page in RGB, its height about `edge` pixels: rows, width, height."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        bitmap = page.render(scale=edge / page.get_height(), rev_byteorder=True)
        return _rows(bitmap, 3), bitmap.width, bitmap.height
    finally:
        document.close()


def count_pages(pdf: bytes) -> int:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


@contextmanager
def open_pdf(path: Path) -> Iterator[PdfPages]:
    """Raises pypdfium2.PdfiumError for what is no PDF."""
    document = pypdfium2.PdfDocument(path)
    try:
        yield PdfPages(document)
    finally:
        document.close()


def _rows(bitmap: pypdfium2.PdfBitmap, channels: int) -> bytes:
    """The pixels without the padding at the end of each row."""
    whole = bytes(bitmap.buffer)
    row = bitmap.width * channels
    if bitmap.stride == row:
        return whole
    starts = range(0, bitmap.stride * bitmap.height, bitmap.stride)
    return b"".join(whole[start : start + row] for start in starts)
