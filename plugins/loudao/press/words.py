"""The words of a page looked at as they are set: none off the paper, over another, over a code."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

LEAST_MARGIN_MM = 3.0
"""From the edge that is cut: what is nearer is lost when the knife or the printer slips."""

_LEAST_COVERED = 0.25
"""Of the smaller one of two characters; in tight lines marks touch by a tenth."""

_CELL = 20.0
"""Points: characters are compared with those of the same cells."""

_POINTS_PER_MM = 72 / 25.4
_UNSEEN = {0x3000, 0xA0, 0xAD, 0xFFFE, 0xFFFF}
_SHOWN = 8
"""Characters that tell which word it is."""

_LINE = 24
"""Characters in which one fault of a sort is told once."""

_SORT = 2
"""Characters that tell sorts of faults apart."""

_ARTIFACT = "Artifact"

Square = tuple[float, float, float, float]
"""Left, top, right, bottom in mm of a page."""


class WordFault(NamedTuple):
    """Words that people cannot read, or cannot read something else for."""

    page: int
    """From 1."""
    words: str
    what: str

    @property
    def told(self) -> str:
        return f"第 {self.page} 页“{self.words}”{self.what}"


class _Glyph(NamedTuple):
    number: int
    """In the text of the page."""
    position: int
    """Among those that can be seen."""
    left: float
    bottom: float
    right: float
    top: float

    @property
    def area(self) -> float:
        return (self.right - self.left) * (self.top - self.bottom)


def word_faults(page: pypdfium2.PdfPage, number: int, codes: Sequence[Square]) -> list[WordFault]:
    """What is wrong with the words of a page, whose codes stand at `codes`; a line each fault.

    What is marked as decoration may lie under words. Words of the slug, outside of what is cut,
    are for the printer.
    """
    text = page.get_textpage()
    found: list[WordFault] = []
    last: dict[str, int] = {}
    glyphs = list(_glyphs(text))
    box = page.get_trimbox(fallback_ok=True)
    inside = [g for g in glyphs if _touches(g, box)]
    faults = [
        *((g, "印到了纸边上") for g in _at_the_edge(inside, box)),
        *((g, "印在短码上") for g in _on_codes(inside, codes, page.get_height())),
        *((g, f"和“{_around(text, other)}”印在了一起") for g, other in _over(inside)),
    ]
    for glyph, what in faults:
        sort = what[:_SORT]
        again = glyph.number - last.get(sort, -_LINE) < _LINE  # of one line the first tells
        if not again and not _is_decoration(text, glyph):
            found.append(WordFault(number + 1, _around(text, glyph), what))
            last[sort] = glyph.number
    return found


def _glyphs(text: pypdfium2.PdfTextPage) -> Iterator[_Glyph]:
    """Every character that can be seen; a ligature, several in one place, is one."""
    position, before = 0, None
    edges = [ctypes.c_double() for _ in range(4)]
    left, right, bottom, top = edges
    for index in range(text.count_chars()):
        character = raw.FPDFText_GetUnicode(text, index)
        if character <= 0x20 or character in _UNSEEN or raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        if not raw.FPDFText_GetCharBox(text, index, left, right, bottom, top):
            continue
        box = left.value, bottom.value, right.value, top.value
        if box != before:
            yield _Glyph(index, position, *box)
            position, before = position + 1, box


def _touches(g: _Glyph, box: Sequence[float]) -> bool:
    return g.right > box[0] and g.left < box[2] and g.top > box[1] and g.bottom < box[3]


def _at_the_edge(glyphs: Sequence[_Glyph], box: Sequence[float]) -> Iterator[_Glyph]:
    margin = LEAST_MARGIN_MM * _POINTS_PER_MM
    left, bottom, right, top = box
    for g in glyphs:
        if (
            g.left < left + margin or g.right > right - margin
            or g.bottom < bottom + margin or g.top > top - margin
        ):  # fmt: skip
            yield g


def _on_codes(glyphs: Sequence[_Glyph], codes: Sequence[Square], tall: float) -> Iterator[_Glyph]:
    """Those over a symbol; `tall` is the height of the page in points."""
    squares = [
        (left * _POINTS_PER_MM, tall - bottom * _POINTS_PER_MM,
         right * _POINTS_PER_MM, tall - top * _POINTS_PER_MM)
        for left, top, right, bottom in codes
    ]  # fmt: skip
    return (g for g in glyphs if any(_touches(g, square) for square in squares))


def _over(glyphs: Sequence[_Glyph]) -> Iterator[tuple[_Glyph, _Glyph]]:
    """Characters that cover one before them."""
    cells: dict[tuple[int, int], list[_Glyph]] = {}
    for g in glyphs:
        near = {
            other
            for x in range(math.floor(g.left / _CELL), math.floor(g.right / _CELL) + 1)
            for y in range(math.floor(g.bottom / _CELL), math.floor(g.top / _CELL) + 1)
            for other in _put(cells, (x, y), g)
        }
        for other in near:
            wide = min(g.right, other.right) - max(g.left, other.left)
            tall = min(g.top, other.top) - max(g.bottom, other.bottom)
            least = _LEAST_COVERED * min(g.area, other.area)
            joined = abs(g.position - other.position) == 1  # dashes of one word
            if wide > 0 and tall > 0 and wide * tall > least and not joined:
                yield g, other


def _put(
    cells: dict[tuple[int, int], list[_Glyph]], cell: tuple[int, int], g: _Glyph
) -> list[_Glyph]:
    """Those that were in the cell before `g` came."""
    there = cells.setdefault(cell, [])
    before = there.copy()
    there.append(g)
    return before


def _around(text: pypdfium2.PdfTextPage, g: _Glyph) -> str:
    """The word that a character belongs to, cut short."""
    start = max(0, g.number - _SHOWN)
    before = text.get_text_range(start, g.number - start).split()
    after = text.get_text_range(g.number, _SHOWN).split()
    whole = raw.FPDFText_GetUnicode(text, max(0, g.number - 1)) > 0x20
    word = (before[-1] if before and whole else "") + (after[0] if after else "")
    return word.replace("\ufffe", "")[: 2 * _SHOWN]


def _is_decoration(text: pypdfium2.PdfTextPage, g: _Glyph) -> bool:
    drawn = raw.FPDFText_GetTextObject(text, g.number)
    marks = (raw.FPDFPageObj_GetMark(drawn, n) for n in range(raw.FPDFPageObj_CountMarks(drawn)))
    return any(_name_of(mark) == _ARTIFACT for mark in marks)


def _name_of(mark: raw.FPDF_PAGEOBJECTMARK) -> str:
    size = ctypes.c_ulong()
    raw.FPDFPageObjMark_GetName(mark, None, 0, size)
    held = ctypes.create_string_buffer(size.value)
    name = ctypes.cast(held, ctypes.POINTER(ctypes.c_ushort))
    raw.FPDFPageObjMark_GetName(mark, name, size.value, size)
    return held.raw[: size.value].decode("utf-16-le").rstrip("\0")
