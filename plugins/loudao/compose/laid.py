"""Bands in a space: the ways that are likely laid, with the captions they need, the best kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from heapq import nlargest

from .arrange import ALWAYS, Cell, Shape, Space, best_rows
from .bands import BETWEEN, Band, Laid, Piece, Tried, line_of_column, tried
from .slots import caption_tall, with_slots
from .worth import CHIEF, LEAST_OF_ALL, NO_CHIEF, is_stamp, worth_of

_MOST_BREATH = 14.0


_BARE, _MOST_BARE = 0.9, 8.0
"""What a mm costs that bands leave over, and how many of them do no harm."""

_A_STAMP = 20.0
"""What a sheet is worth less for a work that is one, and would be left out."""

_MOST_APART = 9.0
"""Columns that are too narrow for the sheet stand apart by no more than this and the gap."""

_ABOVE = 0.36
"""Of what is left over: works belong to the title, not to the foot."""


_MOST_SHRINK, _LEAST_SHRINK = 0.62, 0.45
"""How narrow bands may be for the height, and where there are but two."""


_ALWAYS = 6
"""So many works are shown, however small the shapes of others make one of them."""


_WORDS = {1: 1.6, 2: 1.35, 3: 1.2, 4: 1.1}
"""How much larger captions are where works are so few."""


_LAID, _REFINED = 60, 6
"""Of all that is tried so many are laid, and of those so many with the captions they need."""


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
    best = max(found, key=lambda it: it.worth - _A_STAMP * _stamps(it, space), default=None)
    return best and best._replace(cells=with_slots(best, space))


def _stamps(laid: Laid, space: Space) -> int:
    return sum(is_stamp(cell, LEAST_OF_ALL, space) for cell in laid.cells)


def _likely(way: Sequence[Tried], space: Space) -> float:
    """About what it is worth: a hundredth of the time that it takes to lay it."""
    across = _width(way, space)
    width = across / space.width
    area = poor = largest = second = 0.0
    bare = space.height - BETWEEN * space.gap * (len(way) - 1) - _MOST_BARE
    for it in way:
        bare -= it.line.slope * across + it.line.base
        area += it.area
        poor += it.poor
        if it.largest > largest:
            largest, second = it.largest, max(largest, it.next)
        else:
            second = max(second, it.largest)
    if second:
        poor += NO_CHIEF * max(0.0, CHIEF - largest / second)
    if bare > 0 and not space.corner[1]:
        poor += _BARE * bare
    return 100 * area * width * abs(width) / (space.width * space.height) - poor


def _width(way: Sequence[Tried], space: Space) -> float:
    """How wide bands are, as the height lets them be."""
    slope, height = 0.0, space.height - BETWEEN * space.gap * (len(way) - 1)
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
        least = 1.0 if shown < len(shapes) else LEAST_OF_ALL
        if laid and (shown <= _ALWAYS or not any(is_stamp(it, least, space) for it in laid.cells)):
            cells = [replace(cell, grown=own.grown) for cell in laid.cells]
            return sorted(cells, key=lambda cell: cell.index), laid
        if not laid and shown <= ALWAYS:  # shapes that no bands take: 25 times as long as high
            break
    return best_rows([shape.aspect for shape in shapes[:ALWAYS]], space) if shapes else [], None


def _lay(way: Sequence[Tried], shapes: Sequence[Shape], space: Space) -> Laid | None:
    """All of them as wide as the space, or as its height lets them be."""
    width = _width(way, space)
    tall = space.corner[1]
    lowest = way[-1].line
    if tall and lowest.slope * width + lowest.base < tall:
        left = space._replace(height=space.height - tall - BETWEEN * space.gap)
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
    worth = worth_of(cells, width, shapes, space)
    if not tall:
        bare = space.height - sum(heights) - BETWEEN * space.gap * (len(way) - 1)
        worth -= _BARE * max(0.0, bare - _MOST_BARE)
    return Laid(bands, cells, worth, corner)


def _placed(
    bands: Sequence[Band], heights: Sequence[float], width: float, space: Space
) -> tuple[list[Cell], float]:
    """Every work in its frame, and where the last band begins; none where a column would have no
    width."""
    talls = [*heights[:-1], max(heights[-1], space.corner[1])]
    left_over = space.height - sum(talls) - BETWEEN * space.gap * (len(bands) - 1)
    left_over = max(0.0, left_over)
    breath = min(_MOST_BREATH, left_over / len(bands))
    y = (left_over - breath * (len(bands) - 1)) * _ABOVE
    cells: list[Cell] = []
    more = _more_apart(bands, width, space)
    for band, height, tall in zip(bands, heights, talls, strict=True):
        x = (space.width - width - more) / 2
        apart = space.gap + more / max(1, len(band) - 1)
        for column in band:
            line = line_of_column(column, space)
            wide = (height - line.base) / line.slope
            if wide <= 2 * space.mat + 4:
                return [], 0.0
            top = y + (tall - height) * _ABOVE
            for piece in column:
                cell = _framed(piece, x, top, wide, space)
                cells.append(cell)
                top += (wide - 2 * space.mat) / piece.frame + 2 * space.mat
                top += piece.below + BETWEEN * space.gap
            x += wide + apart
        y += tall + BETWEEN * space.gap + breath
    return cells, y - talls[-1] - BETWEEN * space.gap - breath


def _more_apart(bands: Sequence[Band], width: float, space: Space) -> float:
    """How much wider bands too narrow for the space become by wider gaps, all alike; what
    hangs about an axis keeps close to it."""
    if space.corner[1] or space.mat:
        return 0.0
    return min(space.width - width, _MOST_APART * (min(map(len, bands)) - 1))


def _framed(piece: Piece, x: float, y: float, wide: float, space: Space) -> Cell:
    """A work in the middle of its frame, which may be wider or higher than it."""
    inner = wide - 2 * space.mat
    tall = inner / piece.frame
    own = min(inner, tall * piece.aspect)
    high = own / piece.aspect
    across, down = (inner - own) / 2, (tall - high) / 2
    x, y = x + space.mat + across, y + space.mat + down
    return Cell(piece.work, x, y, own, high, across=across, down=down, below=piece.below)


def _captioned(laid: Laid, shapes: Sequence[Shape], space: Space) -> list[Tried]:
    """The same bands with as much for each caption as its width asks for."""
    slots = {cell.index: cell.slot for cell in with_slots(laid, space)}

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
