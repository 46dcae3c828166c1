"""One work across the sheet, and below it a list of all: for those who look for one."""

from __future__ import annotations

from collections.abc import Sequence

from .arrange import Cell, Space

_ROW, _LARGE_ROW = 19.6, 26.0
"""Of a line of the list, in mm of A3."""

_HIGHEST = 2.6
"""Few lines are so many times as high, and end where the code does."""

_GAP = 14.0
_DETAIL = 105.0
"""How high a detail across the sheet is."""

_LEAST_SAID, _NOTHING_SAID = 64.0, 12.0
"""What is said stands above the code, beside the list."""

_THUMB = 22.0
"""The widest picture in a line of the least height."""

_LEAD_ASPECT = 2.0
"""What fills a detail best; whatever is very long says little in one."""

_MOST_LOST = 0.72
"""Of a picture, where a detail of it is shown; what would lose more is shown whole."""


def list_below_lead(
    aspects: Sequence[float], are_pictures: Sequence[bool], space: Space
) -> tuple[list[Cell], float, float]:
    """A cell for the work across the sheet, then one a line; where the lines begin, and how high
    they are.

    A `detail` is as wide as the space, and cropped to that. What would lose too much, a text, and
    one that has no others beside it, is shown `whole`.
    """
    lead = _lead(aspects, are_pictures)
    if lead is None:
        return [], 0.0, _ROW
    row = _LARGE_ROW if space.large else _ROW
    said = _LEAST_SAID if space.intro else _NOTHING_SAID
    needed = max(space.code[1] + said, min(len(aspects), 9) * row)
    tall = max(_DETAIL, space.height - _GAP - needed)
    is_detail = len(aspects) > 1 and are_pictures[lead]
    if is_detail:  # higher than what it shows of its picture it only shows less of it
        tall = max(_DETAIL, min(tall, space.width / aspects[lead]))
    across = _across(lead, aspects[lead], is_detail, tall, space)
    below = tall + _GAP
    lines = min(len(aspects), max(1, int((space.height - below) / row + 0.1)))
    row = min(_HIGHEST * row, (space.height - below) / lines)
    return [across, *_lines(aspects, below, row, space)], below, round(row, 2)


def _lead(aspects: Sequence[float], are_pictures: Sequence[bool]) -> int | None:
    """The picture that fills a detail best; the first text where there are no pictures."""
    pictures = [n for n, is_picture in enumerate(are_pictures) if is_picture]
    return min(pictures, key=lambda n: _unlike(aspects[n]), default=0 if aspects else None)


def _unlike(aspect: float) -> float:
    return max(aspect / _LEAD_ASPECT, _LEAD_ASPECT / aspect)


def _across(lead: int, aspect: float, is_detail: bool, tall: float, space: Space) -> Cell:
    shape = space.width / tall
    if is_detail and 1 - min(aspect / shape, shape / aspect) <= _MOST_LOST:
        return Cell(lead, 0.0, 0.0, space.width, round(tall, 3), role="detail")
    wide = min(space.width, tall * aspect)
    high = wide / aspect
    left, top = (space.width - wide) / 2, (tall - high) / 2
    return Cell(lead, round(left, 3), round(top, 3), round(wide, 3), round(high, 3), role="whole")


def _lines(aspects: Sequence[float], top: float, row: float, space: Space) -> list[Cell]:
    """As many lines as there is room for; one that says how many more there are counts as one."""
    room = int((space.height - top) / row + 1e-6)
    shown = len(aspects) if len(aspects) <= room else room - 1
    cells = []
    for line, aspect in enumerate(aspects[:shown]):
        tall = min(row - 4, _THUMB * row / _ROW / aspect)
        y = top + line * row + (row - tall) / 2
        size = (round(tall * aspect, 3), round(tall, 3))
        cells.append(Cell(line, 0.0, round(y, 3), *size, role="line"))
    return cells
