"""A PDF as its reader gets it: the words of each page, and how each page looks from afar.

Looks are kept small: 60 dots to the inch, grey, one AVIF a PDF, its pages below each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image, ImageChops, ImageStat

_DPI = 60
_BLOCK = 8
"""Pixels, 3.4 mm on paper: a line of small print is a block high."""

_MOST_BY_PAGE = 0.02
_MOST_BY_BLOCK = 0.10
"""Of black to white. Encoding alone differs by 0.01 and 0.05 at most."""

_QUALITY = 25
"""The 79 pages of the demo take 460 KB; WebP takes 760 KB to be as near."""


@dataclass(frozen=True)
class Leaf:
    """One page of a PDF."""

    size: str
    words: str
    look: Image.Image


@dataclass(frozen=True)
class Paper:
    """A PDF."""

    title: str
    """And whose it is, as a reader shows them."""
    leaves: Sequence[Leaf]


def read_pdf(path: Path) -> Paper:
    document = pypdfium2.PdfDocument(path)
    try:
        facts = document.get_metadata_dict()
        title = f"{facts['Title']} ({facts['Author']})"
        return Paper(title, [_read_page(page) for page in document])
    finally:
        document.close()


def _read_page(page: pypdfium2.PdfPage) -> Leaf:
    text = page.get_textpage().get_text_range()
    lines = [" ".join(line.split()) for line in text.splitlines()]
    look = page.render(scale=_DPI / 72, grayscale=True).to_pil()
    return Leaf(_describe_boxes(page), "\n".join(filter(None, lines)), look)


def _describe_boxes(page: pypdfium2.PdfPage) -> str:
    """210×297 mm, and where it is trimmed if that is elsewhere."""
    media, trim = page.get_mediabox(), page.get_trimbox()
    size = f"{_mm(media[2] - media[0])}×{_mm(media[3] - media[1])} mm"
    return size if trim == media else f"{size}, trimmed at {' '.join(map(_mm, trim))}"


def _mm(points: float) -> str:
    return f"{points * 25.4 / 72:.0f}"


def describe_pdf(name: str, paper: Paper) -> str:
    """The words of a PDF, a heading for each page."""
    pages = (f"# {n}: {leaf.size}\n{leaf.words}\n" for n, leaf in enumerate(paper.leaves, 1))
    return f"## {name}\n{paper.title}\n{''.join(pages)}"


def write_looks(leaves: Sequence[Leaf], path: Path) -> None:
    wide, tall = _cell(leaves)
    sheet = Image.new("L", (wide, tall * len(leaves)), 255)
    for number, leaf in enumerate(leaves):
        sheet.paste(leaf.look, (0, number * tall))
    path.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(path, quality=_QUALITY)


def compare_looks(leaves: Sequence[Leaf], path: Path, for_a_look: Path) -> Iterator[str]:
    """What differs from the looks at `path`, page by page; both go to the folder `for_a_look`."""
    if not path.is_file():
        yield "is not among the expected ones"
        return
    wide, tall = _cell(leaves)
    with Image.open(path) as file:
        sheet = file.convert("L")
    if sheet.size != (wide, tall * len(leaves)):
        before = f"{sheet.width}×{sheet.height} px"
        yield f"has other pages: {wide}×{tall * len(leaves)} px together, expected {before}"
        return
    for number, leaf in enumerate(leaves):
        box = (0, number * tall, leaf.look.width, number * tall + leaf.look.height)
        expected = sheet.crop(box)
        by_page, by_block, where = _difference(expected, leaf.look)
        if by_page > _MOST_BY_PAGE or by_block > _MOST_BY_BLOCK:
            for_a_look.mkdir(parents=True, exist_ok=True)
            expected.save(for_a_look / f"{path.stem}-{number + 1}-expected.png")
            leaf.look.save(for_a_look / f"{path.stem}-{number + 1}-found.png")
            yield (
                f"page {number + 1} differs by {by_page:.1%}, "
                f"at {where[0]},{where[1]} mm by {by_block:.0%}"
            )


def _cell(leaves: Sequence[Leaf]) -> tuple[int, int]:
    """A size that holds each page, in whole blocks, so that none shines through to the next."""
    wide = max(leaf.look.width for leaf in leaves)
    tall = max(leaf.look.height for leaf in leaves)
    return -(-wide // _BLOCK) * _BLOCK, -(-tall // _BLOCK) * _BLOCK


def _difference(expected: Image.Image, found: Image.Image) -> tuple[float, float, tuple[int, int]]:
    """Of the whole page, of the block that differs most in its mean, and where that is in mm.

    What is beyond the last whole block, 3 mm at most, counts for the page only.
    """
    by_page = ImageStat.Stat(ImageChops.difference(expected, found)).mean[0] / 255
    wide, tall = (side // _BLOCK * _BLOCK for side in found.size)
    blocks = ImageChops.difference(
        expected.reduce(_BLOCK, (0, 0, wide, tall)), found.reduce(_BLOCK, (0, 0, wide, tall))
    )
    values = blocks.tobytes()
    most = max(values)
    row, column = divmod(values.index(most), blocks.width)
    return by_page, most / 255, (_block_mm(column), _block_mm(row))


def _block_mm(blocks: int) -> int:
    return round(blocks * _BLOCK / _DPI * 25.4)
