"""Works in bands below each other: columns beside each other, as high as each other, that fill the
width. Nothing is cropped; geometry only, in millimetres.

A picture in a column is as wide as the column, so the height of a column grows with its width along
a line, and so does that of columns beside each other and of bands below each other. How wide and
high all are in a space is therefore computed, not tried.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from heapq import nlargest
from math import ceil, inf, sqrt
from typing import NamedTuple

from .arrange import ALWAYS, Cell, Shape, Space, best_rows
from .mirror import unlike

_MOST_BREATH = 14.0
_ABOVE = 0.36
"""Of what is left over: works belong to the title, not to the foot."""

_BETWEEN = 0.6
"""Of the gap, what is between a caption and the work below it: the caption is air already."""

_LEAST_SIZE, _LEAST_SIDE = 37.0, 20.0
"""The root of the area of a picture that is no stamp, and its shorter side, in mm of A3."""

_LEAST_OF_ALL = 0.92
"""So much smaller they may be where none is left out."""

_NARROWEST = 40.0
"""A caption says little below a work narrower than this."""

_CHIEF, _MOST_CHIEF = 1.35, 1.9
"""How many times as large as the next one the largest work is, side by side."""

_NO_CHIEF = 60.0
"""What it is worth, in hundredths of the space for each time."""

_POOR_CHIEF = 20.0
"""What a sheet loses whose largest work is a text, or very long."""

_SPREAD = 1.6
"""So many times as large as the least the others may be: what hangs beside each other compares."""

_MOST_SHRINK, _LEAST_SHRINK = 0.62, 0.45
"""How narrow bands may be for the height, and where there are but two."""

_ALWAYS = 6
"""So many works are shown, however small the shapes of others make one of them."""

_WORDS = {1: 1.6, 2: 1.35, 3: 1.2, 4: 1.1}
"""How much larger captions are where works are so few."""

_LAID, _REFINED = 60, 6
"""Of all that is tried so many are laid, and of those so many with the captions they need."""

_BETWEEN_CAPTIONS = 4.0
_WIDER = 36.0
"""A caption is wider than its work by no more than this."""

_TITLE, _ABOUT, _LINE = 6.4, 5.0, 8.2
"""mm of A3: the letters of a title and of what is said below it, and from line to line."""

_MOST_LINES = 3


class Piece(NamedTuple):
    """A work and what is round it."""

    work: int
    """Its place among the shapes."""
    aspect: float
    frame: float
    """The aspect of its frame: its own, or what it has in common with its pair."""
    below: float
    """What its caption takes."""


Column = Sequence[Piece]
Band = Sequence[Column]


class Line(NamedTuple):
    """A height: so much for each mm of width, and so much besides."""

    slope: float
    base: float


class Tried(NamedTuple):
    """A band, and what it is like as wide as the space."""

    band: Band
    line: Line
    area: float
    """Of its works."""
    poor: float
    """How much its works fall short of what looks well."""
    largest: float
    next: float
    """The roots of the areas of its two largest works."""


class Laid(NamedTuple):
    """Bands in a space, every work as it hangs, and what they are worth there."""

    bands: Sequence[Band]
    cells: Sequence[Cell]
    worth: float
    corner: tuple[float, float] | None = None
    """Where the right end of the code's place is, and its upper edge, where that is kept free."""

    @property
    def area(self) -> float:
        """Of all works."""
        return sum(cell.width * cell.height for cell in self.cells)


def tried(columns: Iterable[Sequence[Piece]], space: Space, beside: float = 0.0) -> Tried:
    """A band of columns, which end in captions of one height so that pictures end level; so much
    of its width is kept free."""
    band = _levelled(columns)
    line, lines = _line_of(band, space)
    line = Line(line.slope, line.base - line.slope * beside)
    height = line.slope * space.width + line.base
    area = poor = largest = second = 0.0
    for column, own in zip(band, lines, strict=True):
        inner = (height - own.base) / own.slope - 2 * space.mat
        if inner <= 4:
            return Tried(band, line, 0.0, inf, 0.0, 0.0)
        for piece in column:
            wide = min(inner, inner / piece.frame * piece.aspect)
            size = wide / sqrt(piece.aspect)
            if size > largest:
                largest, second = size, largest
            elif size > second:
                second = size
            area += size * size
            poor += _stamped(wide, wide / piece.aspect)
    return Tried(band, line, area, poor, largest, second)


def _levelled(columns: Iterable[Column]) -> Band:
    columns = list(columns)
    below = max(column[-1].below for column in columns)
    return [
        column if column[-1].below == below else [*column[:-1], column[-1]._replace(below=below)]
        for column in columns
    ]


def _line_of(band: Band, space: Space) -> tuple[Line, list[Line]]:
    """How high a band is, by its width, and each of its columns."""
    inverse, base = 0.0, -space.gap * (len(band) - 1)
    lines = [_line_of_column(column, space) for column in band]
    for slope, own in lines:
        inverse += 1 / slope
        base += own / slope
    return Line(1 / inverse, base / inverse), lines


def _line_of_column(column: Column, space: Space) -> Line:
    slope, base = 0.0, _BETWEEN * space.gap * (len(column) - 1)
    for piece in column:
        slope += 1 / piece.frame
        base += piece.below + 2 * space.mat * (1 - 1 / piece.frame)
    return Line(slope, base)


def best_laid(
    ways: Iterable[Sequence[Tried]], shapes: Sequence[Shape], space: Space
) -> Laid | None:
    """What is worth most of all ways, once its captions have the room they need."""
    likely = nlargest(_LAID, ways, key=lambda way: _likely(way, space))
    laid = [it for way in likely if (it := _lay(way, shapes, space))]
    found = []
    for it in nlargest(_REFINED, laid, key=lambda it: it.worth):
        refined = it
        for _ in range(2):
            again = _lay(_captioned(refined, shapes, space), shapes, space)
            if again is None:
                break
            refined = again
        found.append(refined)
    best = max(found, key=lambda it: it.worth, default=None)
    return best and best._replace(cells=_with_slots(best, space))


def _likely(way: Sequence[Tried], space: Space) -> float:
    """About what it is worth: a hundredth of the time that it takes to lay it."""
    width = _width(way, space) / space.width
    area = poor = largest = second = 0.0
    for it in way:
        area += it.area
        poor += it.poor
        if it.largest > largest:
            largest, second = it.largest, max(largest, it.next)
        else:
            second = max(second, it.largest)
    if second:
        poor += _NO_CHIEF * max(0.0, _CHIEF - largest / second)
    return 100 * area * width * abs(width) / (space.width * space.height) - poor


def _width(way: Sequence[Tried], space: Space) -> float:
    """How wide bands are, as the height lets them be."""
    slope, height = 0.0, space.height - _BETWEEN * space.gap * (len(way) - 1)
    for _, line, *_ in way:
        slope += line.slope
        height -= line.base
    return min(space.width, height / slope)


def as_many_as_show(
    shapes: Sequence[Shape], space: Space, hang: Callable[[Sequence[Shape], Space], Laid | None]
) -> tuple[list[Cell], Laid | None]:
    """The cells of what `hang` gives for all of the works, or for fewer until none is a stamp, in
    their order; of few works with larger captions."""
    for shown in range(min(len(shapes), space.most), 0, -1):
        own = space.with_words(_WORDS.get(shown, 1.0))
        laid = hang(shapes[:shown], own)
        least = 1.0 if shown < len(shapes) else _LEAST_OF_ALL
        if laid and (shown <= _ALWAYS or not any(_is_stamp(it, least, space) for it in laid.cells)):
            cells = [replace(cell, grown=own.grown) for cell in laid.cells]
            return sorted(cells, key=lambda cell: cell.index), laid
        if not laid and shown <= ALWAYS:  # shapes that no bands take: 25 times as long as high
            break
    return best_rows([shape.aspect for shape in shapes[:ALWAYS]], space) if shapes else [], None


def _is_stamp(cell: Cell, by: float, space: Space) -> bool:
    if cell.width >= space.width * 0.95 - 2 * space.mat:
        return False
    least = min(cell.width, cell.height)
    return least < by * _LEAST_SIDE or sqrt(cell.width * cell.height) < by * _LEAST_SIZE


def _lay(way: Sequence[Tried], shapes: Sequence[Shape], space: Space) -> Laid | None:
    """All of them as wide as the space, or as its height lets them be."""
    width = _width(way, space)
    tall = space.corner[1]
    lowest = way[-1].line
    if tall and lowest.slope * width + lowest.base < tall:
        left = space._replace(height=space.height - tall - _BETWEEN * space.gap)
        width = _width(way[:-1], left) if len(way) > 1 else space.width
    if width < (_MOST_SHRINK if len(way) > 2 else _LEAST_SHRINK) * space.width and len(way) > 1:
        return None
    if width <= 2 * space.mat + 10:
        return None
    heights = [line.slope * width + line.base for _, line, *_ in way]
    bands = [it.band for it in way]
    cells, top = _placed(bands, heights, width, space)
    if not cells:
        return None
    corner = ((space.width + width) / 2, top) if tall else None
    return Laid(bands, cells, _worth(cells, width, shapes, space), corner)


def _placed(
    bands: Sequence[Band], heights: Sequence[float], width: float, space: Space
) -> tuple[list[Cell], float]:
    """Every work in its frame, and where the last band begins; none where a column would have no
    width."""
    talls = [*heights[:-1], max(heights[-1], space.corner[1])]
    left_over = space.height - sum(talls) - _BETWEEN * space.gap * (len(bands) - 1)
    left_over = max(0.0, left_over)
    breath = min(_MOST_BREATH, left_over / len(bands))
    y = (left_over - breath * (len(bands) - 1)) * _ABOVE
    cells: list[Cell] = []
    for band, height, tall in zip(bands, heights, talls, strict=True):
        x = (space.width - width) / 2
        for column in band:
            line = _line_of_column(column, space)
            wide = (height - line.base) / line.slope
            if wide <= 2 * space.mat + 4:
                return [], 0.0
            top = y + (tall - height) * _ABOVE
            for piece in column:
                cell = _framed(piece, x, top, wide, space)
                cells.append(cell)
                top += (wide - 2 * space.mat) / piece.frame + 2 * space.mat
                top += piece.below + _BETWEEN * space.gap
            x += wide + space.gap
        y += tall + _BETWEEN * space.gap + breath
    return cells, y - talls[-1] - _BETWEEN * space.gap - breath


def _framed(piece: Piece, x: float, y: float, wide: float, space: Space) -> Cell:
    """A work in the middle of its frame, which may be wider or higher than it."""
    inner = wide - 2 * space.mat
    tall = inner / piece.frame
    own = min(inner, tall * piece.aspect)
    high = own / piece.aspect
    across, down = (inner - own) / 2, (tall - high) / 2
    x, y = x + space.mat + across, y + space.mat + down
    return Cell(piece.work, x, y, own, high, across=across, down=down, below=piece.below)


def _worth(cells: Sequence[Cell], width: float, shapes: Sequence[Shape], space: Space) -> float:
    """In hundredths of the space: what works cover, less for stamps, for works that do not compare,
    and for a sheet that has no chief one."""
    largest = max(cells, key=lambda cell: cell.width * cell.height)
    sizes = sorted((sqrt(cell.width * cell.height) for cell in cells), reverse=True)
    worth = 100 * sum(size * size for size in sizes) / (space.width * space.height)
    worth -= 50 * max(0.0, 0.94 - width / space.width)
    for cell in cells:
        worth -= _stamped(cell.width, cell.height)
    if len(sizes) > 2:
        chief = sizes[0] / sizes[1]
        worth -= _NO_CHIEF * max(0.0, _CHIEF - chief) + 25 * max(0.0, chief - _MOST_CHIEF)
        worth -= min(_POOR_CHIEF, 12 * (unlike(shapes[largest.index].aspect) - 1))
        worth -= 0 if shapes[largest.index].is_picture else _POOR_CHIEF
        worth -= 12 * max(0.0, sizes[1] / sizes[-1] - _SPREAD)
    elif len(sizes) == 2:
        worth -= 20 * max(0.0, sizes[0] / sizes[1] - 1.8)
    return worth


def _stamped(wide: float, tall: float) -> float:
    """What a work loses that is small, or too narrow for its caption."""
    return (
        0.4 * max(0.0, _NARROWEST - wide)
        + max(0.0, _LEAST_SIDE + 6 - min(wide, tall))
        + max(0.0, _LEAST_SIZE + 3 - sqrt(wide * tall))
    )


def _captioned(laid: Laid, shapes: Sequence[Shape], space: Space) -> list[Tried]:
    """The same bands with as much for each caption as its width asks for."""
    slots = {cell.index: cell.slot for cell in _with_slots(laid, space)}

    def captioned(piece: Piece) -> Piece:
        tall = caption_tall(shapes[piece.work], slots[piece.work], space)
        return piece._replace(below=tall)

    last = len(laid.bands) - 1
    return [
        tried(
            [[captioned(piece) for piece in column] for column in band],
            space,
            space.beside_corner if n == last else 0.0,
        )
        for n, band in enumerate(laid.bands)
    ]


def caption_tall(shape: Shape, slot: float, space: Space) -> float:
    """What a caption of that width takes: one line where title and facts have room beside each
    other, else one for the facts and as many as the title needs."""
    more = space.words
    title, about = shape.title * _TITLE * more, shape.about * _ABOUT * more
    if space.joined and (title + about) * 1.06 + 3 <= slot:
        return space.caption - (_LINE - 1) * more
    # down to 0.85 of its size it is one line still
    lines = min(_MOST_LINES, max(1, ceil(title * (0.85 if title * 0.85 <= slot else 0.92) / slot)))
    return space.caption + (lines - 1) * _LINE * more


def _with_slots(laid: Laid, space: Space) -> list[Cell]:
    """Every work with how wide its caption may be."""
    free = _free_beside if space.joined else _free_around
    places = [(c.x, c.y, c.width, c.height + c.below) for c in laid.cells]
    if laid.corner:
        right, top = laid.corner
        places.append((right - space.corner[0], top, *space.corner))
    found = []
    for cell, (x, y, wide, tall) in zip(laid.cells, places, strict=False):
        level = [(at, w) for at, top, w, high in places if top < y + tall and y < top + high]
        before = max((at + w for at, w in level if at + w <= x), default=None)
        after = min((at for at, _ in level if at >= x + wide), default=None)
        more = free(before, x, x + wide, after, space)
        found.append(replace(cell, slot=wide + min(_WIDER, max(more, 0.0))))
    return found


def _free_beside(
    before: float | None, left: float, right: float, after: float | None, space: Space
) -> float:
    """What is free at the right of a work, where its caption begins at its left edge."""
    return space.width - right if after is None else after - right - _BETWEEN_CAPTIONS


def _free_around(
    before: float | None, left: float, right: float, after: float | None, space: Space
) -> float:
    """The same at both sides, half of it towards a neighbour, about the middle of the work."""
    return min(
        2 * left if before is None else left - before - _BETWEEN_CAPTIONS,
        2 * (space.width - right) if after is None else after - right - _BETWEEN_CAPTIONS,
    )
