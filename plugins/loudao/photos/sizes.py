"""The sizes that a photo is made in: halves where they will do, and nothing enlarged."""

from __future__ import annotations

from functools import lru_cache
from math import ceil

_ALMOST = 1.1
"""A size within 10 % of the one wanted is as good."""

_LITTLE_LESS = 0.93
"""Half of 1920, of 960, of 480 is 240: a thumbnail may be that."""

SCROLL = 4
"""Longer than 4:1 is a scroll: fitted whole on a screen, its strokes could not be read."""

_SCROLL_HEIGHTS = (480, 960)
_SCROLL_LONGEST = 16_383
"""No side of a WebP is longer."""

_LIGHT = 700_000
"""Pixels of a scroll that come soon enough in one file."""

_SLICE_LONG = 0.9
"""How long slices are for how large they are across: a phone's first view is one of a lying scroll,
two of a standing one; each more is another round trip."""

_SLICE_STEP = 16
"""Where JPEG's blocks meet: a cut there leaves each block whole."""

_LAP = 8
"""Pixels at the end of a slice that the next one begins with: where edges fall between the pixels
of a screen nothing shines through."""

_SLICE_ACROSS = {"lying": 560, "standing": 480}
"""The smaller size of slices, across: a phone shows a lying scroll 480 points high and a standing
one 350 wide."""

Size = tuple[int, int]
"""Width and height in pixels."""

Box = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels of a larger picture."""


@lru_cache(maxsize=4096)
def plan_sizes(width: int, height: int, edges: tuple[int, ...], exact: bool) -> tuple[Size, ...]:
    """Sizes from the smallest to the largest, in pixels, without repeated widths.

    `exact` sizes have just these long edges. Others are what a codec gives for nothing: the
    photo halved until it is at most 10 % over the largest edge, and then halved again.
    """
    if is_scroll(width, height):
        chain = [*reading_sizes(width, height), *_overview_sizes(width, height, edges, exact)]
    else:
        chain = _chain((width, height), edges, exact)
    distinct = {size[0]: size for size in reversed(chain)}
    return tuple(sorted(distinct.values(), key=lambda size: size[0] * size[1]))


def plan_grid_sizes(width: int, height: int, edges: tuple[int, ...]) -> tuple[Size, ...]:
    """Those of the sizes that are hardly longer than the second edge: what a grid shows."""
    chain = _chain((width, height), edges, exact=False)
    return tuple(size for size in reversed(chain) if max(size) <= edges[1] * _ALMOST)


def is_scroll(width: int, height: int) -> bool:
    return max(width, height) > SCROLL * min(width, height)


def reading_sizes(width: int, height: int) -> list[Size]:
    """Sizes of a scroll by its short side."""
    longest, shortest = max(width, height), min(width, height)
    most = min(1.0, _SCROLL_LONGEST / longest)
    scales = {min(most, wanted / shortest) for wanted in _SCROLL_HEIGHTS}
    return [scaled_size(width, height, scale) for scale in sorted(scales, reverse=True)]


@lru_cache(maxsize=1024)
def plan_cuts(width: int, height: int) -> tuple[int, ...]:
    """Where the largest size of a scroll is cut along its length, from 0 to its end; none where it
    is light enough in one piece."""
    largest = reading_sizes(width, height)[0]
    length, across = max(largest), min(largest)
    if not is_scroll(width, height) or length * across <= _LIGHT:
        return ()
    count = round(length / across / _SLICE_LONG)
    between = (round(length * n / count / _SLICE_STEP) * _SLICE_STEP for n in range(1, count))
    return (0, *between, length)


def slice_sizes(largest: Size) -> tuple[int, ...]:
    """How large across the slices of a scroll are made whose largest size that is, smallest
    first."""
    width, height = largest
    small = _SLICE_ACROSS["lying" if width > height else "standing"]
    return (small, min(largest)) if small < min(largest) else (min(largest),)


def slice_of(largest: Size, across: int, begin: int, end: int) -> tuple[Size, Box]:
    """How large the slice from `begin` to `end` along `largest` is when it is `across` large, and
    what it shows: the same scale along as across, so that slices join at any size."""
    scale = min(largest) / across
    length = max(largest)
    wanted = (min(end + _LAP, length) - begin) / scale
    pixels = max(1, round(wanted) if end == length else ceil(wanted))
    stop = length if end == length else min(begin + pixels * scale, length)
    if largest[0] > largest[1]:
        return (pixels, across), (begin, 0, stop, largest[1])
    return (across, pixels), (0, begin, largest[0], stop)


def halvings(longest: int, wanted: int) -> int:
    """The largest power of two that leaves at least `wanted` pixels of `longest`."""
    factor = 1
    while factor < longest and -(-longest // (factor * 2)) >= wanted:
        factor *= 2
    return factor


def scaled_size(width: int, height: int, scale: float) -> Size:
    return max(1, round(width * scale)), max(1, round(height * scale))


def _chain(size: Size, edges: tuple[int, ...], exact: bool) -> list[Size]:
    """From the largest down."""
    chain = [_first(size, edges[-1], exact)]
    for edge in reversed(edges[:-1]):
        longest = max(chain[-1])
        half = _halved(chain[-1])
        if not exact and _LITTLE_LESS * edge <= max(half) <= _ALMOST * edge:
            chain.append(half)
        elif edge * _ALMOST < longest:
            chain.append(scaled_size(*size, edge / max(size)))
    return chain


def _first(size: Size, edge: int, exact: bool) -> Size:
    if max(size) <= (edge if exact else edge * _ALMOST):
        return size
    near = size
    while max(_halved(near)) >= edge:
        near = _halved(near)
    if not exact and max(near) <= edge * _ALMOST:
        return near
    return scaled_size(*size, edge / max(size))


def _overview_sizes(width: int, height: int, edges: tuple[int, ...], exact: bool) -> list[Size]:
    """Sizes of a scroll by its long side, but for the smallest, which would be a thread."""
    longest = max(reading_sizes(width, height)[-1])
    worth = tuple(edge for edge in edges[1:] if edge * _ALMOST < longest)
    return _chain((width, height), worth, exact) if worth else []


def _halved(size: Size) -> Size:
    """As a JPEG decoder halves: a last odd pixel counts whole."""
    return (size[0] + 1) // 2, (size[1] + 1) // 2
